import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { Address } from '../ir/scalars.ts';
import { connect, type Connected } from './connect.ts';
import { type End, ownAddresses } from './end.ts';
import { protectedPeers } from './peering.ts';

/** Two gateways of a fleet that point at each other, by their places in it. */
export interface Pair {
  readonly left: number;
  readonly right: number;
}
/** A peer that no gateway of the fleet answers to. */
export interface Stranger {
  readonly end: string;
  readonly peer: string;
  readonly remote: string;
}
export interface Fleet {
  readonly ends: readonly End[];
  readonly connected: readonly Connected[];
  readonly strangers: readonly Stranger[];
}

/** Every pair of gateways that name each other's addresses, each on the engine. */
export function connectFleet(ends: readonly End[], repairs: boolean): Fleet {
  const indexed = ends.map(({ side }) => new IndexedGateway(side.lowered.gateway));
  const { pairs, strangers } = pairGateways(indexed);
  const connected = pairs.flatMap(({ left, right }): readonly Connected[] => {
    const [a, b] = [narrowed(ends, indexed, left, right), narrowed(ends, indexed, right, left)];
    return a === undefined || b === undefined ? [] : [connect(a, b, { repairs, among: true })];
  });
  return {
    ends,
    connected: connected.filter(({ connections }) => connections.length > 0),
    strangers: strangers.map(({ gateway, peer }) => ({
      end: ends[gateway]?.name ?? '',
      peer: peer.name,
      remote: addressesOf(peer).join(', '),
    })),
  };
}

/** Finds partners by address, through an index: time grows with the number of peers, not of pairs. */
export function pairGateways(gateways: readonly IndexedGateway[]): {
  readonly pairs: readonly Pair[];
  readonly strangers: readonly { readonly gateway: number; readonly peer: Peer }[];
} {
  const owners = new Map<Address, number[]>();
  for (const [index, { addresses }] of gateways.entries()) {
    for (const address of addresses) owners.set(address, [...(owners.get(address) ?? []), index]);
  }
  const pairs = new Map<string, Pair>();
  const strangers: { readonly gateway: number; readonly peer: Peer }[] = [];
  for (const [index, gateway] of gateways.entries()) {
    for (const peer of gateway.fixedPeers) {
      const found = addressesOf(peer).flatMap((address) => owners.get(address) ?? []);
      const others = found.filter((other) => other !== index);
      if (others.length === 0) strangers.push({ gateway: index, peer });
      for (const other of others) {
        const [left, right] = index < other ? [index, other] : [other, index];
        pairs.set(`${left} ${right}`, { left, right });
      }
    }
  }
  const sorted = [...pairs.values()].toSorted((a, b) => a.left - b.left || a.right - b.right);
  return { pairs: sorted, strangers };
}

/** A gateway whose peers and policies are found by address and name. */
export class IndexedGateway {
  readonly gateway: Gateway;
  readonly addresses: readonly Address[];
  readonly fixedPeers: readonly Peer[];
  readonly #open: readonly Peer[];
  readonly #byAddress = new Map<Address, Peer[]>();
  readonly #policies = new Map<string, Gateway['policies'][number][]>();

  constructor(gateway: Gateway) {
    this.gateway = gateway;
    this.addresses = ownAddresses(gateway);
    const peers = protectedPeers(gateway);
    this.fixedPeers = peers.filter((peer) => addressesOf(peer).length > 0);
    this.#open = peers.filter((peer) => addressesOf(peer).length === 0);
    for (const peer of this.fixedPeers) {
      for (const address of addressesOf(peer)) add(this.#byAddress, address, peer);
    }
    for (const policy of gateway.policies)
      if (policy.peer !== undefined) add(this.#policies, policy.peer, policy);
  }

  /** With the peers alone that lead to some addresses, or to anywhere. */
  towards(addresses: readonly Address[]): Gateway {
    const fixed = addresses.flatMap((address) => this.#byAddress.get(address) ?? []);
    const peers = [...new Set([...fixed, ...this.#open])];
    return { ...this.gateway, peers, policies: peers.flatMap(({ name }) => this.#policies.get(name) ?? []) };
  }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function addressesOf({ remote }: Peer): readonly Address[] {
  return remote.flatMap((place) => ('address' in place ? place.address : []));
}

function narrowed(
  ends: readonly End[],
  gateways: readonly IndexedGateway[],
  own: number,
  other: number,
): End | undefined {
  const [end, gateway, partner] = [ends[own], gateways[own], gateways[other]];
  if (end === undefined || gateway === undefined || partner === undefined) return undefined;
  const { side } = end;
  return {
    ...end,
    side: { ...side, lowered: { ...side.lowered, gateway: gateway.towards(partner.addresses) } },
  };
}
