import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { ManualSa } from '../ir/ipsec.ts';
import type { Address } from '../ir/scalars.ts';
import { groupBy } from '../text/group.ts';
import { ownAddresses } from './end.ts';
import { placeOf } from './manual.ts';
import { protectedPeers } from './peering.ts';

/** A gateway whose peers and what is for them are found by address and name: it may have thousands. */
export class IndexedGateway {
  readonly gateway: Gateway;
  readonly addresses: readonly Address[];
  /** Peers that say where they are. */
  readonly fixedPeers: readonly Peer[];
  /** SAs with keys of their own, by the two addresses between which they are. */
  readonly manualSas: ReadonlyMap<string, readonly ManualSa[]>;
  readonly #open: readonly Peer[];
  readonly #byAddress = new Map<Address, Peer[]>();
  readonly #policies: ReadonlyMap<string | undefined, Gateway['policies']>;
  readonly #ikeProposals: ReadonlyMap<string, Gateway['ikeProposals']>;
  readonly #ipsecProposals: ReadonlyMap<string, Gateway['ipsecProposals']>;

  constructor(gateway: Gateway) {
    this.gateway = gateway;
    this.addresses = ownAddresses(gateway);
    const peers = protectedPeers(gateway);
    this.fixedPeers = peers.filter((peer) => addressesOf(peer).length > 0);
    this.manualSas = groupBy(gateway.manualSas, placeOf);
    this.#open = peers.filter((peer) => addressesOf(peer).length === 0);
    for (const peer of this.fixedPeers) {
      for (const address of addressesOf(peer)) {
        const known = this.#byAddress.get(address);
        if (known === undefined) this.#byAddress.set(address, [peer]);
        else known.push(peer);
      }
    }
    this.#policies = groupBy(gateway.policies, ({ peer }) => peer);
    this.#ikeProposals = groupBy(gateway.ikeProposals, ({ name }) => name);
    this.#ipsecProposals = groupBy(gateway.ipsecProposals, ({ name }) => name);
  }

  /** With what leads to another gateway, or to anywhere, alone. */
  towards({ addresses, manualSas }: IndexedGateway): Gateway {
    const fixed = addresses.flatMap((address) => this.#byAddress.get(address) ?? []);
    const peers = [...new Set([...fixed, ...this.#open])];
    const policies = peers.flatMap(({ name }) => this.#policies.get(name) ?? []);
    const [ike, ipsec] = [
      new Set(peers.flatMap(({ proposals }) => proposals)),
      new Set(policies.flatMap(({ proposals }) => proposals)),
    ];
    return {
      ...this.gateway,
      peers,
      policies,
      ikeProposals: [...ike].flatMap((name) => this.#ikeProposals.get(name) ?? []),
      ipsecProposals: [...ipsec].flatMap((name) => this.#ipsecProposals.get(name) ?? []),
      manualSas: [...this.manualSas].flatMap(([place, sas]) => (manualSas.has(place) ? sas : [])),
    };
  }
}

/** Where a peer is looked for, as far as that is an address. */
export function addressesOf({ remote }: Peer): readonly Address[] {
  return remote.flatMap((place) => ('address' in place ? place.address : []));
}
