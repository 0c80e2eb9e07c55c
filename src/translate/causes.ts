import type { Diagnostic } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Policy } from '../ir/ipsec.ts';
import type { Change } from '../ir/limits.ts';
import type { Lowered } from '../ir/lowered.ts';
import type { ObjectReference } from '../ir/operation.ts';
import type { Origin } from '../ir/origins.ts';

/** Why a tunnel cannot be written. */
export interface Cause {
  readonly code: string;
  readonly origins: readonly Origin[];
}
export interface RemovedTunnel {
  readonly policy: Policy;
  readonly causes: readonly Cause[];
}
/** What the errors are found in. */
export interface CausesInput {
  /** As lowered: what the tunnels are made of. */
  readonly source: Gateway;
  /** As legalized, errors and all. */
  readonly legal: Gateway;
  readonly changes: readonly Change[];
  /** By object of the source (`faultsByObject`). */
  readonly faults: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** The errors that touch a tunnel: its own, its peer's, its proposals'. */
export class Causes {
  readonly blamed: ReadonlySet<Origin>;
  readonly #byObject = new Map<string, Cause[]>();
  readonly #sourcePolicies: ReadonlyMap<string, Policy>;
  #ofProposals: ReadonlyMap<string, Cause> | undefined;
  readonly #peers: readonly ReadonlyMap<string, Gateway['peers'][number]>[];

  constructor({ source, legal, changes, faults }: CausesInput) {
    this.#peers = [byName(legal.peers), byName(source.peers)];
    this.#sourcePolicies = new Map(source.policies.map((policy) => [policyKey(policy), policy]));
    for (const [key, found] of faults) {
      for (const { code, origin } of found)
        this.#add(key, { code, origins: origin === undefined ? [] : [origin] });
    }
    for (const { kind, object, code, origins } of changes) {
      if (kind === 'error') this.#add(objectKey(object), { code, origins });
    }
    this.blamed = new Set([...this.#byObject.values()].flat().flatMap(({ origins }) => origins));
  }

  /** Whether nothing is wrong anywhere. */
  get areNone(): boolean {
    return this.#byObject.size === 0;
  }

  /** Whether nothing is wrong with one object itself. */
  areNoneOf(key: string): boolean {
    return !this.#byObject.has(key);
  }

  of(policy: Policy): readonly Cause[] {
    const source = this.#sourcePolicies.get(policyKey(policy));
    const peers = [...new Set([policy.peer, source?.peer])].flatMap((name) => name ?? []);
    const proposals = [...new Set([...policy.proposals, ...(source?.proposals ?? [])])];
    return [
      ...this.ofObject(policyKey(policy)),
      ...peers.flatMap((name) => this.ofPeer(name)),
      ...proposals.flatMap((name) => this.ofObject(`ipsec-proposal ${name}`)),
      ...this.ofObject('ike-settings'),
    ];
  }

  ofPeer(name: string): readonly Cause[] {
    const offered = this.#peers.flatMap((peers) => peers.get(name)?.proposals ?? []);
    return [
      ...this.ofObject(`peer ${name}`),
      ...[...new Set(offered)].flatMap((proposal) => this.ofObject(`ike-proposal ${proposal}`)),
    ];
  }

  ofObject(key: string): readonly Cause[] {
    return this.#byObject.get(key) ?? [];
  }

  /** Why an object goes: its own error, else that of a tunnel or peer that needed it. */
  ofLost(object: ObjectReference, what: object, removed: RemovedTunnels): Cause | undefined {
    const [own] = this.ofObject(objectKey(object));
    if (own !== undefined) return own;
    const needs = removed.thatNeeds(object, what);
    if (needs !== undefined) return needs.causes[0];
    this.#ofProposals ??= this.#findOfProposals();
    return this.#ofProposals.get('name' in object ? object.name : '') ?? removed.first?.causes[0];
  }

  /** Of the proposals that peers with an error offer, the error of the first such peer. */
  #findOfProposals(): ReadonlyMap<string, Cause> {
    const found = new Map<string, Cause>();
    for (const { name, proposals } of this.#peers[0]?.values() ?? []) {
      const [cause] = this.ofPeer(name);
      if (cause === undefined) continue;
      for (const proposal of proposals) if (!found.has(proposal)) found.set(proposal, cause);
    }
    return found;
  }

  #add(key: string, cause: Cause): void {
    const known = this.#byObject.get(key);
    if (known === undefined) this.#byObject.set(key, [cause]);
    else known.push(cause);
  }
}

/** The tunnels that go, by what needs them to stay. */
export class RemovedTunnels {
  readonly first: RemovedTunnel | undefined;
  readonly #byPolicy = new Map<object, RemovedTunnel>();
  readonly #byPeer = new Map<string, RemovedTunnel>();
  readonly #byProposal = new Map<string, RemovedTunnel>();

  constructor(removed: readonly RemovedTunnel[]) {
    [this.first] = removed;
    for (const tunnel of removed) {
      const { policy } = tunnel;
      setFirst(this.#byPolicy, policy, tunnel);
      if (policy.peer !== undefined) setFirst(this.#byPeer, policy.peer, tunnel);
      for (const name of policy.proposals) setFirst(this.#byProposal, name, tunnel);
    }
  }

  /** The first that is the object, or that needs it. */
  thatNeeds(object: ObjectReference, what: object): RemovedTunnel | undefined {
    if (object.kind === 'peer') return this.#byPeer.get(object.name);
    if (object.kind === 'ipsec-proposal') return this.#byProposal.get(object.name);
    return this.#byPolicy.get(what);
  }
}

function setFirst<Key>(map: Map<Key, RemovedTunnel>, key: Key, tunnel: RemovedTunnel): void {
  if (!map.has(key)) map.set(key, tunnel);
}

export function policyKey({ name, sequence }: Pick<Policy, 'name' | 'sequence'>): string {
  return `policy ${name} ${sequence}`;
}

export function objectKey(object: ObjectReference): string {
  switch (object.kind) {
    case 'ike-settings':
      return object.kind;
    case 'policy':
      return policyKey(object);
    case 'route':
      return `route ${object.destination}`;
    case 'selector':
      return 'policy' in object ? policyKey(object.policy) : `selector ${object.name}`;
    case 'ike-proposal':
    case 'peer':
    case 'ipsec-proposal':
    case 'manual-sa':
    case 'interface':
      return `${object.kind} ${object.name}`;
    default:
      return object satisfies never;
  }
}

export function byName<T extends { readonly name: string }>(objects: readonly T[]): ReadonlyMap<string, T> {
  return new Map(objects.map((object) => [object.name, object]));
}

/** What was wrong in lowering, by the key of the object. */
export function faultsByObject({ gateway, faulty }: Lowered): ReadonlyMap<string, readonly Diagnostic[]> {
  const faults = new Map<string, readonly Diagnostic[]>();
  const add = (object: object, key: string): void => {
    const found = faulty.get(object);
    if (found !== undefined) faults.set(key, [...(faults.get(key) ?? []), ...found]);
  };
  for (const policy of gateway.policies) add(policy, policyKey(policy));
  for (const peer of gateway.peers) add(peer, `peer ${peer.name}`);
  for (const proposal of gateway.ikeProposals) add(proposal, `ike-proposal ${proposal.name}`);
  for (const proposal of gateway.ipsecProposals) add(proposal, `ipsec-proposal ${proposal.name}`);
  return faults;
}
