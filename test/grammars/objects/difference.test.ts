import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../../grammars/objects/apply.ts';
import { difference } from '../../../grammars/objects/difference.ts';
import { type ConfigurationObject, emptyObject } from '../../../grammars/objects/object.ts';
import { list } from '../../../grammars/objects/list.ts';
import { readDocument } from '../../../grammars/vrp/document.ts';
import { applyStatement } from '../../../grammars/vrp/objects.ts';
import { table } from '../../../grammars/vrp/table.ts';

/** Sections that refer to each other: objects come, go, and change. */
const SECTIONS: readonly string[] = [
  'ike proposal 1\n encryption-algorithm aes-256\n dh group14\n',
  'ike proposal 1\n encryption-algorithm aes-128\n',
  'ike proposal 2\n dh group5\n',
  'ike peer a\n ike-proposal 1\n remote-address 203.0.113.1\n',
  'ike peer a\n ike-proposal 2\n dpd type periodic\n',
  'ike peer b\n remote-address 203.0.113.2\n',
  'ipsec proposal p\n esp encryption-algorithm aes-256\n',
  'ipsec policy m 1 isakmp\n ike-peer a\n proposal p\n security acl 3000\n',
  'ipsec policy m 2 isakmp\n ike-peer b\n pfs dh-group14\n',
  'acl number 3000\n rule 5 permit ip source 10.1.0.0 0.0.255.255\n rule 10 deny ip\n',
  'acl number 3000\n rule 5 permit ip source 10.2.0.0 0.0.255.255\n',
  'interface GigabitEthernet0/0/1\n ip address 198.51.100.1 255.255.255.0\n ipsec policy m\n',
  'undo ike peer a\n',
  'undo acl number 3000\n',
  'ike local-name x\n',
  'undo ike local-name\n',
];

function treeOf(sections: readonly string[]): ConfigurationObject {
  const root = emptyObject('system', '');
  let cursor = root;
  for (const [origin, statement] of readDocument(sections.join('#\n'), 'ar', 'lenient').entries()) {
    cursor = applyStatement(cursor, statement, origin).cursor;
  }
  return root;
}

function listing(root: ConfigurationObject): readonly string[] {
  return list(table.model, root, 'ar').map(
    ({ view, slot, entry, operator, values }) =>
      `${view} ${slot} ${entry ?? ''} ${operator} ${JSON.stringify(values)}`,
  );
}

const TREE = fc.array(fc.constantFrom(...SECTIONS), { maxLength: 12 });

describe('the difference of two configurations', () => {
  it('turns the first into the second', () => {
    fc.assert(
      fc.property(TREE, TREE, (left, right) => {
        const [from, to] = [treeOf(left), treeOf(right)];
        const wanted = listing(to);
        let cursor = from;
        for (const assignment of difference(table.model, from, to, 'ar')) {
          cursor = apply(table.model, cursor, assignment).cursor;
        }
        // Objects that stay keep their place, new ones come behind them.
        expect(listing(from).toSorted()).toEqual([...wanted].toSorted());
      }),
      { seed: 2026, numRuns: 300 },
    );
  });

  it('is empty between equal ones', () => {
    fc.assert(
      fc.property(TREE, (sections) => {
        expect(difference(table.model, treeOf(sections), treeOf(sections), 'ar')).toEqual([]);
      }),
      { seed: 2026, numRuns: 50 },
    );
  });

  it('clears references before it deletes what they name', () => {
    const from = treeOf(SECTIONS.slice(0, 12));
    const steps = difference(table.model, from, emptyObject('system', ''), 'ar');
    const position = (slot: string): number =>
      steps.findIndex((step) => step.slot === slot && step.operator === 'delete');
    expect(position('ikePeer')).toBeGreaterThan(-1);
    expect(position('ipsecPolicy')).toBeLessThan(position('ikePeer'));
    expect(position('ikePeer')).toBeLessThan(position('ikeProposal'));
  });
});
