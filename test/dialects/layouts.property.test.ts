import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showCaptured } from '../../src/dialects/dialect-outputs.ts';
import { dialects } from '../../src/dialects/registry.ts';
import { type Captured, momentOf } from '../../src/ir/captured.ts';

const FOLDER = 'fixtures/transcripts';

/** A transcript gives each member that its layout has; the property moves them. */
interface Case {
  readonly name: string;
  readonly dialect: string;
  readonly variant: string;
  readonly output: string;
  readonly captured: Captured;
}

const CASES: readonly Case[] = readdirSync(FOLDER).flatMap((file): Case[] => {
  const match = /^(\w+)@([\w-]+)\.([\w-]+)\.txt$/.exec(file);
  if (match === null) return [];
  const [, dialect = '', variant = '', output = ''] = match;
  const outputs = dialects.find(({ name }) => name === dialect)?.outputs;
  const read = outputs?.read({ name: file, text: readFileSync(join(FOLDER, file), 'utf8') }, 0);
  return read === undefined ? [] : [{ name: file, dialect, variant, output, captured: read.captured }];
});

/** Moves every number, address and cookie of a capture: equal ones stay equal, greater ones greater. */
interface Move {
  readonly by: number;
  readonly octet: number;
}
const MOVES: fc.Arbitrary<Move> = fc.record({
  by: fc.integer({ min: 0, max: 100_000 }),
  octet: fc.integer({ min: 1, max: 255 }),
});

function moved(value: unknown, name: string, move: Move): unknown {
  if (Array.isArray(value)) return value.map((element) => moved(element, name, move));
  if (typeof value === 'object' && value !== null) {
    const members: readonly [string, unknown][] = Object.entries(value);
    return Object.fromEntries(members.map(([member, own]) => [member, moved(own, member, move)]));
  }
  if (typeof value === 'number' && MOVED.has(name)) return value + move.by;
  if (typeof value === 'number' && name === 'port') return 1 + ((value + move.by) % 65_535);
  if (typeof value !== 'string') return value;
  if (name === 'address' || name === 'value') return value.replace(/(?<=[.:])\d+$/, String(move.octet));
  if (name.endsWith('Spi')) return `${value.slice(0, 12)}${move.octet.toString(16).padStart(4, '0')}`;
  return value;
}
const MOVED: ReadonlySet<string> = new Set([
  'connectionId',
  'spi',
  'packets',
  'bytes',
  'lifetimeSeconds',
  'sequence',
  'processor',
  'sent',
  'received',
]);

describe('what was printed is read as what it was', () => {
  it.each(CASES)('$name', ({ dialect, variant, output, captured }) => {
    const outputs = dialects.find(({ name }) => name === dialect)?.outputs;
    if (outputs === undefined) throw new Error(`${dialect} has no outputs`);
    const print = (shown: Captured): string =>
      [...outputs.print(output, showCaptured(shown), momentOf(shown), variant)]
        .map((line) => `${line}\n`)
        .join('');
    fc.assert(
      fc.property(MOVES, (move) => {
        const changed = moved(captured, '', move);
        if (!isCaptured(changed)) return;
        const text = print(changed);
        const again = outputs.read({ name: 'again', text }, 0).captured;
        expect(print({ ...again, ...timesOf(changed) })).toBe(text);
      }),
      { numRuns: 20 },
    );
  });
});

function timesOf({ clock, at, isAtEstimated }: Captured): Partial<Captured> {
  return { clock, ...(at === undefined ? {} : { at }), ...(isAtEstimated === true ? { isAtEstimated } : {}) };
}
function isCaptured(value: unknown): value is Captured {
  return typeof value === 'object' && value !== null && 'ikeSas' in value && 'childSas' in value;
}
