/** The words of one line inside the text that they stand in; offsets are into that text. */
export interface Words {
  readonly text: string;
  readonly images: readonly string[];
  /** Where each word begins. */
  readonly starts: readonly number[];
  /** Index of the first word that counts. */
  readonly first: number;
  /** Index behind the last word that counts. */
  readonly end: number;
}

const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const BLANK = 32;

/** The words between two offsets of a text, which are parted by blanks, tabs and line ends. */
export function wordsBetween(text: string, from: number, to: number): Words {
  const images: string[] = [];
  const starts: number[] = [];
  let start = -1;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    const isWord = unit > BLANK || (unit !== BLANK && unit !== TAB && unit !== RETURN && unit !== LINE_FEED);
    if (isWord) {
      if (start === -1) start = at;
    } else if (start !== -1) {
      images.push(text.slice(start, at));
      starts.push(start);
      start = -1;
    }
  }
  if (start !== -1) {
    images.push(text.slice(start, to));
    starts.push(start);
  }
  return { text, images, starts, first: 0, end: images.length };
}

/** The words of a sentence that stands alone. */
export function wordsOf(sentence: string): Words {
  return wordsBetween(sentence, 0, sentence.length);
}

/** Offset behind a word. */
export function endOfWord({ images, starts }: Words, index: number): number {
  return (starts[index] ?? 0) + (images[index]?.length ?? 0);
}
