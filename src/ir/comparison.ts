import { isAddressIdentity } from './identity.ts';
import type { Gateway } from './gateway.ts';
import {
  ignoredMembers,
  type IgnoredMembers,
  ignoredPolicyMembers,
  ignoredSettings,
} from './ignored-members.ts';
import type { Peer } from './ike.ts';
import type { ManualSa, Policy, Selector } from './ipsec.ts';
import { type Json, memberOf, sameJson } from './json.ts';
import type { MemberPath } from './limits.ts';
import type { ObjectReference } from './operation.ts';
import type { Address, Identity, Secret } from './scalars.ts';

export interface CompareOptions {
  /** Compare what no policy reaches too (paired by raised name). Validation: true; `diff`: false. */
  readonly unreached: boolean;
  /** Name of a peer on the left → its name on the right; absent: equal names. Used for unreached peers only. */
  readonly names?: ReadonlyMap<string, string>;
}
/** A member that means something else on the other side; absent: that side says nothing. */
export interface Difference {
  readonly object: ObjectReference;
  readonly path: MemberPath;
  readonly left?: Json;
  readonly right?: Json;
}

/**
 * What differs in meaning between two gateways; an empty list means equal in meaning (`ir.md` section 10). Names,
 * descriptions and what cannot matter for a peer take no part; policies are compared as the SPD that they make.
 */
export function compareGateways(
  left: Gateway,
  right: Gateway,
  options: CompareOptions,
): readonly Difference[] {
  const [a, b] = [new Meaning(left), new Meaning(right)];
  return [
    ...compareValues(settings(left), settings(right), 'ike', { kind: 'ike-settings' }),
    ...compareSets(left.routes, right.routes, 'routes', ({ destination }) => ({
      kind: 'route',
      destination,
    })),
    ...compareSets(left.manualSas.map(unbound), right.manualSas.map(unbound), 'manualSas', ({ spi }) => ({
      kind: 'manual-sa',
      name: String(spi),
    })),
    ...compareSets(tunnels(left), tunnels(right), 'interfaces', ({ name }) => ({ kind: 'interface', name })),
    ...compareRows(a, b),
    ...(options.unreached ? compareUnreached(a, b, options.names ?? new Map()) : []),
  ];
}

function settings(gateway: Gateway): object {
  const ignored = ignoredSettings(gateway);
  return withoutIgnored(gateway.ike, 'ike', ignored);
}

function tunnels({ interfaces }: Gateway): Gateway['interfaces'] {
  return interfaces.filter(({ kind }) => kind === 'tunnel');
}

function unnamed<T extends { readonly name: string }>({ name: _name, ...rest }: T): Omit<T, 'name'> {
  return rest;
}

/** The name of a manual SA, and of the policy that it is for, is no meaning. */
function unbound({ name: _name, policy: _policy, ...rest }: ManualSa): Omit<ManualSa, 'name' | 'policy'> {
  const { integrityKey, encryptionKey } = rest;
  return {
    ...rest,
    ...(integrityKey === undefined ? {} : { integrityKey: octetsOf(integrityKey) }),
    ...(encryptionKey === undefined ? {} : { encryptionKey: octetsOf(encryptionKey) }),
  };
}

/** A key is its octets, however they are spelled. */
function octetsOf(secret: Secret): Secret {
  if ('unreadable' in secret) return secret;
  if (secret.encoding === 'hex') return { psk: secret.psk.toLowerCase(), encoding: 'hex' };
  return { psk: Buffer.from(secret.psk, 'utf8').toString('hex'), encoding: 'hex' };
}

/** One row of the SPD: a selector with its policy. A policy without selectors is one row too. */
interface Row {
  readonly policy: Policy;
  readonly selector: Selector | undefined;
  readonly index: number;
}

/** A gateway with its names looked up once, and each peer's meaning computed once for each local address. */
class Meaning {
  readonly gateway: Gateway;
  readonly rows: readonly Row[];
  readonly #peers: ReadonlyMap<string, Peer>;
  readonly #ikeProposals: ReadonlyMap<string, Gateway['ikeProposals'][number]>;
  readonly #ipsecProposals: ReadonlyMap<string, Gateway['ipsecProposals'][number]>;
  readonly #meanings = new Map<string, object>();

  constructor(gateway: Gateway) {
    this.gateway = gateway;
    this.#peers = new Map(gateway.peers.map((peer) => [peer.name, peer]));
    this.#ikeProposals = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
    this.#ipsecProposals = new Map(gateway.ipsecProposals.map((proposal) => [proposal.name, proposal]));
    this.rows = gateway.policies.flatMap(rowsOf);
  }

  get reachedPeers(): ReadonlySet<string> {
    return new Set(this.gateway.policies.flatMap(({ peer }) => peer ?? []));
  }

  /** What a peer means where this end has the given address; one object for each pair, so that it can be compared by identity. */
  peer(name: string, local: Address | undefined): object | undefined {
    const peer = this.#peers.get(name);
    if (peer === undefined) return undefined;
    const key = `${name} ${local ?? ''}`;
    let meaning = this.#meanings.get(key);
    if (meaning === undefined) {
      meaning = this.#peerMeaning(peer, local);
      this.#meanings.set(key, meaning);
    }
    return meaning;
  }

  #peerMeaning(peer: Peer, local: Address | undefined): object {
    const ignored = ignoredMembers(peer);
    const { name: _name, description: _description, ...members } = peer;
    const preSharedKeys = peer.preSharedKeys.map((key) => ({ ...key, secret: octetsOf(key.secret) }));
    const own = withoutIgnored({ ...members, preSharedKeys }, 'peers', ignored);
    const proposals = peer.proposals.map((name) => {
      const proposal = this.#ikeProposals.get(name);
      return proposal === undefined ? null : withoutIgnored(unnamed(proposal), 'ikeProposals', ignored);
    });
    return { ...own, proposals: distinct(proposals), localId: resolveIdentity(peer.localId, local) };
  }

  /** A policy's members other than its selectors and references. */
  policy(policy: Policy): object {
    const { name: _name, sequence: _sequence, description: _description, ...rest } = policy;
    const { peer: _peer, selectors: _selectors, ...members } = rest;
    const proposals = policy.proposals.map((name) => {
      const proposal = this.#ipsecProposals.get(name);
      return proposal === undefined ? null : unnamed(proposal);
    });
    return {
      ...withoutIgnored(members, 'policies', ignoredPolicyMembers(policy)),
      proposals: distinct(proposals),
    };
  }

  peerNamed(name: string): Peer | undefined {
    return this.#peers.get(name);
  }
}

/** The second of two proposals that are the same is never chosen. */
function distinct(proposals: readonly (object | null)[]): readonly (object | null)[] {
  if (proposals.length < 2) return proposals;
  return proposals.filter((one, index) => proposals.findIndex((other) => sameJson(one, other)) === index);
}

function rowsOf(policy: Policy): readonly Row[] {
  if (policy.selectors.length === 0) return [{ policy, selector: undefined, index: 0 }];
  return policy.selectors.map((selector, index) => ({ policy, selector, index }));
}

/** An address identity without value is the IKE address itself. */
function resolveIdentity(identity: Identity, local: Address | undefined): Identity {
  const isAddress = isAddressIdentity(identity);
  return isAddress && identity.value === undefined && local !== undefined
    ? { ...identity, value: local }
    : identity;
}

function compareRows(left: Meaning, right: Meaning): readonly Difference[] {
  const differences: Difference[] = [];
  const peers = new Map<object, Map<object, readonly Difference[]>>();
  const policies = new Map<Policy, Map<Policy, readonly Difference[]>>();
  const count = Math.max(left.rows.length, right.rows.length);
  for (let index = 0; index < count; index++) {
    const [a, b] = [left.rows[index], right.rows[index]];
    if (a === undefined || b === undefined) {
      differences.push(missingRow(a ?? b, a === undefined));
      continue;
    }
    const object: ObjectReference = { kind: 'policy', name: a.policy.name, sequence: a.policy.sequence };
    differences.push(
      ...compareSelectors(a, b),
      ...once(policies, a.policy, b.policy, () =>
        compareValues(left.policy(a.policy), right.policy(b.policy), 'policies', object),
      ),
      ...comparePeers(left, right, a.policy, b.policy, peers),
    );
  }
  return differences;
}

function missingRow(row: Row | undefined, isLeft: boolean): Difference {
  const object: ObjectReference =
    row === undefined
      ? { kind: 'ike-settings' }
      : {
          kind: 'selector',
          policy: { name: row.policy.name, sequence: row.policy.sequence },
          index: row.index,
        };
  const value = toJson(row?.selector ?? null);
  return { object, path: 'policies.selectors', ...(isLeft ? { right: value } : { left: value }) };
}

function compareSelectors(a: Row, b: Row): readonly Difference[] {
  const { name: _a, rule: _ra, ...left } = a.selector ?? {};
  const { name: _b, rule: _rb, ...right } = b.selector ?? {};
  const policy = { name: a.policy.name, sequence: a.policy.sequence };
  return compareValues(left, right, 'policies.selectors', { kind: 'selector', policy, index: a.index });
}

function comparePeers(
  left: Meaning,
  right: Meaning,
  a: Policy,
  b: Policy,
  known: Map<object, Map<object, readonly Difference[]>>,
): readonly Difference[] {
  const leftPeer = a.peer === undefined ? undefined : left.peer(a.peer, a.tunnel.local);
  const rightPeer = b.peer === undefined ? undefined : right.peer(b.peer, b.tunnel.local);
  const object: ObjectReference = { kind: 'peer', name: a.peer ?? b.peer ?? '' };
  if (leftPeer === undefined || rightPeer === undefined) {
    if (leftPeer === rightPeer) return [];
    return [{ object, path: 'policies.peer', left: a.peer ?? null, right: b.peer ?? null }];
  }
  return once(known, leftPeer, rightPeer, () => compareValues(leftPeer, rightPeer, 'peers', object));
}

/** Compares each pair of objects once. */
function once<T extends object>(
  known: Map<T, Map<T, readonly Difference[]>>,
  left: T,
  right: T,
  compare: () => readonly Difference[],
): readonly Difference[] {
  const seen = known.get(left);
  if (seen?.has(right) === true) return [];
  const found = compare();
  if (seen === undefined) known.set(left, new Map([[right, found]]));
  else seen.set(right, found);
  return found;
}

function compareUnreached(
  left: Meaning,
  right: Meaning,
  names: ReadonlyMap<string, string>,
): readonly Difference[] {
  const [leftReached, rightReached] = [left.reachedPeers, right.reachedPeers];
  const leftNames = left.gateway.peers.map(({ name }) => name).filter((name) => !leftReached.has(name));
  const rightNames = new Set(
    right.gateway.peers.map(({ name }) => name).filter((name) => !rightReached.has(name)),
  );
  const differences = leftNames.flatMap((name) => {
    const other = names.get(name) ?? name;
    rightNames.delete(other);
    return compareValues(left.peer(name, undefined) ?? {}, right.peer(other, undefined) ?? {}, 'peers', {
      kind: 'peer',
      name,
    });
  });
  const added = [...rightNames].map((name): Difference => ({
    object: { kind: 'peer', name },
    path: 'peers',
    right: name,
  }));
  return [...differences, ...added];
}

/** A copy without the members that cannot matter. */
function withoutIgnored(object: object, path: MemberPath, ignored: IgnoredMembers): object {
  const shares = ignored.sharesAt(path);
  if (shares.size === 0) return object;
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries<unknown>({ ...object })) {
    const share = shares.get(name) ?? 'all';
    if (share === 'none') continue;
    copy[name] =
      share === 'part' && isRecord(value) ? withoutIgnored(value, `${path}.${name}`, ignored) : value;
  }
  return copy;
}

/** Descends into records; lists and scalars are compared whole. */
function compareValues(
  left: object,
  right: object,
  path: MemberPath,
  object: ObjectReference,
): readonly Difference[] {
  if (sameJson(left, right)) return [];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].flatMap((name): readonly Difference[] => {
    const [x, y] = [memberOf(left, name), memberOf(right, name)];
    const memberPath = `${path}.${name}`;
    if (isRecord(x) && isRecord(y)) return compareValues(x, y, memberPath, object);
    if (sameJson(x, y)) return [];
    return [
      {
        object,
        path: memberPath,
        ...(x === undefined ? {} : { left: toJson(x) }),
        ...(y === undefined ? {} : { right: toJson(y) }),
      },
    ];
  });
}

function compareSets<T extends object>(
  left: readonly T[],
  right: readonly T[],
  path: MemberPath,
  reference: (item: T) => ObjectReference,
): readonly Difference[] {
  const key = (item: T): string =>
    JSON.stringify(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const rightKeys = new Set(right.map(key));
  const leftKeys = new Set(left.map(key));
  return [
    ...left
      .filter((item) => !rightKeys.has(key(item)))
      .map((item) => ({ object: reference(item), path, left: toJson(item) })),
    ...right
      .filter((item) => !leftKeys.has(key(item)))
      .map((item) => ({ object: reference(item), path, right: toJson(item) })),
  ];
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** IR values are JSON by rule 1 of `ir.md`. */
function toJson(value: unknown): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value));
  return parsed;
}
