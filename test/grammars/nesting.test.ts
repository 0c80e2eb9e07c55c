import { describe, expect, it } from 'vitest';
import type { Piece } from '../../src/dialects/dialect.ts';
import { dialectNamed } from '../../src/dialects/registry.ts';

/** The parsers descend with the braces, and the stack has an end: 10,000 of them are read all the same. */
const DEEP = 10_000;
const ROWS: readonly (readonly [
  what: string,
  dialect: string,
  profile: string,
  head: string,
  next: string,
])[] = [
  ['a block of racoon.conf', 'racoon', '0.9', 'remote 192.0.2.1 ', 'log info;\n'],
  ['a block without a name', 'racoon', '0.9', 'log info;\n', 'log info;\n'],
  ['an object of IPsec', 'tmsh', '16', 'net ipsec ike-peer /Common/x ', 'net self /Common/a {\n}\n'],
  ['a program', 'tmsh', '16', 'ltm rule /Common/x ', 'net self /Common/a {\n}\n'],
  ['a command of tmsh', 'tmsh', '16', 'create net ipsec ike-peer x ', 'net self /Common/a {\n}\n'],
];

function readAs(dialectName: string, profile: string, text: string): readonly Piece[] {
  const dialect = dialectNamed(dialectName);
  if (dialect === undefined) throw new Error(dialectName);
  const read = dialect.read([{ name: 'racoon.conf', text }], profile);
  dialect.lower(read, profile);
  return read.statements;
}

describe.each(ROWS)('%s with 10,000 braces in each other', (_what, dialect, profile, head, next) => {
  it('closed: what stands behind it is read as it is', () => {
    const deep = `${head}${'{ a '.repeat(DEEP)}${'}'.repeat(DEEP)}\n`;
    const statements = readAs(dialect, profile, deep + next);
    const last = statements.findIndex(({ span }) => span.start === deep.length);
    expect(statements.slice(last).map(({ row }) => row)).toEqual(
      readAs(dialect, profile, next).map(({ row }) => row),
    );
    const places = statements.flatMap(({ span }) => [span.start, span.end]);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(statements.every(({ span }) => span.end <= deep.length + next.length)).toBe(true);
  });

  it.each(['{ a ', '{\n', '{{ ', '{"'])('open: "%s" throws nothing', (part) => {
    expect(() => readAs(dialect, profile, head + part.repeat(DEEP))).not.toThrow();
  });
});
