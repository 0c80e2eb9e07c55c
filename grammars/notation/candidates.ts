import type { TokenType } from 'chevrotain';
import { Recogniser } from './recogniser.ts';
import type { Sequence } from './syntax.ts';
import { stepsOf } from './trie.ts';
import { Vocabulary } from './vocabulary.ts';
import type { Words } from './words.ts';

/** What a line looks like from its first word on: keywords by themselves, other words by their class. */
interface Shape<Line> {
  /** The lines that words of this shape may be; absent: not asked yet. */
  candidates?: readonly Line[];
  readonly next: Map<TokenType, Shape<Line>>;
}

/** A shape of more words than this is parsed whenever it comes: hardly two lines share it. */
const LONGEST_SHAPE = 64;
/** So many words of shapes are remembered: those of any configuration, but not those of a text made to fill memory. */
const MOST_SHAPES = 20_000;

/**
 * Finds the lines that words may be. The grammar sees nothing of a word but its type, so each shape is parsed once,
 * however many lines have it: a file has hundreds of thousands of lines and a few hundred shapes.
 */
export class Candidates<Line extends { readonly syntax: Sequence }> {
  readonly #vocabulary: Vocabulary;
  readonly #recogniser: Recogniser<Line>;
  readonly #root: Shape<Line> = { next: new Map() };
  #shapes = 0;

  constructor(lines: readonly Line[]) {
    this.#vocabulary = new Vocabulary(new Set(lines.flatMap(({ syntax }) => keywordsOf(syntax))));
    this.#recogniser = new Recogniser(
      this.#vocabulary,
      lines.map((line) => ({ line, steps: stepsOf(line.syntax) })),
    );
  }

  find(words: Words): readonly Line[] {
    const shape = this.#shapeOf(words);
    return shape === undefined ? this.#parse(words) : (shape.candidates ??= this.#parse(words));
  }

  #shapeOf({ images, first, end }: Words): Shape<Line> | undefined {
    if (end - first > LONGEST_SHAPE) return undefined;
    let shape = this.#root;
    for (let index = first; index < end; index++) {
      const type = this.#vocabulary.typeOf(images[index] ?? '');
      let next = shape.next.get(type);
      if (next === undefined) {
        if (this.#shapes === MOST_SHAPES) return undefined;
        this.#shapes += 1;
        next = { next: new Map() };
        shape.next.set(type, next);
      }
      shape = next;
    }
    return shape;
  }

  #parse({ images, first, end }: Words): readonly Line[] {
    return this.#recogniser.recognise(
      images.slice(first, end).map((image) => this.#vocabulary.typeOf(image)),
    );
  }
}

export function keywordsOf(sequence: Sequence): readonly string[] {
  return sequence.flatMap((item) => {
    if (item.kind === 'keyword') return [item.word];
    return item.kind === 'choice' ? item.alternatives.flatMap(keywordsOf) : [];
  });
}
