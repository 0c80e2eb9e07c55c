import type { Sequence } from '../../../../grammars/notation/syntax.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { HelpCoverage } from '../../dialect-terminal.ts';
import { isDocumented } from './help-words.ts';
import { everyLine } from './typed-lines.ts';

/** How many words `?` can show on a device of a profile, and how many of them with a text of a device. */
export function helpCoverage(profile: Profile): HelpCoverage {
  const places = new Map<string, boolean>();
  for (const syntax of everyLine(profile)) collect(syntax, [], places);
  const documented = [...places.values()].filter(Boolean).length;
  return { words: places.size, documented };
}

/** Each word with those in front of it; behind a choice the way goes on as if its first alternative was taken. */
function collect(
  syntax: Sequence,
  before: readonly string[],
  places: Map<string, boolean>,
): readonly string[] {
  let path = before;
  for (const item of syntax) {
    if (item.kind === 'choice') {
      const ends = item.alternatives.map((alternative) => collect(alternative, path, places));
      if (!item.optional) path = ends[0] ?? path;
      continue;
    }
    const words =
      item.kind === 'keyword'
        ? [item.word]
        : item.type.kind === 'choice'
          ? item.type.words
          : [`<${item.name}>`];
    for (const word of words) places.set([...path, word].join(' '), isDocumented(path, word));
    path = [...path, item.kind === 'keyword' ? item.word : `<${item.name}>`];
  }
  return path;
}
