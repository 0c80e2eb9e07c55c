import { connect, type Connected, type ConnectOptions } from './connect.ts';
import type { End } from './end.ts';
import { addressesOf, IndexedGateway } from './indexed-gateway.ts';
import { WatchedRenewals } from './watched-renewals.ts';

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

/** Statements of a gateway; of a larger one in a fleet no repairs are made, as each is proved by reading it all. */
const LARGEST_REPAIRED = 5000;

/** Gateways whose peers found each other. Time grows with the number of peers, not of pairs: partners are looked up. */
export class PairedFleet {
  readonly ends: readonly End[];
  /** By the place of the first, then of the second. */
  readonly pairs: readonly Pair[];
  readonly strangers: readonly Stranger[];
  readonly #indexed: readonly IndexedGateway[];
  readonly #watched = new WatchedRenewals();

  constructor(ends: readonly End[]) {
    this.ends = ends;
    this.#indexed = ends.map(({ gateway }) => new IndexedGateway(gateway));
    const { pairs, strangers } = pairGateways(this.#indexed);
    this.pairs = pairs;
    this.strangers = strangers.map(({ gateway, peer, remote }) => ({
      end: ends[gateway]?.name ?? '',
      peer,
      remote,
    }));
  }

  /** One pair on the engine, each gateway cut to what leads to the other. */
  connect({ left, right }: Pair): Connected {
    const options: ConnectOptions = {
      among: true,
      watched: this.#watched,
      largestRepaired: LARGEST_REPAIRED,
    };
    return connect(this.#towards(left, right), this.#towards(right, left), options);
  }

  #towards(own: number, other: number): End {
    const [end, gateway, partner] = [this.ends[own], this.#indexed[own], this.#indexed[other]];
    if (end === undefined || gateway === undefined || partner === undefined) {
      throw new RangeError(`no gateways ${own} and ${other} in a fleet of ${this.ends.length}`);
    }
    return { ...end, gateway: gateway.towards(partner) };
  }
}

interface Alone {
  readonly gateway: number;
  readonly peer: string;
  readonly remote: string;
}

function pairGateways(gateways: readonly IndexedGateway[]): {
  readonly pairs: readonly Pair[];
  readonly strangers: readonly Alone[];
} {
  const byAddress = owners(gateways, ({ addresses }) => addresses);
  const byPlace = owners(gateways, ({ manualSas }) => manualSas.keys());
  const pairs = new Map<number, Pair>();
  const strangers: Alone[] = [];
  for (const [index, gateway] of gateways.entries()) {
    const meet = (found: readonly number[], alone: () => Omit<Alone, 'gateway'>): void => {
      const others = found.filter((other) => other !== index);
      if (others.length === 0) strangers.push({ gateway: index, ...alone() });
      for (const other of others) {
        const [left, right] = index < other ? [index, other] : [other, index];
        pairs.set(left * gateways.length + right, { left, right });
      }
    };
    for (const peer of gateway.fixedPeers) {
      const found = addressesOf(peer).flatMap((address) => byAddress.get(address) ?? []);
      meet(found, () => ({ peer: peer.name, remote: addressesOf(peer).join(', ') }));
    }
    for (const [place, [sa]] of gateway.manualSas) {
      const remote = (sa?.direction === 'in' ? sa.source : sa?.destination) ?? '';
      meet(byPlace.get(place) ?? [], () => ({ peer: sa?.name ?? '', remote }));
    }
  }
  return { pairs: [...pairs.values()].toSorted((a, b) => a.left - b.left || a.right - b.right), strangers };
}

/** Which gateways have a key. */
function owners(
  gateways: readonly IndexedGateway[],
  keysOf: (gateway: IndexedGateway) => Iterable<string>,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, gateway] of gateways.entries()) {
    for (const key of keysOf(gateway)) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [index]);
      else known.push(index);
    }
  }
  return found;
}
