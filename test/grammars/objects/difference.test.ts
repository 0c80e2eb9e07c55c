import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../../grammars/objects/apply.ts';
import { difference } from '../../../grammars/objects/difference.ts';
import { emptyObject } from '../../../grammars/objects/object.ts';
import { table } from '../../../grammars/vrp/table.ts';
import { listing, SECTIONS, treeOf } from './sections.ts';

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
