import { decode, encode } from '../../src/text/encoding.ts';
import type { Random } from '../random.ts';

/** Values at the edge of what a grammar takes, and beyond. */
const EDGES = [
  '0',
  '-1',
  '65536',
  '4294967296',
  '99999999999999999999',
  '::',
  '1.2.3',
  '10.0.0.0/33',
  '{',
  '}',
  '{ }',
  '"',
  "'",
  '\\',
  ';',
  '#',
  '!',
  '//',
  '|',
  '$X',
  '{{ x }}',
  'none',
  'default',
  'undo',
  'x'.repeat(300),
  '<R1>',
  '[R1]',
  '\u202E',
  '\0',
  '\r',
  '\t',
] as const;
const MOST_CHANGES = 4;
const BYTE_LEVEL = 0.3;

export function anyOf<T>(random: Random, choices: readonly T[], none: T): T {
  return choices[random.between(0, choices.length - 1)] ?? none;
}

/** Breaks a text a little: its words (one goes, comes, becomes another, is cut short), or its bytes. */
export class TextBreaker {
  readonly #random: Random;
  readonly #words: readonly string[];

  constructor(random: Random, words: Iterable<string>) {
    this.#random = random;
    this.#words = [...new Set(words)];
  }

  broken(text: string): string {
    return this.#random.chance(BYTE_LEVEL) ? this.#breakBytes(text) : this.#changeWords(text);
  }

  /** A few words in any order. */
  line(most: number): string {
    return Array.from({ length: this.#random.between(0, most) }, () => this.#word()).join(' ');
  }

  #word(): string {
    return this.#random.chance(0.8) ? anyOf(this.#random, this.#words, '') : this.#random.pick(EDGES);
  }

  #changeWords(text: string): string {
    const words = text.split(/(\s+)/);
    for (let turn = this.#random.between(0, MOST_CHANGES); turn > 0; turn--) {
      const at = this.#random.between(0, words.length - 1);
      const word = this.#random.chance(0.5) ? anyOf(this.#random, this.#words, '') : this.#random.pick(EDGES);
      const kind = this.#random.between(0, 3);
      if (kind === 0) words.splice(at, 1);
      else if (kind === 1) words.splice(at, 0, ' ', word, ' ');
      else if (kind === 2) words[at] = word;
      else words[at] = (words[at] ?? '').slice(0, this.#random.between(0, 4));
    }
    return words.join('');
  }

  #breakBytes(text: string): string {
    const bytes = [...encode(text)];
    for (let turn = this.#random.between(1, 2 * MOST_CHANGES); turn > 0; turn--) {
      const at = this.#random.between(0, bytes.length);
      const kind = this.#random.between(0, 3);
      if (kind === 0) bytes.splice(at, this.#random.between(1, 20));
      else if (kind === 1) bytes.splice(at, 0, this.#random.between(0, 255));
      else if (kind === 2) bytes[at] = this.#random.between(0, 255);
      else bytes.splice(at, 0, ...bytes.slice(at, at + this.#random.between(1, 40)));
    }
    return decode(Uint8Array.from(bytes)).text;
  }
}
