import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { language } from '../../../grammars/vrp/understand.ts';
import type { Profile } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';
import type { CommandLine } from '../../../grammars/notation/command-table.ts';
import { sentenceOf } from '../notation/sentences.ts';
import { LINES, listing, objectOf, type, understand } from './typed.ts';

const RUNS = { seed: 2026, numRuns: 15 };

/** The lines that take back, or state the opposite of, what a line says; rows of a slot may share one. */
function counterparts(line: CommandLine, operators: readonly string[]): readonly CommandLine[] {
  const { view, slot, options } = line.row;
  const texts = new Set([options.undo, options.negates].map((text) => `undo ${text}`));
  return table.lines.filter(
    (other) =>
      other.row.view === view &&
      other.row.slot === slot &&
      (other.row === line.row || String(other.row.options.profiles) === String(options.profiles)) &&
      other.resets === undefined &&
      operators.includes(other.operator) &&
      texts.has(other.text),
  );
}

/** A line of a row with the arguments of what was set. */
function sentenceFor(
  line: CommandLine,
  values: Readonly<Record<string, string | readonly string[]>>,
): string {
  return language.print(line, values);
}

function settable(
  operators: readonly string[],
): readonly (readonly [string, CommandLine, Profile, CommandLine])[] {
  return LINES.filter(([, line]) => line.operator === 'set' || line.operator === 'add').flatMap(
    ([name, line, profile]) =>
      counterparts(line, operators).map(
        (other) => [`${name} / ${other.text}`, line, profile, other] as const,
      ),
  );
}

describe('set, undo: the listing is that from before', () => {
  it.each(settable(['reset', 'remove', 'delete']))('%s', (_name, line, profile, undo) => {
    fc.assert(
      fc.property(sentenceOf(line.syntax), (words) => {
        const object = objectOf(line.row.view);
        const before = listing(object, profile);
        const set = understand(words.join(' '), line.row.view, profile);
        if (set?.kind !== 'line') throw new Error(words.join(' '));
        type(object, words.join(' '), profile);
        // A rule without a number has got one.
        const entry = object.slots.get(line.row.slot)?.at(-1)?.entry;
        const { holds } = line.row.options;
        const keys = typeof holds === 'object' ? [holds.keyedBy].flat() : [];
        const parts = entry?.split(' ') ?? [];
        const values = {
          ...set.values,
          ...Object.fromEntries(parts.map((part, index) => [keys[index], part])),
        };
        type(object, sentenceFor(undo, values), profile);
        expect(listing(object, profile)).toEqual(before);
      }),
      RUNS,
    );
  });
});

describe('set, negate: the listing differs; set again: it is the first one', () => {
  it.each(settable(['negate']))('%s', (_name, line, profile, negate) => {
    fc.assert(
      fc.property(sentenceOf(line.syntax), (words) => {
        const object = objectOf(line.row.view);
        const set = understand(words.join(' '), line.row.view, profile);
        if (set?.kind !== 'line') throw new Error(words.join(' '));
        type(object, words.join(' '), profile);
        const first = listing(object, profile);
        type(object, sentenceFor(negate, set.values), profile);
        expect(listing(object, profile)).not.toEqual(first);
        type(object, words.join(' '), profile);
        expect(listing(object, profile)).toEqual(first);
      }),
      RUNS,
    );
  });
});

it('every row with "undo" or "negates" was tried', () => {
  const tried = new Set(
    [...settable(['reset', 'remove', 'delete']), ...settable(['negate'])].map(([, line]) => line.row),
  );
  const wanted = table.rows.filter(
    ({ options }) => options.undo !== undefined || options.negates !== undefined,
  );
  expect(wanted.filter((row) => !tried.has(row)).map(({ line }) => line)).toEqual([]);
  expect(wanted.length).toBeGreaterThan(80);
});
