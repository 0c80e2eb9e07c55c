import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../src/dialects/dialect.ts';
import type { SourceFile } from '../src/ir/diagnostic.ts';
import { decode, encode } from '../src/text/encoding.ts';
import type { Random } from './random.ts';

const ROSETTA = join(import.meta.dirname, '../fixtures/rosetta');
/** The files of each dialect in a scenario; racoon has a folder. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  vrp: ['vrp.cfg'],
  tmsh: ['tmsh.conf'],
  racoon: ['racoon/racoon.conf', 'racoon/psk.txt', 'racoon/setkey.conf'],
  ir: ['gateway.json'],
};
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
const MOST_LINES = 24;
const MOST_CHANGES = 4;

/** Makes inputs of a dialect that are nearly right: lines of its fixtures and words of its tables, mixed and broken. */
export class FuzzInputs {
  readonly #random: Random;
  readonly #files: readonly SourceFile[];
  readonly #lines: readonly string[];
  readonly #words: readonly string[];

  constructor({ name, rows }: Pick<Dialect, 'name' | 'rows'>, random: Random) {
    this.#random = random;
    const names = readdirSync(ROSETTA, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    this.#files = names.flatMap((scenario) =>
      (FILES[name] ?? []).flatMap((file) => fixture(scenario.name, file)),
    );
    this.#lines = this.#files.flatMap(({ text }) => text.split('\n'));
    const ofRows = rows.flatMap(({ line }) => line.split(/[\s<>{}[\]|*]+/));
    this.#words = [...new Set([...ofRows, ...this.#lines.flatMap((line) => line.trim().split(/\s+/))])];
  }

  next(): SourceFile {
    const file = this.#any(this.#files, { name: 'x', text: '' });
    const text = this.#random.chance(0.5) ? this.#cut(file.text) : this.#mixture();
    const isByteLevel = this.#random.chance(0.3);
    return { name: file.name, text: isByteLevel ? this.#breakBytes(text) : this.#changeWords(text) };
  }

  #any<T>(choices: readonly T[], none: T): T {
    return choices[this.#random.between(0, choices.length - 1)] ?? none;
  }

  /** A few lines of a fixture as they stand. */
  #cut(text: string): string {
    const lines = text.split('\n');
    const start = this.#random.between(0, Math.max(0, lines.length - MOST_LINES));
    return lines.slice(start, start + this.#random.between(1, MOST_LINES)).join('\n');
  }

  /** Lines of any fixture in any order. */
  #mixture(): string {
    const count = this.#random.between(1, MOST_LINES);
    return Array.from({ length: count }, () => this.#any(this.#lines, '')).join(
      this.#random.chance(0.1) ? '\r\n' : '\n',
    );
  }

  #changeWords(text: string): string {
    const words = text.split(/(\s+)/);
    for (let turn = this.#random.between(0, MOST_CHANGES); turn > 0; turn--) {
      const at = this.#random.between(0, words.length - 1);
      const word = this.#random.chance(0.5) ? this.#any(this.#words, '') : this.#random.pick(EDGES);
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

function fixture(scenario: string, file: string): readonly SourceFile[] {
  try {
    const text = decode(readFileSync(join(ROSETTA, scenario, file))).text;
    return [{ name: file.split('/').at(-1) ?? file, text }];
  } catch {
    return []; // Not every scenario has every dialect.
  }
}
