import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../src/dialects/dialect.ts';
import type { SourceFile } from '../../src/ir/diagnostic.ts';
import { decode } from '../../src/text/encoding.ts';
import type { Random } from '../random.ts';
import { anyOf, TextBreaker } from './text-breaker.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');
/** The files of each dialect in a scenario; racoon has a folder. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  vrp: ['vrp.cfg'],
  tmsh: ['tmsh.conf'],
  racoon: ['racoon/racoon.conf', 'racoon/psk.txt', 'racoon/setkey.conf'],
  ir: ['gateway.json'],
};
const MOST_LINES = 24;

/** Makes inputs of a dialect that are nearly right: lines of its fixtures and words of its tables, mixed and broken. */
export class ConfigurationInputs {
  readonly #random: Random;
  readonly #files: readonly SourceFile[];
  readonly #lines: readonly string[];
  readonly #breaker: TextBreaker;

  constructor({ name, rows }: Pick<Dialect, 'name' | 'rows'>, random: Random) {
    this.#random = random;
    this.#files = fixtureFiles(name);
    this.#lines = this.#files.flatMap(({ text }) => text.split('\n'));
    const ofRows = rows.flatMap(({ line }) => line.split(/[\s<>{}[\]|*]+/));
    this.#breaker = new TextBreaker(random, [
      ...ofRows,
      ...this.#lines.flatMap((line) => line.trim().split(/\s+/)),
    ]);
  }

  next(): SourceFile {
    const file = anyOf(this.#random, this.#files, { name: 'x', text: '' });
    const text = this.#random.chance(0.5) ? this.#cut(file.text) : this.#mixture();
    return { name: file.name, text: this.#breaker.broken(text) };
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
    return Array.from({ length: count }, () => anyOf(this.#random, this.#lines, '')).join(
      this.#random.chance(0.1) ? '\r\n' : '\n',
    );
  }
}

/** The files of a dialect in all scenarios. */
export function fixtureFiles(dialect: string): readonly SourceFile[] {
  const names = readdirSync(ROSETTA, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.flatMap((scenario) => (FILES[dialect] ?? []).flatMap((file) => fixture(scenario.name, file)));
}

function fixture(scenario: string, file: string): readonly SourceFile[] {
  try {
    const text = decode(readFileSync(join(ROSETTA, scenario, file))).text;
    return [{ name: file.split('/').at(-1) ?? file, text }];
  } catch {
    return []; // Not every scenario has every dialect.
  }
}
