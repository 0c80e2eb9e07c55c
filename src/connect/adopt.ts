import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { Policy } from '../ir/ipsec.ts';
import type { MemberPath } from '../ir/limits.ts';
import { sameJson } from '../ir/json.ts';
import { type Origins, withMembers, withValues } from '../ir/origins.ts';
import { objectsOf } from './effective.ts';
import { mirror } from './mirror.ts';
import { COMPANIONS, IDENTITIES, NEEDED } from './companions.ts';
import { holderOf } from './parameters.ts';

/** A gateway and the peer of it that is meant. */
export interface Spot {
  readonly gateway: Gateway;
  readonly peer: string;
}

/**
 * The gateway with what the other end says of a parameter, in its own view: identities, addresses and selectors are
 * mirrored. `path`: the member that changes. Proposals that others use too are not touched: the peer gets its own.
 */
export function adopt({ gateway, peer }: Spot, path: MemberPath, other: Spot, origins: Origins): Gateway {
  const companions = COMPANIONS[path] ?? [];
  return [path, ...companions].reduce(
    (changed, each) => adoptMember({ gateway: changed, peer }, each, other, origins),
    withCompanions({ gateway, peer }, path, other, origins),
  );
}

function withCompanions(spot: Spot, path: MemberPath, other: Spot, origins: Origins): Gateway {
  const missing = (NEEDED[path] ?? []).filter((needed) => isEmpty(spot, needed));
  const identity = IDENTITIES[path];
  const following = identity !== undefined && isAddressIdentity(spot, path, identity) ? [identity] : [];
  return [...missing, ...following].reduce(
    (gateway, each) => adoptMember({ ...spot, gateway }, each, other, origins),
    spot.gateway,
  );
}
function valuesAt({ gateway, peer }: Spot, path: MemberPath): readonly unknown[] {
  const { root, names } = holderOf(path);
  return objectsOf(gateway, peer, root).map((object) => valueAt(object, names));
}
function isEmpty(spot: Spot, path: MemberPath): boolean {
  return valuesAt(spot, path).every(
    (value) => value === undefined || (Array.isArray(value) && value.length === 0),
  );
}
/** Whether an identity says the very address that is to change. */
function isAddressIdentity(spot: Spot, path: MemberPath, identity: MemberPath): boolean {
  const addresses = new Set(JSON.stringify(valuesAt(spot, path)).match(/[\d.:a-f]{3,}/g));
  return [valuesAt(spot, identity)].flat(2).some((one) => {
    const value = typeof one === 'object' && one !== null ? valueAt(one, ['value']) : undefined;
    return typeof value === 'string' && addresses.has(value);
  });
}

function adoptMember({ gateway, peer }: Spot, path: MemberPath, other: Spot, origins: Origins): Gateway {
  const { root, names } = holderOf(path);
  const mirrored = mirror(other.gateway);
  switch (root) {
    case 'ike':
      return withMembers(origins, gateway, {
        ike: setAt(gateway.ike, names, valueAt(mirrored.ike, names), origins),
      });
    case 'peers': {
      const model = mirrored.peers.find(({ name }) => name === other.peer);
      return mapPeer(gateway, peer, origins, (own) => setAt(own, names, valueAt(model, names), origins));
    }
    case 'policies': {
      const models = mirrored.policies.filter((policy) => policy.peer === other.peer);
      return adoptPolicy({ gateway, peer }, names, models, origins);
    }
    case 'ikeProposals':
    case 'ipsecProposals':
      return adoptProposal({ gateway, peer }, root, names, other, origins);
    case 'manualSas':
      return gateway; // nothing of it is negotiated, and keys are nobody else's to take
    default:
      return root satisfies never;
  }
}

function mapPeer(gateway: Gateway, name: string, origins: Origins, change: (peer: Peer) => Peer): Gateway {
  return withMembers(origins, gateway, {
    peers: gateway.peers.map((peer) => (peer.name === name ? change(peer) : peer)),
  });
}

function adoptPolicy(
  { gateway, peer }: Spot,
  names: readonly string[],
  models: readonly Policy[],
  origins: Origins,
): Gateway {
  let index = 0;
  return withMembers(origins, gateway, {
    policies: gateway.policies.map((policy) => {
      if (policy.peer !== peer) return policy;
      const model = models[Math.min(index++, models.length - 1)];
      return model === undefined ? policy : setAt(policy, names, valueAt(model, names), origins);
    }),
  });
}

function adoptProposal(
  { gateway, peer }: Spot,
  root: 'ikeProposals' | 'ipsecProposals',
  names: readonly string[],
  other: Spot,
  origins: Origins,
): Gateway {
  const [own] = proposalsOf(gateway, peer, root);
  const [model] = proposalsOf(other.gateway, other.peer, root);
  if (own === undefined || model === undefined) return gateway;
  const changed =
    names.length === 0 ? { ...model, name: own.name } : setAt(own, names, valueAt(model, names), origins);
  const alike = gateway[root].find((proposal) => isAlike(proposal, changed) && proposal.name !== own.name);
  const name = alike?.name ?? (isShared(gateway, peer, root, own.name) ? `${own.name}-${peer}` : own.name);
  const renamed = withMembers(origins, changed, { name });
  const list = gateway[root].some((proposal) => proposal.name === name)
    ? gateway[root].map((proposal) => (proposal.name === name ? (alike ?? renamed) : proposal))
    : [...gateway[root], renamed];
  const inUse = (proposals: readonly string[]): readonly string[] =>
    proposals.map((candidate) => (candidate === own.name ? name : candidate));
  return withValues(
    origins,
    {
      ...gateway,
      peers: gateway.peers.map((candidate) =>
        root === 'ikeProposals' && candidate.name === peer
          ? withMembers(origins, candidate, { proposals: inUse(candidate.proposals) })
          : candidate,
      ),
      policies: gateway.policies.map((policy) =>
        root === 'ipsecProposals' && policy.peer === peer
          ? withMembers(origins, policy, { proposals: inUse(policy.proposals) })
          : policy,
      ),
    },
    { [root]: list },
  );
}

function isAlike(one: object, other: object): boolean {
  return sameJson({ ...one, name: '' }, { ...other, name: '' });
}

function proposalsOf(
  gateway: Gateway,
  peer: string,
  root: 'ikeProposals' | 'ipsecProposals',
): readonly (Gateway['ikeProposals'][number] | Gateway['ipsecProposals'][number])[] {
  const wanted = new Set(objectsOf(gateway, peer, root));
  return [...gateway.ikeProposals, ...gateway.ipsecProposals].filter((proposal) => wanted.has(proposal));
}

function isShared(
  gateway: Gateway,
  peer: string,
  root: 'ikeProposals' | 'ipsecProposals',
  name: string,
): boolean {
  return root === 'ikeProposals'
    ? gateway.peers.some((other) => other.name !== peer && other.proposals.includes(name))
    : gateway.policies.some((policy) => policy.peer !== peer && policy.proposals.includes(name));
}

function valueAt(root: object | undefined, names: readonly string[]): unknown {
  let value: unknown = root;
  for (const name of names) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

/** A copy with a member somewhere inside set, or left out where the value is `undefined`. */
function setAt<T extends object>(
  object: T,
  [name, ...rest]: readonly string[],
  value: unknown,
  origins: Origins,
): T {
  if (name === undefined) return object;
  const inner: unknown = Reflect.get(object, name);
  const set =
    rest.length === 0 || typeof inner !== 'object' || inner === null
      ? value
      : setAt(inner, rest, value, origins);
  return withValues(origins, object, { [name]: set });
}
