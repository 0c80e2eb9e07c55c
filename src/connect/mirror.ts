import { isIpv6Address } from '../ir/address.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Certificates, Peer } from '../ir/ike.ts';
import type { Policy, Selector } from '../ir/ipsec.ts';
import { sameJson } from '../ir/json.ts';
import type { Address, Identity } from '../ir/scalars.ts';
import { addressesTowards } from './end.ts';
import { ANYTHING } from './sample-packet.ts';

/** Where the two ends of a peer's tunnels are, where that is not what the gateway says. */
export interface Places {
  /** The gateway, as the other end sees it. */
  readonly here?: Address | undefined;
  /** The other end's own address. */
  readonly there?: Address | undefined;
}

/**
 * The other end of every tunnel of a gateway, as one gateway that agrees with it in everything. Peers without a fixed
 * address get one of their own.
 */
export function mirror(gateway: Gateway, places: Places = {}): Gateway {
  const addresses = new Map(
    gateway.peers.map((peer, index) => [peer.name, places.there ?? addressOf(gateway, peer, index)]),
  );
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
    peers: gateway.peers.map((peer) => mirrorPeer(gateway, peer, addresses.get(peer.name) ?? '', places)),
    policies: gateway.policies.flatMap((policy) => mirrorPolicy(policy, addresses)),
  };
}

/** Documentation addresses (RFC 2544's network has room for as many peers as are wanted). */
function addressOf(gateway: Gateway, peer: Peer, index: number): Address {
  return fixedAddress(gateway, peer) ?? `198.18.${Math.floor(index / 250) % 256}.${(index % 250) + 1}`;
}

/** Where a gateway looks for a peer first: as the peer says, else the end of its tunnel; absent: anywhere. */
export function fixedAddress(
  { policies }: Pick<Gateway, 'policies'>,
  { name, remote }: Peer,
): Address | undefined {
  const [first] = remote;
  if (first !== undefined && 'address' in first) return first.address;
  if (first !== undefined && 'first' in first) return first.first;
  return policies.find(({ peer, tunnel }) => peer === name && tunnel.remote !== undefined)?.tunnel.remote;
}

function mirrorPeer(gateway: Gateway, peer: Peer, address: Address, { here }: Places): Peer {
  const [known] = addressesTowards(gateway, peer);
  const local = here ?? known;
  const localId = identityThere(peer, address);
  const { certificates, ...rest } = peer;
  return {
    ...rest,
    ...(certificates === undefined ? {} : { certificates: mirrorCertificates(certificates) }),
    remote: local === undefined ? [] : [{ address: local }],
    localAuthentication: peer.remoteAuthentication,
    remoteAuthentication: peer.localAuthentication,
    localId,
    remoteIds: identityOf(peer, known ?? local),
    preSharedKeys: keysFor(peer, localId),
  };
}

/** Where any identity is taken, it is that of the first key, else the address. */
function identityThere({ remoteIds, preSharedKeys }: Peer, address: Address): Identity {
  const [remoteId] = remoteIds;
  const known = remoteId ?? preSharedKeys[0]?.identity;
  return known ?? { type: isIpv6Address(address) ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR', value: address };
}
function keysFor({ preSharedKeys }: Peer, identity: Identity): Peer['preSharedKeys'] {
  const key =
    preSharedKeys.find((one) => one.identity === undefined || sameJson(one.identity, identity)) ??
    preSharedKeys[0];
  return key === undefined ? [] : [{ secret: key.secret }];
}
/** Certificates are known by their names at one device: the other end has one that its peer knows, of the same authority. */
function mirrorCertificates({ certificate, peerCertificate, authority, verify }: Certificates): Certificates {
  return {
    ...(peerCertificate === undefined ? {} : { certificate: peerCertificate }),
    ...(certificate === undefined || peerCertificate === undefined ? {} : { peerCertificate: certificate }),
    ...(authority === undefined ? {} : { authority }),
    verify,
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
