import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference } from '../../../grammars/objects/difference.ts';
import { onStanding } from '../../../grammars/objects/standing.ts';
import { readDocument } from '../../../grammars/vrp/document.ts';
import { applyStatement } from '../../../grammars/vrp/objects.ts';
import { printChanges } from '../../../grammars/vrp/print-changes.ts';
import { table } from '../../../grammars/vrp/table.ts';
import { listing, SECTIONS, treeOf } from '../objects/sections.ts';

const TREE = fc.array(fc.constantFrom(...SECTIONS), { maxLength: 12 });

function changes(from: readonly string[], to: readonly string[]): readonly string[] {
  return printChanges(difference(table.model, treeOf(from), treeOf(to), 'ar'), 'ar');
}

describe('changes as typed', () => {
  it('turn the first configuration into the second', () => {
    fc.assert(
      fc.property(TREE, TREE, (left, right) => {
        const from = treeOf(left);
        const text = changes(left, right)
          .map((line) => `${line}\n`)
          .join('');
        let cursor = from;
        for (const [origin, statement] of readDocument(text, 'ar', 'strict').entries()) {
          const isQuit = text.slice(statement.start, statement.end) === 'quit';
          expect(statement.understood.kind).toBe(isQuit ? 'foreign' : 'line');
          cursor = applyStatement(cursor, statement, origin).cursor;
        }
        expect(listing(from).toSorted()).toEqual([...listing(treeOf(right))].toSorted());
      }),
      { seed: 2026, numRuns: 300 },
    );
  });

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      'a value, in its view',
      ['ike proposal 2\n dh group5\n'],
      ['ike proposal 2\n dh group14\n'],
      ['ike proposal 2', ' dh group14', 'quit'],
    ],
    [
      'back to the default',
      ['ike proposal 2\n dh group5\n'],
      ['ike proposal 2\n'],
      ['ike proposal 2', ' undo dh', 'quit'],
    ],
    [
      'a rule less',
      ['acl number 3000\n rule 5 permit ip\n rule 10 deny ip\n'],
      ['acl number 3000\n rule 5 permit ip\n'],
      ['acl number 3000', ' undo rule 10', 'quit'],
    ],
    [
      'an object whose header refers to another',
      ['ipsec policy m 1 isakmp template s\n', 'ipsec policy-template s 1\n'],
      ['ipsec policy m 1 isakmp template t\n', 'ipsec policy-template t 1\n'],
      [
        'undo ipsec policy m 1',
        'undo ipsec policy-template s 1',
        'ipsec policy-template t 1',
        'quit',
        'ipsec policy m 1 isakmp template t',
        'quit',
      ],
    ],
    ['an object less', ['ike peer a\n'], [], ['undo ike peer a']],
    ['a global setting less', ['ike local-name x\n'], [], ['undo ike local-name']],
  ])('%s', (_what, from, to, lines) => {
    expect(changes(from, to)).toEqual(lines);
  });
});

describe('what stands already', () => {
  const FROM = ['ike peer a\n', 'interface GigabitEthernet0/0/1\n ipsec policy m\n mtu 1400\n'];
  const printed = (standing: readonly string[], to: readonly string[]): readonly string[] => {
    const stays = ({ view }: { view: string }): boolean => view === 'interface';
    const ends = onStanding({ from: treeOf(FROM), to: treeOf(to) }, treeOf(standing), table.model, stays);
    return printChanges(difference(table.model, ends.from, ends.to, 'ar'), 'ar');
  };

  it('loses only its references where it cannot be deleted', () => {
    expect(printed(FROM, [])).toEqual([
      'interface GigabitEthernet0/0/1',
      ' undo ipsec policy',
      'quit',
      'undo ike peer a',
    ]);
  });
  it('is not deleted, nor made, where it is not there', () => {
    expect(printed([], [])).toEqual([]);
    expect(printed([], FROM)).toEqual([]);
  });
});
