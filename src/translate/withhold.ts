import { prefixInterval } from '../ir/address.ts';
import type { Diagnostic } from '../ir/diagnostic.ts';
import type { Gateway, Route } from '../ir/gateway.ts';
import type { Policy } from '../ir/ipsec.ts';
import type { Change } from '../ir/limits.ts';
import type { Lowered } from '../ir/lowered.ts';
import type { ObjectReference } from '../ir/operation.ts';
import { allOrigins, type Origin, type Origins, withMembers } from '../ir/origins.ts';
import { tunnelDestinations } from '../ir/tunnel-destinations.ts';

/** Why a tunnel cannot be written. */
interface Cause {
  readonly code: string;
  readonly origins: readonly Origin[];
}
interface RemovedTunnel {
  readonly policy: Policy;
  readonly causes: readonly Cause[];
}
export interface WithholdInput {
  /** As lowered: what the tunnels are made of. */
  readonly source: Gateway;
  /** As legalized, errors and all. */
  readonly legal: Gateway;
  readonly origins: Origins;
  readonly changes: readonly Change[];
  /** By object of the source (`faultsByObject`). */
  readonly faults: ReadonlyMap<string, readonly Diagnostic[]>;
  /** "line 26" */
  readonly placeOf: (origin: Origin) => string;
}
export interface Withheld {
  readonly gateway: Gateway;
  /** TG209 for what no written tunnel uses. */
  readonly changes: readonly Change[];
  /** Policies that are missing: "map1 1". */
  readonly missing: readonly string[];
}

/** Takes out whole tunnels that an error touches: no half tunnel is ever written (`translation.md` 0.2). */
export function withhold(input: WithholdInput): Withheld {
  const { source, legal, origins } = input;
  const causes = new Causes(input);
  const tunnels = new SourceTunnels(source, origins);
  const kept: Policy[] = [];
  const removed: RemovedTunnel[] = [];
  for (const policy of legal.policies) {
    const found = causes.of(policy);
    if (found.length === 0) kept.push(policy);
    else removed.push({ policy, causes: found });
  }
  const gateway = withoutTunnels(legal, origins, causes, kept);
  const missing = removed.map(({ policy }) => `${policy.name} ${policy.sequence}`);
  if (gateway === legal) return { gateway, changes: [], missing };
  const written = new Set([
    ...writtenOrigins(gateway, origins),
    ...kept.flatMap((policy) => [...tunnels.originsOf(policy)]),
  ]);
  const { blamed } = causes;
  const changes = lostObjects(legal, gateway)
    .map(({ object, path, what }): Change => {
      const found = causes.ofLost(object, what, removed);
      const lost =
        object.kind === 'policy'
          ? [...tunnels.originsOf(object), ...allOrigins(origins, what)]
          : [...allOrigins(origins, what)];
      return withheldChange(object, path, lost, found, input);
    })
    .map((change) => ({
      ...change,
      origins: [...new Set(change.origins)].filter((origin) => !written.has(origin) && !blamed.has(origin)),
    }));
  return { gateway, changes: changes.filter((change) => change.origins.length > 0), missing };
}

/** An object that goes with a tunnel. */
interface LostObject {
  readonly object: ObjectReference;
  readonly path: string;
  readonly what: object;
}

function lostObjects(before: Gateway, after: Gateway): readonly LostObject[] {
  const lost = <T extends object>(all: readonly T[], left: readonly T[]): readonly T[] => {
    const isLeft = new Set(left);
    return all.filter((item) => !isLeft.has(item));
  };
  const named = (kind: 'peer' | 'ike-proposal' | 'ipsec-proposal', path: string) => {
    return (what: { readonly name: string }): LostObject => ({
      object: { kind, name: what.name },
      path,
      what,
    });
  };
  return [
    ...lost(before.policies, after.policies).map((what) => {
      const { name, sequence } = what;
      return { object: { kind: 'policy' as const, name, sequence }, path: 'policies', what };
    }),
    ...lost(before.peers, after.peers).map(named('peer', 'peers')),
    ...lost(before.ikeProposals, after.ikeProposals).map(named('ike-proposal', 'ikeProposals')),
    ...lost(before.ipsecProposals, after.ipsecProposals).map(named('ipsec-proposal', 'ipsecProposals')),
    ...lost(before.routes, after.routes).map((what) => {
      return { object: { kind: 'route' as const, destination: what.destination }, path: 'routes', what };
    }),
  ];
}

function withheldChange(
  object: ObjectReference,
  path: string,
  origins: readonly Origin[],
  cause: Cause | undefined,
  { placeOf }: WithholdInput,
): Change {
  const [first] = cause?.origins ?? [];
  const place = first === undefined ? (cause?.code ?? 'its tunnel') : placeOf(first);
  const note = `withheld with ${place}`;
  return { code: 'TG209', kind: 'dropped', object, path, from: null, origins, note };
}

/** The errors that touch a tunnel: its own, its peer's, its proposals'. */
class Causes {
  readonly blamed: ReadonlySet<Origin>;
  readonly #byObject = new Map<string, Cause[]>();
  readonly #sourcePolicies: ReadonlyMap<string, Policy>;
  readonly #peers: readonly ReadonlyMap<string, Gateway['peers'][number]>[];

  constructor({ source, legal, changes, faults }: WithholdInput) {
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
  ofLost(object: ObjectReference, what: object, removed: readonly RemovedTunnel[]): Cause | undefined {
    const [own] = this.ofObject(objectKey(object));
    if (own !== undefined) return own;
    const needs = removed.find(({ policy }) => policy === what || isNeededBy(object, policy));
    if (needs !== undefined) return needs.causes[0];
    const name = 'name' in object ? object.name : '';
    const peer = [...(this.#peers[0]?.values() ?? [])].find(
      ({ name: peerName, proposals }) => proposals.includes(name) && this.ofPeer(peerName).length > 0,
    );
    return peer === undefined ? removed[0]?.causes[0] : this.ofPeer(peer.name)[0];
  }

  #add(key: string, cause: Cause): void {
    const known = this.#byObject.get(key);
    if (known === undefined) this.#byObject.set(key, [cause]);
    else known.push(cause);
  }
}

function isNeededBy(object: ObjectReference, policy: Policy): boolean {
  if (object.kind === 'peer') return policy.peer === object.name;
  return object.kind === 'ipsec-proposal' && policy.proposals.includes(object.name);
}

function policyKey({ name, sequence }: Pick<Policy, 'name' | 'sequence'>): string {
  return `policy ${name} ${sequence}`;
}

function objectKey(object: ObjectReference): string {
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

/** The gateway without what only withheld tunnels need; the same object where nothing is withheld. */
function withoutTunnels(legal: Gateway, origins: Origins, causes: Causes, kept: readonly Policy[]): Gateway {
  const isKept = new Set(kept);
  const removed = legal.policies.filter((policy) => !isKept.has(policy));
  const reached = new Set(kept.flatMap(({ peer }) => peer ?? []));
  const orphaned = new Set(removed.flatMap(({ peer }) => peer ?? []).filter((name) => !reached.has(name)));
  const peers = legal.peers.filter(({ name }) => !orphaned.has(name) && causes.ofPeer(name).length === 0);
  if (removed.length === 0 && peers.length === legal.peers.length) return legal;
  const isLeftPeer = new Set(peers);
  const lostPeers = legal.peers.filter((peer) => !isLeftPeer.has(peer));
  const leadsToWritten = tunnelDestinations(peers, kept);
  const ledToAny = tunnelDestinations(legal.peers, legal.policies);
  const leads = ({ destination }: Route): boolean => {
    const interval = prefixInterval(destination);
    return interval === undefined || leadsToWritten(interval) || !ledToAny(interval);
  };
  return withMembers(origins, legal, {
    policies: kept,
    peers,
    ikeProposals: stillOffered(legal.ikeProposals, peers, lostPeers),
    ipsecProposals: stillOffered(legal.ipsecProposals, kept, removed),
    routes: legal.routes.filter(leads),
  });
}

function stillOffered<P extends { readonly name: string }>(
  proposals: readonly P[],
  kept: readonly { readonly proposals: readonly string[] }[],
  removed: readonly { readonly proposals: readonly string[] }[],
): readonly P[] {
  const offered = new Set(kept.flatMap((offerer) => offerer.proposals));
  const lost = new Set(removed.flatMap((offerer) => offerer.proposals));
  return proposals.filter(({ name }) => offered.has(name) || !lost.has(name));
}

/** The statements of everything that a policy of the source is made of. */
class SourceTunnels {
  readonly #origins: Origins;
  readonly #policies: ReadonlyMap<string, Policy>;
  readonly #peers: ReadonlyMap<string, Gateway['peers'][number]>;
  readonly #ikeProposals: ReadonlyMap<string, object>;
  readonly #ipsecProposals: ReadonlyMap<string, object>;

  constructor({ policies, peers, ikeProposals, ipsecProposals }: Gateway, origins: Origins) {
    this.#origins = origins;
    this.#policies = new Map(policies.map((policy) => [policyKey(policy), policy]));
    this.#peers = byName(peers);
    this.#ikeProposals = byName(ikeProposals);
    this.#ipsecProposals = byName(ipsecProposals);
  }

  originsOf(key: Pick<Policy, 'name' | 'sequence'>): ReadonlySet<Origin> {
    const policy = this.#policies.get(policyKey(key));
    if (policy === undefined) return new Set();
    const peer = this.#peers.get(policy.peer ?? '');
    return allOrigins(this.#origins, [
      policy,
      peer,
      (peer?.proposals ?? []).map((name) => this.#ikeProposals.get(name)),
      policy.proposals.map((name) => this.#ipsecProposals.get(name)),
    ]);
  }
}

function byName<T extends { readonly name: string }>(objects: readonly T[]): ReadonlyMap<string, T> {
  return new Map(objects.map((object) => [object.name, object]));
}

function writtenOrigins(
  { peers, policies, ikeProposals, ipsecProposals, routes }: Gateway,
  origins: Origins,
): ReadonlySet<Origin> {
  return allOrigins(origins, [peers, policies, ikeProposals, ipsecProposals, routes]);
}
