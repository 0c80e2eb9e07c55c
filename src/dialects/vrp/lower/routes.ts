import type { Reading } from '../../../../grammars/notation/face.ts';
import {
  prefixInterval,
  prefixLength,
  networkOf,
  addressInterval,
  type Interval,
} from '../../../ir/address.ts';
import type { Gateway, Route } from '../../../ir/gateway.ts';
import { assemble, sourced } from '../../../ir/origins.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import { trafficInterval } from '../../../ir/selectors.ts';
import type { LoweringContext } from './context.ts';
import type { SystemFace } from './settings.ts';

/**
 * Static routes that lead to a remote selector or to a peer, inside it or covering it (`translation.md` 2.9).
 * Others are no matter of IPsec: their statements stay unused.
 */
export function lowerRoutes(
  context: LoweringContext,
  system: SystemFace,
  { peers, policies }: Pick<Gateway, 'peers' | 'policies'>,
): readonly Route[] {
  const isDestination = destinations(peers, policies);
  const readings = system.select('routeStatic', (reading) => {
    const interval = prefixInterval(destinationOf(context, reading));
    return interval === undefined || isDestination(interval);
  });
  return readings.map((reading) => {
    const hop = reading.text('next-hop');
    const exit = reading.text('interface-name');
    const preference = reading.number('value');
    const vrf = reading.text('vpn');
    return assemble<Route>(context.origins, {
      destination: sourced(destinationOf(context, reading), reading.origins),
      via: sourced(
        {
          ...(hop === undefined ? {} : { address: context.address(hop, reading) }),
          ...(exit === undefined ? {} : { interface: exit }),
        },
        reading.origins,
      ),
      preference: preference === undefined ? undefined : sourced(preference, reading.origins),
      vrf: vrf === undefined ? undefined : sourced(vrf, reading.origins),
    });
  });
}

function destinationOf(context: LoweringContext, reading: Reading<'destination' | 'length'>): Prefix {
  const address = context.address(reading.text('destination') ?? '', reading);
  return networkOf(address, prefixLength(reading.text('length') ?? '') ?? 32);
}

/**
 * Prefixes are nested or disjoint, so one lies inside or around another exactly where they overlap: a search in
 * the sorted ones for the last that begins before the end.
 */
function destinations(
  peers: Gateway['peers'],
  policies: Gateway['policies'],
): (interval: Interval) => boolean {
  const remotes = policies.flatMap(({ selectors }) =>
    selectors
      .filter(({ action }) => action === 'protect')
      .flatMap(({ remote }) => trafficInterval(remote) ?? []),
  );
  const ends = peers.flatMap(({ remote }) =>
    remote.flatMap((entry) => ('address' in entry ? (addressInterval(entry.address) ?? []) : [])),
  );
  const sorted = [...remotes, ...ends].toSorted((left, right) => Number(left.first - right.first));
  const reach = furthestEnds(sorted);
  return ({ family, first, last }) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle]?.first ?? 0n) <= last) low = middle + 1;
      else high = middle;
    }
    return low > 0 && family === 4 && (reach[low - 1] ?? -1n) >= first;
  };
}

/** For each position the furthest end up to there. */
function furthestEnds(sorted: readonly Interval[]): readonly bigint[] {
  let furthest = -1n;
  return sorted.map(({ last }) => (furthest = last > furthest ? last : furthest));
}
