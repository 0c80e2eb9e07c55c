import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { Policy } from '../ir/ipsec.ts';
import type { MemberPath } from '../ir/limits.ts';
import { type Origins, withMembers, withValues } from '../ir/origins.ts';
import { objectsOf } from './effective.ts';
import { mirror } from './mirror.ts';
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
  const { root, names } = holderOf(path);
  const mirrored = mirror(other.gateway);
  switch (root) {
    case 'ike':
      return withMembers(origins, gateway, {
        ike: setAt(gateway.ike, names, valueAt(mirrored.ike, names), origins),
      });
    case 'peers': {
      const model = mirrored.peers.find(({ name }) => name === other.peer);
      return mapPeer(gateway, peer, origins, (own) => {
        const changed = setAt(own, names, valueAt(model, names), origins);
        return path === 'peers.remote' ? withIdentityOfAddress(own, changed, origins) : changed;
      });
    }
    case 'policies': {
      const models = mirrored.policies.filter((policy) => policy.peer === other.peer);
      return adoptPolicy({ gateway, peer }, names, models, origins);
    }
    case 'ikeProposals':
      return adoptProposal({ gateway, peer }, root, names, other, origins);
    case 'ipsecProposals':
      return adoptProposal({ gateway, peer }, root, names, other, origins);
    default:
      return root satisfies never;
  }
}

/** An identity that was the old address is the new one. */
function withIdentityOfAddress(before: Peer, after: Peer, origins: Origins): Peer {
  const addresses = ({ remote }: Peer): readonly string[] =>
    remote.flatMap((place) => ('address' in place ? place.address : []));
  const old = new Set(addresses(before));
  const [address] = addresses(after);
  if (address === undefined) return after;
  return withMembers(origins, after, {
    remoteIds: after.remoteIds.map((identity) =>
      identity.value !== undefined && old.has(identity.value) ? { ...identity, value: address } : identity,
    ),
  });
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
  const name = isShared(gateway, peer, root, own.name) ? `${own.name}-${peer}` : own.name;
  const renamed = withMembers(origins, changed, { name });
  const list = gateway[root].some((proposal) => proposal.name === name)
    ? gateway[root].map((proposal) => (proposal.name === name ? renamed : proposal))
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
