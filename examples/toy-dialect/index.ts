import type { Dialect } from '../../src/dialects/dialect.ts';
import { PROFILES, table } from './grammar.ts';
import { lower } from './lower.ts';
import { read } from './read.ts';

/** A dialect of one command, read and never written: docs/adding-a-dialect.md walks through it. */
export const toy: Dialect = {
  name: 'toy',
  profiles: PROFILES,
  defaultProfile: '1',
  filesOfGateway: 'one',
  rows: table.rows.map(({ line, options: { unread } }) =>
    unread === undefined ? { line } : { line, unread },
  ),
  detect: (text) =>
    /^tunnel \S+ from /m.test(text)
      ? { profile: '1', score: 1, because: 'it has "tunnel NAME from"', tie: false }
      : undefined,
  read,
  lower,
  behaviour: {}, // Nothing is negotiated for it: it has no rows for the SA engine.
  secretsIn: (statement) =>
    [...statement.matchAll(/ key (\S+)/g)].map(({ 0: whole, 1: key = '', index }) => {
      const end = index + whole.length;
      return { start: end - key.length, end };
    }),
};
