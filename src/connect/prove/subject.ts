import { hiddenText } from '../../ir/address.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Peer } from '../../ir/ike.ts';
import type { Policy, Selector } from '../../ir/ipsec.ts';
import type { Address } from '../../ir/scalars.ts';
import { groupBy } from '../../text/group.ts';
import { addressesTowards } from '../end.ts';
import { fixedAddress } from '../mirror.ts';
import { ANYTHING } from '../sample-packet.ts';

/** A peer of the source, the policies that it has, and where the two ends of its tunnels are. */
export interface Subject {
  readonly peer: Peer;
  readonly policies: readonly Policy[];
  readonly here: Address;
  readonly there: Address;
}

/** Stand for addresses that no text says: a network for tests (RFC 2544), documentation (RFC 3849). */
const HERE = { ipv4: '198.18.255.1', ipv6: '2001:db8:18::1' } as const;
const ROAD_WARRIOR = { ipv4: '198.18.0.1', ipv6: '2001:db8:18::2' } as const;

/** The peers of a gateway, by where they are: one that may be anywhere is `open`. */
export class PeersByPlace {
  readonly #gateway: Gateway;
  readonly #policies: ReadonlyMap<string | undefined, readonly Policy[]>;
  readonly #order: ReadonlyMap<Policy, number>;
  readonly #peers: ReadonlyMap<string, readonly Peer[]>;
  readonly #byName: ReadonlyMap<string, Peer>;
  readonly #withheld: ReadonlySet<string>;

  /** `withheld`: policies that the other gateway does not have ("map1 1"). */
  constructor(gateway: Gateway, withheld: ReadonlySet<string> = new Set()) {
    this.#gateway = gateway;
    this.#withheld = withheld;
    this.#policies = groupBy(
      gateway.policies.filter(({ enabled }) => enabled),
      ({ peer }) => peer,
    );
    this.#order = new Map(gateway.policies.map((policy, index) => [policy, index]));
    const used = gateway.peers.filter(({ name, enabled }) => enabled && this.#policies.has(name));
    this.#byName = new Map(used.map((peer) => [peer.name, peer]));
    this.#peers = groupBy(used, (peer) => this.placeOf(peer));
  }

  /** The peers that a policy protects traffic with. */
  subjects(): readonly Subject[] {
    return [...this.#peers].flatMap(([place, peers]) => peers.map((peer) => this.#subject(peer, place)));
  }

  placeOf(peer: Peer): string {
    const fixed = fixedAddress({ policies: this.#policiesOf(peer) }, peer);
    return fixed === undefined || hiddenText(fixed) !== undefined ? OPEN : fixed;
  }

  /** Whether the other gateway has a policy too. */
  isWritten({ name, sequence }: Policy): boolean {
    return !this.#withheld.has(`${name} ${sequence}`);
  }

  /**
   * The gateway with the peers alone that are at one place, and what is written for them; where none is, with the one of
   * that name.
   */
  cutTo(place: string, name: string): Gateway {
    const peers = this.#peers.get(place) ?? [this.#byName.get(name) ?? []].flat();
    const owners = [undefined, ...peers.map((peer) => peer.name)];
    const policies = owners
      .flatMap((peer) => this.#policies.get(peer) ?? [])
      .filter((policy) => this.isWritten(policy));
    const [ike, ipsec] = [
      new Set(peers.flatMap((peer) => peer.proposals)),
      new Set(policies.flatMap(({ proposals }) => proposals)),
    ];
    const bound = new Set(policies.flatMap(({ interfaces }) => interfaces));
    return {
      ...this.#gateway,
      interfaces: this.#gateway.interfaces.filter((one) => one.kind !== 'tunnel' || bound.has(one.name)),
      routes: [],
      peers,
      policies: policies.toSorted((a, b) => (this.#order.get(a) ?? 0) - (this.#order.get(b) ?? 0)),
      ikeProposals: this.#gateway.ikeProposals.filter((proposal) => ike.has(proposal.name)),
      ipsecProposals: this.#gateway.ipsecProposals.filter((proposal) => ipsec.has(proposal.name)),
      manualSas: [],
    };
  }

  #subject(peer: Peer, place: string): Subject {
    const policies = this.#policiesOf(peer);
    const known = addressesTowards({ ...this.#gateway, policies }, peer);
    const family = familyOf(place === OPEN ? (known[0] ?? '') : place);
    const here = known.find((address) => familyOf(address) === family) ?? HERE[family];
    return { peer, policies, here, there: place === OPEN ? ROAD_WARRIOR[family] : place };
  }
  #policiesOf({ name }: Peer): readonly Policy[] {
    return this.#policies.get(name) ?? [];
  }
}
const OPEN = 'open';

export function familyOf(address: Address): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

/** The traffic that a policy protects, a selector at a time; where it names none, anything. */
export function protectedSelectors({ selectors }: Policy): readonly Selector[] {
  if (selectors.length === 0) return [ANYTHING];
  return selectors.filter(({ action }) => action === 'protect');
}
