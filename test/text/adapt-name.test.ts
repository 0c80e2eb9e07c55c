import { describe, expect, it } from 'vitest';
import { adaptNames } from '../../src/text/adapt-name.ts';

/** VRP: 15 characters; values of `translation.md` 1.4 and 3.1. */
const VRP = { maxLength: 15, pattern: '[!-~]+', fold: false };
const TMSH = { maxLength: 20, pattern: '[A-Za-z0-9_][A-Za-z0-9_.:%-]*', fold: false };

describe('names made to fit', () => {
  const rows: readonly (readonly [string, readonly string[], typeof VRP, readonly string[]])[] = [
    ['a name that fits stays', ['spoke1'], VRP, ['spoke1']],
    ['a long one ends in four digits of its hash', ['hub-primary-datacenter'], VRP, ['hub-primar-564b']],
    ['forbidden characters become one hyphen', ['a b//c'], TMSH, ['a-b-c']],
    ['hyphens at the ends go', ['(a)'], TMSH, ['a']],
    ['a forbidden first character', ['.a'], TMSH, ['n.a']],
  ];
  it.each(rows)('%s', (_what, names, rule, expected) => {
    expect(adaptNames(names, rule)).toEqual(expected);
  });

  it('of two that would be equal the one that needs no change keeps it, in any order', () => {
    const [changed, kept] = adaptNames(['a b', 'a-b'], TMSH);
    expect(kept).toBe('a-b');
    expect(changed).toMatch(/^a-b-[0-9a-f]{4}$/);
    expect(adaptNames(['a-b', 'a b'], TMSH)).toEqual([kept, changed]);
  });

  it('leaves to the target the names that it has itself', () => {
    const [name] = adaptNames(['anonymous'], TMSH, ['anonymous']);
    expect(name).toMatch(/^anonymous-[0-9a-f]{4}$/);
  });

  it('never gives a name twice', () => {
    const names = adaptNames(['x', 'x', 'x', 'X'], { ...TMSH, fold: true });
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(4);
  });
});
