import { prefixInterval } from '../ir/address.ts';
import type { Gateway, Route } from '../ir/gateway.ts';
import type { Policy } from '../ir/ipsec.ts';
import type { Change } from '../ir/limits.ts';
import type { ObjectReference } from '../ir/operation.ts';
import { addOrigins, type Origin, type Origins, withMembers } from '../ir/origins.ts';
import { tunnelDestinations } from '../ir/tunnel-destinations.ts';
import {
  byName,
  type Cause,
  Causes,
  type CausesInput,
  policyKey,
  type RemovedTunnel,
  RemovedTunnels,
} from './causes.ts';
import { lostMembers } from './lost-members.ts';

export interface WithholdInput extends CausesInput {
  readonly origins: Origins;
  /** "line 26" */
  readonly placeOf: (origin: Origin) => string;
}
export interface Withheld {
  readonly gateway: Gateway;
  /** TG209 for what no written tunnel uses. */
  readonly changes: readonly Change[];
  /** Policies that are missing: "map1 1". */
  readonly missing: readonly string[];
  /** What was to be made to fit, without them; the same object where nothing is withheld. */
  readonly rest: Gateway;
}

/** Takes out whole tunnels that an error touches: no half tunnel is ever written (`translation.md` 0.2). */
export function withhold(input: WithholdInput): Withheld {
  const { source, legal, origins } = input;
  const causes = new Causes(input);
  if (causes.areNone) return { gateway: legal, changes: [], missing: [], rest: source };
  const { kept, removed } = sortOut(legal.policies, causes);
  const isMissing = new Set(removed.map(({ policy }) => nameOfPolicy(policy)));
  // A rule may have left out a tunnel because of one that goes now: its own errors count all the same.
  const others = sortOut(
    source.policies.filter((policy) => !isMissing.has(nameOfPolicy(policy))),
    causes,
  );
  const gateway = withoutTunnels(legal, origins, causes, kept);
  const rest = withoutTunnels(source, origins, causes, others.kept);
  if (gateway === legal && rest === source) return { gateway, changes: [], missing: [], rest };
  const gone = [...removed, ...others.removed];
  const [before, after] = rest === source ? [legal, gateway] : [source, rest];
  const changes = withheldChanges(before, after, gone, causes, input);
  return { gateway, changes, missing: gone.map(({ policy }) => nameOfPolicy(policy)), rest };
}

/** The tunnels that no error touches, and the others with what is wrong with them. */
function sortOut(
  policies: readonly Policy[],
  causes: Causes,
): { readonly kept: readonly Policy[]; readonly removed: readonly RemovedTunnel[] } {
  const told = policies.map((policy) => ({ policy, causes: causes.of(policy) }));
  return {
    kept: told.flatMap((one) => (one.causes.length === 0 ? one.policy : [])),
    removed: told.filter((one) => one.causes.length > 0),
  };
}

/** TG209 for each statement that only what goes needs; one that is an error itself is told as that. */
function withheldChanges(
  before: Gateway,
  after: Gateway,
  removed: readonly RemovedTunnel[],
  causes: Causes,
  input: WithholdInput,
): readonly Change[] {
  const { source, legal, origins } = input;
  const tunnels = new SourceTunnels(source);
  const told = new Telling(origins, causes.blamed);
  const { peers, policies, ikeProposals, ipsecProposals, manualSas, interfaces, routes } = after;
  told.tell([peers, policies, ikeProposals, ipsecProposals, manualSas, interfaces, routes]);
  for (const policy of policies) told.tell(tunnels.partsOf(policy));
  const gone = new RemovedTunnels(removed);
  const changes = lostObjects(before, after, legal).map(({ object, path, what }) => {
    const parts = object.kind === 'policy' ? tunnels.partsOf(object) : [];
    return withheldChange(
      object,
      path,
      told.tell([...parts, what]),
      causes.ofLost(object, what, gone),
      input,
    );
  });
  const idle = lostMembers(before, after, origins).map(({ object, path, what, origins: unheeded }) => {
    const left = unheeded.filter((origin) => !causes.blamed.has(origin));
    return withheldChange(object, path, left, causes.ofLost(object, what, gone), input);
  });
  return [...changes, ...idle].filter((change) => change.origins.length > 0);
}

function nameOfPolicy({ name, sequence }: Policy): string {
  return `${name} ${sequence}`;
}

/** An object that goes with a tunnel. */
interface LostObject {
  readonly object: ObjectReference;
  readonly path: string;
  readonly what: object;
}

type NamedObject = 'peer' | 'ike-proposal' | 'ipsec-proposal' | 'manual-sa' | 'interface';

/** Interfaces and routes that the target has no place for are told of as that: `legal` is without them. */
function lostObjects(before: Gateway, after: Gateway, legal: Gateway): readonly LostObject[] {
  const lost = <T extends object>(all: readonly T[], left: readonly T[]): readonly T[] => {
    const isLeft = new Set(left);
    return all.filter((item) => !isLeft.has(item));
  };
  const named = (kind: NamedObject, path: string) => {
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
    ...lost(before.manualSas, after.manualSas).map(named('manual-sa', 'manualSas')),
    ...lost(legal.interfaces.length === 0 ? [] : before.interfaces, after.interfaces).map(
      named('interface', 'interfaces'),
    ),
    ...lost(legal.routes.length === 0 ? [] : before.routes, after.routes).map((what) => {
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

/** The gateway without what only withheld tunnels need; the same object where nothing is withheld. */
function withoutTunnels(legal: Gateway, origins: Origins, causes: Causes, kept: readonly Policy[]): Gateway {
  const isKept = new Set(kept);
  const removed = legal.policies.filter((policy) => !isKept.has(policy));
  const reached = new Set(kept.flatMap(({ peer }) => peer ?? []));
  const orphaned = new Set(removed.flatMap(({ peer }) => peer ?? []).filter((name) => !reached.has(name)));
  const peers = legal.peers.filter(({ name }) => !orphaned.has(name) && causes.ofPeer(name).length === 0);
  const ikeProposals = legal.ikeProposals.filter(({ name }) => causes.areNoneOf(`ike-proposal ${name}`));
  const ipsecProposals = legal.ipsecProposals.filter(({ name }) =>
    causes.areNoneOf(`ipsec-proposal ${name}`),
  );
  const faultless = [peers, ikeProposals, ipsecProposals];
  const all = [legal.peers, legal.ikeProposals, legal.ipsecProposals];
  if (removed.length === 0 && faultless.every(({ length }, index) => length === all[index]?.length))
    return legal;
  const lostKeys = new Set(removed.map(policyKey));
  const keptInterfaces = new Set(kept.flatMap(({ interfaces }) => interfaces));
  const lostInterfaces = new Set(
    removed.flatMap(({ interfaces }) => interfaces).filter((name) => !keptInterfaces.has(name)),
  );
  const isLeftPeer = new Set(peers);
  const lostPeers = legal.peers.filter((peer) => !isLeftPeer.has(peer));
  const leadsToWritten = tunnelDestinations(peers, kept);
  const ledToAny = tunnelDestinations(legal.peers, legal.policies);
  const leads = ({ destination, via }: Route): boolean => {
    const interval = prefixInterval(destination);
    if (via.interface !== undefined && lostInterfaces.has(via.interface)) return false;
    return interval === undefined || leadsToWritten(interval) || !ledToAny(interval);
  };
  return withMembers(origins, legal, {
    policies: kept,
    peers,
    ikeProposals: stillOffered(ikeProposals, peers, lostPeers),
    ipsecProposals: stillOffered(ipsecProposals, kept, removed),
    manualSas: legal.manualSas.filter(
      ({ policy }) => policy === undefined || !lostKeys.has(policyKey(policy)),
    ),
    interfaces: legal.interfaces.filter(({ name }) => !lostInterfaces.has(name)),
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

/** The statements that are told of. What many tunnels share is looked at once. */
class Telling {
  readonly #origins: Origins;
  readonly #told: Set<Origin>;
  readonly #parts = new Set<object>();

  constructor(origins: Origins, told: ReadonlySet<Origin>) {
    this.#origins = origins;
    this.#told = new Set(told);
  }

  /** Tells of the statements behind objects, and gives those that were not told of before. */
  tell(parts: readonly object[]): readonly Origin[] {
    const found = new Set<Origin>();
    for (const part of parts) {
      if (this.#parts.has(part)) continue;
      this.#parts.add(part);
      addOrigins(this.#origins, part, found);
    }
    const left = [...found].filter((origin) => !this.#told.has(origin));
    for (const origin of left) this.#told.add(origin);
    return left;
  }
}

/** Everything that a policy of the source is made of. */
class SourceTunnels {
  readonly #policies: ReadonlyMap<string, Policy>;
  readonly #peers: ReadonlyMap<string, Gateway['peers'][number]>;
  readonly #ikeProposals: ReadonlyMap<string, object>;
  readonly #ipsecProposals: ReadonlyMap<string, object>;

  constructor({ policies, peers, ikeProposals, ipsecProposals }: Gateway) {
    this.#policies = new Map(policies.map((policy) => [policyKey(policy), policy]));
    this.#peers = byName(peers);
    this.#ikeProposals = byName(ikeProposals);
    this.#ipsecProposals = byName(ipsecProposals);
  }

  partsOf(key: Pick<Policy, 'name' | 'sequence'>): readonly object[] {
    const policy = this.#policies.get(policyKey(key));
    if (policy === undefined) return [];
    const peer = this.#peers.get(policy.peer ?? '');
    return [
      policy,
      ...(peer === undefined ? [] : [peer]),
      ...(peer?.proposals ?? []).flatMap((name) => this.#ikeProposals.get(name) ?? []),
      ...policy.proposals.flatMap((name) => this.#ipsecProposals.get(name) ?? []),
    ];
  }
}
