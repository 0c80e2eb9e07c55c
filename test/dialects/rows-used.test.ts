import { describe, expect, it } from 'vitest';
import type { DialectProfile } from '../../src/translate/dialect-profile.ts';
import { scenarios } from '../rosetta/scenario.ts';

interface Text {
  readonly name: string;
  readonly dialect: DialectProfile['dialect'];
  readonly profile: string;
  readonly text: string;
}
const texts: readonly Text[] = scenarios.flatMap(({ name, vrp, tmsh, source, target }) => [
  { name: `${name}/vrp.cfg`, ...source, text: vrp },
  { name: `${name}/tmsh.conf`, ...target, text: tmsh },
]);

/** Statements of a text that lowering neither used nor spoke of, and whose row does not say why. */
function forgotten({ name, dialect, profile, text }: Text): readonly string[] {
  const read = dialect.read([{ name, text }], profile);
  const { used, diagnostics } = dialect.lower(read, profile);
  const named = new Set(diagnostics.map(({ origin }) => origin));
  return read.statements.flatMap(({ span, row }, origin) => {
    const isExplained = row !== undefined && dialect.rows[row]?.unread !== undefined;
    return used.has(origin) || named.has(origin) || isExplained ? [] : [text.slice(span.start, span.end)];
  });
}

/** `contracts.md` 3: each row is read by lowering, or has its word in `unread`. */
describe('every statement of the fixtures', () => {
  it.each(texts)('$name', (text) => {
    expect(forgotten(text)).toEqual([]);
  });

  it.each(texts)('$name: has a row of its table', ({ name, dialect, profile, text }) => {
    const { statements, diagnostics } = dialect.read([{ name, text }], profile);
    expect(statements.filter(({ row }) => row === undefined)).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

/** The other rows of VRP are tried one by one in `vrp/rows.test.ts`. */
it.each([
  ['vrp', 50],
  ['tmsh', 45],
])('the fixtures exercise rows of %s: at least %i', (language, least) => {
  const rows = texts
    .filter(({ dialect }) => dialect.name === language)
    .flatMap(({ name, dialect, profile, text }) =>
      dialect.read([{ name, text }], profile).statements.flatMap(({ row }) => row ?? []),
    );
  expect(new Set(rows).size).toBeGreaterThanOrEqual(least);
});
