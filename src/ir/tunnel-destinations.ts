import { addressInterval, type Interval } from './address.ts';
import type { Gateway } from './gateway.ts';
import { trafficInterval } from './selectors.ts';

/**
 * Whether a destination leads to a remote selector or to a peer, inside it or around it (`translation.md` 2.9).
 * Prefixes are nested or disjoint, so one lies inside or around another exactly where they overlap.
 */
export function tunnelDestinations(
  peers: Gateway['peers'],
  policies: Gateway['policies'],
): (interval: Interval) => boolean {
  let search: ((interval: Interval) => boolean) | undefined;
  return (interval) => (search ??= searchIn(peers, policies))(interval);
}

/** Made when first asked for: most gateways have no routes to ask about. */
function searchIn(peers: Gateway['peers'], policies: Gateway['policies']): (interval: Interval) => boolean {
  const remotes = policies.flatMap(({ selectors }) =>
    selectors
      .filter(({ action }) => action === 'protect')
      .flatMap(({ remote }) => trafficInterval(remote) ?? []),
  );
  const ends = peers.flatMap(({ remote }) =>
    remote.flatMap((entry) => ('address' in entry ? (addressInterval(entry.address) ?? []) : [])),
  );
  const all = [...remotes, ...ends];
  const [four, six] = [4, 6].map((family) =>
    overlapping(all.filter((interval) => interval.family === family)),
  );
  return (interval) => (interval.family === 4 ? four : six)?.(interval) === true;
}

/** A search in the sorted intervals for the last that begins before the end of the one asked for. */
function overlapping(intervals: readonly Interval[]): (interval: Interval) => boolean {
  const sorted = intervals.toSorted((left, right) => compare(left.first, right.first));
  const reach = furthestEnds(sorted);
  return ({ first, last }) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle]?.first ?? 0n) <= last) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (reach[low - 1] ?? -1n) >= first;
  };
}

/** For each position the furthest end up to there. */
function furthestEnds(sorted: readonly Interval[]): readonly bigint[] {
  const ends: bigint[] = [];
  for (const { last } of sorted) {
    const before = ends.at(-1) ?? -1n;
    ends.push(last > before ? last : before);
  }
  return ends;
}

function compare(left: bigint, right: bigint): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
