import { addressInterval, hiddenText, intervalCovers } from '../ir/address.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { Selector } from '../ir/ipsec.ts';
import type { Address } from '../ir/scalars.ts';
import { addressesTowards } from './end.ts';

/** What makes two peers each other's counterpart, the most telling first. */
export type Basis =
  /** Each names an address of the other. */
  | 'both-addresses'
  /** One names the other's address; the other takes any, or has it hidden. */
  | 'one-address'
  /** One names the other's address; the other names another one. */
  | 'wrong-address'
  /** What they protect is each other's mirror image. */
  | 'selectors'
  /** Neither gateway has another peer. */
  | 'only-peers';
/** A peer of the left gateway and one of the right that are meant for each other. */
export interface Peering {
  readonly left: Peer;
  readonly right: Peer;
  readonly basis: Basis;
}

/** How a peer entry points at a gateway with these addresses. */
type Aim = 'at' | 'any' | 'elsewhere';

/**
 * The peers of two gateways that are meant for each other, in the left one's order. `among`: more gateways than these
 * two are looked at, so that only addresses count.
 */
export function pairPeers(left: Gateway, right: Gateway, among: boolean): readonly Peering[] {
  const [ofLeft, ofRight] = [protectedPeers(left), protectedPeers(right)];
  const found: Peering[] = [];
  const paired = new Set<Peer>();
  const pairBy = (basis: Basis, fits: (one: Peer, other: Peer) => boolean, many = false): void => {
    for (const one of ofLeft) {
      for (const other of ofRight) {
        if (!many && (paired.has(one) || paired.has(other))) continue;
        if (found.some((peering) => peering.left === one && peering.right === other)) continue;
        if (!fits(one, other)) continue;
        found.push({ left: one, right: other, basis });
        paired.add(one).add(other);
      }
    }
  };
  const aims = (one: Peer, other: Peer): readonly [Aim, Aim] => [
    aimOf(one, addressesTowards(right, other)),
    aimOf(other, addressesTowards(left, one)),
  ];
  pairBy('both-addresses', (one, other) => aims(one, other).every((aim) => aim === 'at'), true);
  pairBy('one-address', (one, other) => {
    const both = aims(one, other);
    return both.includes('at') && both.includes('any');
  });
  pairBy('wrong-address', (one, other) => aims(one, other).includes('at'));
  if (!among) {
    pairBy('selectors', (one, other) => areMirrored(left, one, right, other));
    if (ofLeft.length === 1 && ofRight.length === 1) pairBy('only-peers', () => true);
  }
  return found.toSorted((a, b) => left.peers.indexOf(a.left) - left.peers.indexOf(b.left));
}

/** Peers that a policy protects traffic with. */
export function protectedPeers({ peers, policies }: Gateway): readonly Peer[] {
  const used = new Set(policies.map(({ peer }) => peer));
  return peers.filter(({ name, enabled }) => enabled && used.has(name));
}

function aimOf({ remote }: Peer, addresses: readonly Address[]): Aim {
  if (remote.length === 0) return 'any';
  let isOpen = addresses.length === 0;
  for (const place of remote) {
    if ('fqdn' in place || ('address' in place && hiddenText(place.address) !== undefined)) {
      isOpen = true; // nobody knows where that is
      continue;
    }
    const range =
      'address' in place ? addressInterval(place.address) : addressInterval(place.first, place.last);
    const isHere = addresses.some((address) => {
      const own = addressInterval(address);
      return range !== undefined && own !== undefined && intervalCovers(range, own);
    });
    if (isHere) return 'at';
  }
  return isOpen ? 'any' : 'elsewhere';
}

function areMirrored(left: Gateway, one: Peer, right: Gateway, other: Peer): boolean {
  const mirrored = new Set(
    selectorsOf(right, other).map((selector) => keyOf(selector.remote, selector.local)),
  );
  return selectorsOf(left, one).some((selector) => mirrored.has(keyOf(selector.local, selector.remote)));
}
function selectorsOf({ policies }: Gateway, { name }: Peer): readonly Selector[] {
  return policies.flatMap(({ peer, selectors }) => (peer === name ? selectors : []));
}
function keyOf(local: Selector['local'], remote: Selector['remote']): string {
  return JSON.stringify([local, remote]);
}
