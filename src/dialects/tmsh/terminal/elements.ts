import type { Element } from '../../../../grammars/tmsh/blocks.ts';

/** Words as a command has them that was typed without braces. */
export function wordsAsElements(words: readonly string[]): readonly Element[] {
  let start = 0;
  return words.map((image, index) => {
    const at = start;
    start += image.length + 1;
    return {
      kind: 'word',
      image,
      start: at,
      end: at + image.length,
      opensLine: index === 0,
      isScript: false,
    };
  });
}

/** A command as it can be typed again. */
export function textOf(elements: readonly Element[]): string {
  return elements
    .map((element) => (element.kind === 'word' ? element.image : `{ ${textOf(element.elements)} }`))
    .join(' ');
}
