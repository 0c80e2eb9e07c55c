import type { Ikev2Message } from '../message/message.ts';
import type { NatDetectionPayload } from '../message/payloads.ts';
import type { Datagram } from '../network/network-state.ts';
import type { Ikev2Sa } from './records.ts';

/** A port that nobody has: it lets the other end find a NAT device where none is. */
const FORCED_PORT = 0;

/** NAT_DETECTION_SOURCE_IP (RFC 7296 section 2.23); `force`: a wrong one. */
export function natSource({ peer, path, localPort }: Ikev2Sa): NatDetectionPayload | undefined {
  const { natTraversal } = peer.peer;
  if (natTraversal === 'off') return undefined;
  const port = natTraversal === 'force' ? FORCED_PORT : localPort;
  return { kind: 'NAT-D', end: 'source', address: path.local, port };
}
/** NAT_DETECTION_DESTINATION_IP. */
export function natDestination({ peer, path, remotePort }: Ikev2Sa): NatDetectionPayload | undefined {
  if (peer.peer.natTraversal === 'off') return undefined;
  return { kind: 'NAT-D', end: 'destination', address: path.remote, port: remotePort };
}

/** Compares what the other end sees with what its packet looks like here. Without NAT traversal nobody looks. */
export function detectNat(sa: Ikev2Sa, { payloads }: Ikev2Message, datagram: Datagram): void {
  if (sa.peer.peer.natTraversal === 'off') return;
  for (const payload of payloads) {
    if (payload.kind !== 'NAT-D') continue;
    const { address, port } = payload;
    if (payload.end === 'source') {
      sa.natRemote = address !== datagram.sourceAddress || port !== datagram.sourcePort;
    } else sa.natLocal = address !== datagram.destinationAddress || port !== datagram.destinationPort;
  }
}
