import type { MeaningDifference, Subject } from './difference.ts';
import { align } from './align.ts';
import { comparePair, loneRow } from './compare-rows.ts';
import { compareSurroundings } from './compare-surroundings.ts';
import { groupDifferences } from './group.ts';
import { compareOrder } from './order.ts';
import { pairRows } from './pairs.ts';
import { RowGateways, rowsOf } from './rows.ts';
import type { Side } from './side.ts';
import { peerSubject } from './subjects.ts';

export interface MeaningDiff {
  readonly differences: readonly MeaningDifference[];
  /** Peers whose keys nobody can compare: both sides hide them. */
  readonly unreadable: readonly Subject[];
}

/**
 * What two configurations mean differently, explicit or by default, by `compareGateways` on rows that are for the same
 * tunnel. Names never count; keys are compared and never told.
 */
export function diff(a: Side, b: Side): MeaningDiff {
  const left = a.lowered.gateway;
  const { gateway: right, unreadable } = align(left, b.lowered.gateway, b.lowered.origins);
  const { pairs, onlyLeft, onlyRight } = pairRows(rowsOf(left), rowsOf(right));
  const [leftRows, rightRows] = [new RowGateways(left), new RowGateways(right)];
  const sides = [
    { side: a, gateways: leftRows },
    { side: b, gateways: rightRows },
  ] as const;
  const differences = groupDifferences([
    ...compareSurroundings(a, b, leftRows.surroundings, rightRows.surroundings),
    ...pairs.flatMap((pair) => comparePair(...sides, pair)),
    ...compareOrder(a, b, pairs),
    ...onlyLeft.map((row) => loneRow(a, row, 'left')),
    ...onlyRight.map((row) => loneRow(b, row, 'right')),
  ]);
  return { differences, unreadable: unreadable.map(peerSubject) };
}
