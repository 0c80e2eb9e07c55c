import { isIpv6Address, splitPrefix } from '../../ir/address.ts';
import type { Peer } from '../../ir/ike.ts';
import type { Interface } from '../../ir/gateway.ts';
import type { Policy } from '../../ir/ipsec.ts';
import type { Address } from '../../ir/scalars.ts';
import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import type { SpdEntry } from './records.ts';
import type { GatewayState } from './state.ts';

/** The peer's addresses that can be called, in order of preference; empty: it has to call. */
export function remoteAddresses(
  gateway: GatewayState,
  peer: PeerConfiguration,
  policy?: Policy,
): readonly Address[] {
  const addresses = peer.remoteAddresses ?? resolve(peer.peer, gateway.world.network.names);
  if (addresses.length > 0 || policy === undefined) return addresses;
  return [policy.tunnel.remote ?? tunnelInterface(gateway, policy)?.tunnel?.destination ?? []].flat();
}

function resolve({ remote }: Peer, names: ReadonlyMap<string, Address>): readonly Address[] {
  return remote.flatMap((place) => {
    if ('fqdn' in place) return names.get(place.fqdn) ?? [];
    return 'address' in place ? place.address : [];
  });
}

/** Where IKE for a policy starts from: its tunnel's end, its interface's address, else the gateway's first one. */
export function localAddressFor(
  gateway: GatewayState,
  configured: PeerConfiguration,
  entry: SpdEntry | null,
  remote: Address,
): Address | undefined {
  const isFitting = (address: Address): boolean => isIpv6Address(address) === isIpv6Address(remote);
  const policy = entry?.policy;
  if (policy?.tunnel.local !== undefined) return policy.tunnel.local;
  const bound = policy?.interfaces.flatMap((name) => addressesOf(gateway, name)).find(isFitting);
  return bound ?? [...configured.localAddresses, ...gateway.configuration.addresses].find(isFitting);
}

function addressesOf(gateway: GatewayState, name: string): readonly Address[] {
  const found = interfaceNamed(gateway, name);
  if (found === undefined) return [];
  const source = found.tunnel?.source;
  if (typeof source === 'string') return [source];
  if (source !== undefined) return addressesOf(gateway, source.interface);
  return found.kind === 'tunnel' ? [] : found.addresses.map((prefix) => splitPrefix(prefix).address);
}
function tunnelInterface(gateway: GatewayState, policy: Policy): Interface | undefined {
  return policy.interfaces.map((name) => interfaceNamed(gateway, name)).find((found) => found?.tunnel);
}
function interfaceNamed(gateway: GatewayState, name: string): Interface | undefined {
  return gateway.configuration.gateway.interfaces.find((candidate) => candidate.name === name);
}
