import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { dialectNamed } from '../../src/dialects/registry.ts';
import { scenarios } from '../rosetta/scenario.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A fixture, and what belongs together in it: an object with its children. */
interface Fixture {
  readonly title: string;
  readonly dialect: Dialect;
  readonly profile: string;
  readonly file: string;
  readonly text: string;
  readonly objects: readonly Stretch[];
}

function dialectCalled(name: string): Dialect {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return dialect;
}

function linesOf(text: string): readonly Stretch[] {
  const lines: Stretch[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start) + 1 || text.length;
    lines.push({ start, end });
    start = end;
  }
  return lines;
}

/** From each line in the first column to the next one, closing braces included; a line `#` ends an object of VRP. */
function objectsOf(text: string): readonly Stretch[] {
  const objects: Stretch[] = [];
  for (const line of linesOf(text)) {
    const last = objects.at(-1);
    const isInside = /^[ \t}]/.test(text.slice(line.start, line.end)) && last !== undefined;
    if (isInside) objects[objects.length - 1] = { ...last, end: line.end };
    else objects.push(line);
  }
  return objects;
}

function fixture(scenario: string, dialect: string, profile: string, file: string): readonly Fixture[] {
  const path = join(ROSETTA, scenario, file);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const name = file.split('/').at(-1) ?? '';
  return [
    {
      title: `${scenario}/${file}`,
      dialect: dialectCalled(dialect),
      profile,
      file: name,
      text,
      objects: objectsOf(text),
    },
  ];
}

const FIXTURES = scenarios.flatMap(({ name, source, target }) => [
  ...fixture(name, 'vrp', source.profile, 'vrp.cfg'),
  ...(target.dialect.name === 'tmsh' ? fixture(name, 'tmsh', target.profile, 'tmsh.conf') : []),
  ...['racoon.conf', 'psk.txt', 'setkey.conf'].flatMap((file) =>
    fixture(name, 'racoon', '0.9', `racoon/${file}`),
  ),
]);

/** How each statement is understood: by its place in the text, its view and the row of its table. */
function understanding(
  { dialect, profile, file }: Fixture,
  text: string,
  placeOf: (offset: number) => number,
): ReadonlyMap<number, string> {
  const { statements, diagnostics } = dialect.read([{ name: file, text }], profile);
  const errors = new Set(
    diagnostics.flatMap(({ severity, origin }) => (severity === 'error' ? (origin ?? []) : [])),
  );
  return new Map(
    statements.map(({ span, view, row }, origin) => [
      placeOf(span.start),
      `${view} ${row ?? 'not read'}${errors.has(origin) ? ' error' : ''}`,
    ]),
  );
}

/** The statements that are understood otherwise without a part of the text, and that do not belong to it. */
function changedElsewhere(
  given: Fixture,
  gone: Stretch,
  whole: ReadonlyMap<number, string>,
): readonly string[] {
  const { text, objects } = given;
  const own = objects.find(({ start, end }) => start <= gone.start && gone.start < end) ?? gone;
  const length = gone.end - gone.start;
  const left = understanding(given, text.slice(0, gone.start) + text.slice(gone.end), (offset) =>
    offset < gone.start ? offset : offset + length,
  );
  return [...whole].flatMap(([place, before]) => {
    if (place >= own.start && place < own.end) return [];
    const after = left.get(place) ?? 'gone';
    return after === before ? [] : [`${text.slice(place).split('\n')[0]}: ${before}, then ${after}`];
  });
}

/** What may change elsewhere, and why. */
const EXCEPTIONS: readonly { readonly file: string; readonly gone: RegExp; readonly reason: string }[] = [
  {
    file: 'setkey.conf',
    gone: /;\n$/,
    reason:
      'setkey reads a command up to its ";", over line breaks: without it the next command is part of it',
  },
];

describe.each(FIXTURES.map((given) => [given.title, given] as const))('%s', (_title, given) => {
  const whole = understanding(given, given.text, (offset) => offset);
  const parts = [
    ...linesOf(given.text),
    ...[...given.text.matchAll(/[{}]/g)].map(({ index }) => ({ start: index, end: index + 1 })),
  ];

  it('without any one line or brace changes only what belongs to it', () => {
    const changed = parts.flatMap((gone) => {
      const part = given.text.slice(gone.start, gone.end);
      if (EXCEPTIONS.some(({ file, gone: own }) => file === given.file && own.test(part))) return [];
      const found = changedElsewhere(given, gone, whole);
      return found.length === 0 ? [] : [{ line: part.trim(), found: found.slice(0, 3) }];
    });
    expect(changed).toEqual([]);
  });
});
