import { type Interval, intervalsOverlap } from '../ir/address.ts';
import { describeSelector, selectorsOverlap, trafficInterval } from '../ir/selectors.ts';
import type { Selector } from '../ir/ipsec.ts';
import type { Origin } from '../ir/origins.ts';
import type { MeaningDifference } from './difference.ts';
import { wordsFor } from './members.ts';
import type { RowPair } from './pairs.ts';
import type { Side } from './side.ts';
import { tunnelSubject } from './subjects.ts';
import { find } from './tell.ts';

/** Pairs of rows that both sides evaluate, of which one takes traffic of the other. */
interface Swapped {
  readonly first: RowPair;
  readonly second: RowPair;
}

/**
 * Rows that the sides evaluate in another order, where some traffic matches both: the first match wins, so the order
 * of others means nothing. Each row is told once.
 */
export function compareOrder(a: Side, b: Side, pairs: readonly RowPair[]): readonly MeaningDifference[] {
  const isOrdered = pairs.every(({ right }, index) => right.order > (pairs[index - 1]?.right.order ?? -1));
  if (isOrdered) return [];
  const told = new Set<RowPair>();
  return swappedPairs(pairs).flatMap(({ first, second }): readonly MeaningDifference[] => {
    if (told.has(second)) return [];
    told.add(second);
    const other = first.left.selector === undefined ? 'another' : describeSelector(first.left.selector);
    return [
      {
        kind: 'changed',
        subjects: [tunnelSubject(second)],
        path: 'order',
        words: wordsFor('order'),
        left: { text: `behind ${other}`, origins: originsOf(a, second.left.selector) },
        right: { text: `before ${other}`, origins: originsOf(b, second.right.selector) },
      },
    ];
  });
}

function originsOf({ lowered }: Side, selector: Selector | undefined): readonly Origin[] {
  return find(lowered.origins, selector, 'policies.selectors', 'policies.selectors').origins;
}

/** A sweep over the remote addresses meets only those that overlap there. */
function swappedPairs(pairs: readonly RowPair[]): readonly Swapped[] {
  const spans = pairs
    .flatMap((pair) => (pair.left.selector === undefined ? [] : { pair, span: spanOf(pair.left.selector) }))
    .toSorted((x, y) => compare(x.span?.first, y.span?.first));
  const swapped: Swapped[] = [];
  let active: typeof spans = [];
  for (const one of spans) {
    active = active.filter(({ span }) => reaches(span, one.span));
    for (const other of active) {
      if (!isSwapped(one.pair, other.pair)) continue;
      const [first, second] =
        one.pair.left.order < other.pair.left.order ? [one.pair, other.pair] : [other.pair, one.pair];
      swapped.push({ first, second });
    }
    active.push(one);
  }
  return swapped.toSorted((x, y) => x.second.left.order - y.second.left.order);
}

/** Hidden addresses and `any` may be anything: they stay in the sweep. */
function reaches(span: Interval | undefined, later: Interval | undefined): boolean {
  if (span === undefined || later === undefined || span.family !== later.family) return true;
  return span.last >= later.first || intervalsOverlap(span, later);
}

function spanOf({ remote }: Selector): Interval | undefined {
  return trafficInterval(remote);
}

function compare(left: bigint | undefined, right: bigint | undefined): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function isSwapped(one: RowPair, other: RowPair): boolean {
  const [a, b] = [one.left.selector, other.left.selector];
  const before = one.left.order < other.left.order;
  if (before === one.right.order < other.right.order) return false;
  return a !== undefined && b !== undefined && selectorsOverlap(a, b);
}
