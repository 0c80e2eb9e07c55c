import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { Policy, Selector } from '../ir/ipsec.ts';
import type { Address, Identity } from '../ir/scalars.ts';
import { addressesTowards } from './end.ts';
import { ANYTHING } from './sample-packet.ts';

/**
 * The other end of every tunnel of a gateway, as one gateway that agrees with it in everything. Peers without a fixed
 * address get one of their own.
 */
export function mirror(gateway: Gateway): Gateway {
  const addresses = new Map(gateway.peers.map((peer, index) => [peer.name, addressOf(peer, index)]));
  return {
    ...gateway,
    interfaces: gateway.interfaces.flatMap((candidate) => {
      if (candidate.kind !== 'tunnel' || candidate.tunnel === undefined) return [];
      const { source, destination } = candidate.tunnel;
      return [
        {
          ...candidate,
          addresses: [],
          tunnel: {
            ...candidate.tunnel,
            ...(destination === undefined ? {} : { source: destination }),
            ...(typeof source === 'string' ? { destination: source } : {}),
          },
        },
      ];
    }),
    routes: [],
    manualSas: [],
    ike: { ...gateway.ike, listen: [] },
    peers: gateway.peers.map((peer) => mirrorPeer(gateway, peer, addresses.get(peer.name) ?? '')),
    policies: gateway.policies.flatMap((policy) => mirrorPolicy(policy, addresses)),
  };
}

/** Documentation addresses (RFC 2544's network has room for as many peers as are wanted). */
function addressOf({ remote: [first] }: Peer, index: number): Address {
  if (first !== undefined && 'address' in first) return first.address;
  if (first !== undefined && 'first' in first) return first.first;
  return `198.18.${Math.floor(index / 250) % 256}.${(index % 250) + 1}`;
}

function mirrorPeer(gateway: Gateway, peer: Peer, address: Address): Peer {
  const [local] = addressesTowards(gateway, peer);
  const [remoteId] = peer.remoteIds;
  const { certificates: _certificates, ...rest } = peer;
  return {
    ...rest,
    remote: local === undefined ? [] : [{ address: local }],
    localAuthentication: peer.remoteAuthentication,
    remoteAuthentication: peer.localAuthentication,
    localId: remoteId ?? { type: address.includes(':') ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR', value: address },
    remoteIds: identityOf(peer, local),
    preSharedKeys: peer.preSharedKeys.slice(0, 1).map(({ secret }) => ({ secret })),
  };
}
function identityOf({ localId }: Peer, address: Address | undefined): readonly Identity[] {
  if (localId.value !== undefined) return [localId];
  return address === undefined ? [] : [{ ...localId, value: address }];
}

function mirrorPolicy(policy: Policy, addresses: ReadonlyMap<string, Address>): readonly Policy[] {
  if (policy.peer === undefined) return [];
  const local = addresses.get(policy.peer);
  return [
    {
      ...policy,
      selectors: selectorsOf(policy).map(mirrorSelector),
      initiation: policy.initiation === 'never' ? 'on-traffic' : policy.initiation,
      tunnel: local === undefined ? {} : { local },
      interfaces: policy.kind === 'route-based' ? policy.interfaces : [],
    },
  ];
}
/** A template takes what is offered, so that the other end must offer something. */
function selectorsOf({ kind, selectors }: Policy): readonly Selector[] {
  return kind === 'policy-based' && selectors.length === 0 ? [ANYTHING] : selectors;
}
function mirrorSelector({ local, remote, localPorts, remotePorts, direction, ...rest }: Selector): Selector {
  return {
    ...rest,
    local: remote,
    remote: local,
    ...(remotePorts === undefined ? {} : { localPorts: remotePorts }),
    ...(localPorts === undefined ? {} : { remotePorts: localPorts }),
    direction: OPPOSITE[direction],
  };
}
const OPPOSITE = { both: 'both', in: 'out', out: 'in' } as const;
