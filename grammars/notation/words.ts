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

/** Finds the words of a text, which are parted by blanks, tabs and line ends. */
export class WordReader {
  readonly text: string;
  /** Where words begin and end: found first, so that the lists are made in their length. */
  #bounds = new Int32Array(64);

  constructor(text: string) {
    this.text = text;
  }

  /** The words between two offsets. */
  between(from: number, to: number): Words {
    const { text } = this;
    const end = this.#findWords(from, to) / 2;
    // Reading is a twelfth slower with arrays that grow, or whose length is set.
    // oxlint-disable-next-line unicorn/no-new-array
    const [images, starts] = [new Array<string>(end), new Array<number>(end)];
    for (let index = 0; index < end; index++) {
      const start = this.#bounds[2 * index] ?? from;
      starts[index] = start;
      images[index] = text.slice(start, this.#bounds[2 * index + 1]);
    }
    return { text, images, starts, first: 0, end };
  }

  /** Gives how many bounds there are. */
  #findWords(from: number, to: number): number {
    const { text } = this;
    let count = 0;
    let isInside = false;
    for (let at = from; at < to; at++) {
      if (isWordUnit(text.charCodeAt(at)) === isInside) continue;
      if (count + 2 > this.#bounds.length) this.#grow();
      this.#bounds[count++] = at;
      isInside = !isInside;
    }
    if (isInside) this.#bounds[count++] = to;
    return count;
  }

  #grow(): void {
    const longer = new Int32Array(2 * this.#bounds.length);
    longer.set(this.#bounds);
    this.#bounds = longer;
  }
}

function isWordUnit(unit: number): boolean {
  return unit > BLANK || (unit !== BLANK && unit !== TAB && unit !== RETURN && unit !== LINE_FEED);
}

/** The words of a sentence that stands alone. */
export function wordsOf(sentence: string): Words {
  return new WordReader(sentence).between(0, sentence.length);
}

/** Offset behind a word. */
export function endOfWord({ images, starts }: Words, index: number): number {
  return (starts[index] ?? 0) + (images[index]?.length ?? 0);
}
