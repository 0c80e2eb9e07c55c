import {
  addressInterval,
  intervalCovers,
  isIpv6Address,
  prefixInterval,
  splitPrefix,
} from '../ir/address.ts';
import type { TrafficPacket } from '../engine/index.ts';
import type { Selector, TrafficAddress } from '../ir/ipsec.ts';
import type { Address } from '../ir/scalars.ts';
import { selectorsOverlap, trafficInterval } from '../ir/selectors.ts';

const TCP = 6;
const FIRST_DYNAMIC_PORT = 49_152; // RFC 6335
const OCTETS = 1000;
/** Documentation addresses (RFC 5737, RFC 3849) where a selector takes any. */
const ANYBODY = {
  ipv4: ['192.0.2.10', '192.0.2.20'],
  ipv6: ['2001:db8:ffff::10', '2001:db8:ffff::20'],
} as const;

/** Of a policy that has no selectors. */
export const ANYTHING: Selector = { action: 'protect', local: 'any', remote: 'any', direction: 'both' };

/** A packet that a selector protects, in the view of the gateway that has it; absent: an address is hidden. */
export function samplePacket({
  local,
  remote,
  protocol,
  localPorts,
  remotePorts,
}: Selector): TrafficPacket | undefined {
  const isIpv6 = [local, remote].some((side) => isOfIpv6(side));
  const [anySource, anyDestination] = isIpv6 ? ANYBODY.ipv6 : ANYBODY.ipv4;
  const source = addressIn(local, anySource);
  const destination = addressIn(remote, anyDestination);
  if (source === undefined || destination === undefined) return undefined;
  return {
    source,
    destination,
    protocol: protocol ?? TCP,
    sourcePort: localPorts?.first ?? FIRST_DYNAMIC_PORT,
    destinationPort: remotePorts?.first ?? FIRST_DYNAMIC_PORT,
    octets: OCTETS,
  };
}

/**
 * A selector cut to what the other end means to protect too, as far as one of its selectors lies within: a packet that
 * both take. `others`: the other end's selectors, in this end's view.
 */
export function sharedPart(own: Selector, others: readonly Selector[]): Selector {
  const other = others.find((one) => one.action === 'protect' && selectorsOverlap(own, one));
  if (other === undefined) return own;
  return {
    ...own,
    ...other,
    local: narrower(own.local, other.local),
    remote: narrower(own.remote, other.remote),
    ...definedMembers(own),
  };
}
function definedMembers({ protocol, localPorts, remotePorts }: Selector): Partial<Selector> {
  return {
    ...(protocol === undefined ? {} : { protocol }),
    ...(localPorts === undefined ? {} : { localPorts }),
    ...(remotePorts === undefined ? {} : { remotePorts }),
  };
}
function narrower(own: TrafficAddress, other: TrafficAddress): TrafficAddress {
  if (other === 'any') return own;
  if (own === 'any') return other;
  const [outer, inner] = [trafficInterval(own), trafficInterval(other)];
  return outer !== undefined && inner !== undefined && intervalCovers(outer, inner) ? other : own;
}

/** The same packet's answer. */
export function answerTo(packet: TrafficPacket): TrafficPacket {
  return {
    ...packet,
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
  };
}

function isOfIpv6(side: TrafficAddress): boolean {
  if (side === 'any') return false;
  return isIpv6Address('prefix' in side ? splitPrefix(side.prefix).address : side.first);
}

function addressIn(side: TrafficAddress, anybody: Address): Address | undefined {
  if (side === 'any') return anybody;
  if ('first' in side) return addressInterval(side.first) === undefined ? undefined : side.first;
  const { address, length } = splitPrefix(side.prefix);
  if (prefixInterval(side.prefix) === undefined) return undefined;
  return length === 0 ? anybody : address;
}
