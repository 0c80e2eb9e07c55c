import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { Policy } from '../ir/ipsec.ts';
import type { MemberPath } from '../ir/limits.ts';
import { type Origins, withMembers, withValues } from '../ir/origins.ts';
import type { Identity } from '../ir/scalars.ts';
import { objectsOf } from './effective.ts';
import { addressesTowards } from './end.ts';
import { mirrorSelector } from './mirror.ts';
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
  const member = mirroredMember(path, other);
  switch (root) {
    case 'ike': {
      const [, ...rest] = path.split('.');
      return withMembers(origins, gateway, {
        ike: setAt(gateway.ike, rest, valueAt(other.gateway.ike, names), origins),
      });
    }
    case 'peers':
      return mapPeer(gateway, peer, origins, (own) => {
        const value = member === undefined ? valueAt(peerOf(other), names) : member.value;
        const changed = setAt(own, names, value, origins);
        return path === 'peers.remote' ? withIdentityOfAddress(own, changed, origins) : changed;
      });
    case 'policies':
      return adoptPolicy({ gateway, peer }, path, other, origins);
    case 'ikeProposals':
      return adoptProposal({ gateway, peer }, root, names, other, origins);
    case 'ipsecProposals':
      return adoptProposal({ gateway, peer }, root, names, other, origins);
    default:
      return root satisfies never;
  }
}

function peerOf({ gateway, peer }: Spot): Peer | undefined {
  return gateway.peers.find(({ name }) => name === peer);
}

/** What the other end's mirror image of a peer's member is. */
function mirroredMember(path: MemberPath, other: Spot): { readonly value: unknown } | undefined {
  const peer = peerOf(other);
  if (peer === undefined) return undefined;
  const [address] = addressesTowards(other.gateway, peer);
  switch (path) {
    case 'peers.remote':
      return address === undefined ? undefined : { value: [{ address }] };
    case 'peers.localId':
      return peer.remoteIds[0] === undefined ? undefined : { value: peer.remoteIds[0] };
    case 'peers.remoteIds':
      return { value: identityOf(peer, address) };
    case 'peers.localAuthentication':
      return { value: peer.remoteAuthentication };
    case 'peers.remoteAuthentication':
      return { value: peer.localAuthentication };
    case 'peers.preSharedKeys':
      // A key is never printed: a placeholder stands for it in the statements.
      return { value: peer.preSharedKeys.slice(0, 1).map(({ secret }) => ({ secret })) };
    default:
      return undefined;
  }
}
function identityOf({ localId }: Peer, address: string | undefined): readonly Identity[] {
  if (localId.value !== undefined) return [localId];
  return address === undefined ? [] : [{ ...localId, value: address }];
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

function adoptPolicy({ gateway, peer }: Spot, path: MemberPath, other: Spot, origins: Origins): Gateway {
  const theirs = other.gateway.policies.filter((policy) => policy.peer === other.peer);
  const { names } = holderOf(path);
  let index = 0;
  return withMembers(origins, gateway, {
    policies: gateway.policies.map((policy) => {
      if (policy.peer !== peer) return policy;
      const model = theirs[Math.min(index++, theirs.length - 1)];
      return model === undefined ? policy : changePolicy(policy, path, names, model, other, origins);
    }),
  });
}
function changePolicy(
  policy: Policy,
  path: MemberPath,
  names: readonly string[],
  model: Policy,
  other: Spot,
  origins: Origins,
): Policy {
  if (path === 'policies.selectors') {
    return withMembers(origins, policy, { selectors: model.selectors.map(mirrorSelector) });
  }
  if (path === 'policies.tunnel.local') {
    const [remote] = peerOf(other)?.remote ?? [];
    if (remote === undefined || !('address' in remote)) return policy;
    return withMembers(origins, policy, {
      tunnel: withMembers(origins, policy.tunnel, { local: remote.address }),
    });
  }
  if (path === 'policies.initiation') return withMembers(origins, policy, { initiation: 'on-traffic' });
  return setAt(policy, names, valueAt(model, names), origins);
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
    new Map([[root, list]]),
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
  return withValues(origins, object, new Map([[name, set]]));
}
