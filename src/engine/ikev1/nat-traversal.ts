import type { Ikev1Payload } from '../message/ikev1-payloads.ts';
import type { Datagram } from '../network/network-state.ts';
import type { Ikev1Sa, Phase1Negotiation } from './records.ts';

const NAT_TRAVERSAL_PORT = 4500;
/** No host has it, so its hash never fits: who forces NAT traversal pretends to be behind a NAT device. */
const NOBODY = '0.0.0.0';

/** NAT-D payloads (RFC 3947 section 3.2), the destination first; none where one of the ends knows no NAT traversal. */
export function natDetectionPayloads(
  sa: Ikev1Sa,
  { peerKnowsNatTraversal }: Phase1Negotiation,
): readonly Ikev1Payload[] {
  const { natTraversal } = sa.peer.peer;
  if (!peerKnowsNatTraversal || natTraversal === 'off') return [];
  const { path, localPort, remotePort } = sa;
  const source = natTraversal === 'force' ? NOBODY : path.local;
  return [
    { kind: 'NAT-D', end: 'destination', address: path.remote, port: remotePort },
    { kind: 'NAT-D', end: 'source', address: source, port: localPort },
  ];
}

/** Where a hash does not fit what arrived, a NAT device changed the packet: in front of the peer, or of this end. */
export function detectNat(
  sa: Ikev1Sa,
  { peerKnowsNatTraversal }: Phase1Negotiation,
  payloads: readonly Ikev1Payload[],
  datagram: Datagram,
): void {
  const { natTraversal } = sa.peer.peer;
  if (!peerKnowsNatTraversal || natTraversal === 'off') return;
  for (const payload of payloads) {
    if (payload.kind !== 'NAT-D') continue;
    const isSource = payload.end === 'source';
    const address = isSource ? datagram.sourceAddress : datagram.destinationAddress;
    const port = isSource ? datagram.sourcePort : datagram.destinationPort;
    if (payload.address === address && payload.port === port) continue;
    if (isSource) sa.natRemote = true;
    else sa.natLocal = true;
  }
  if (natTraversal === 'force') sa.natLocal = true;
}

/** The initiator goes on from and to port 4500 once a NAT device was seen (RFC 3947 section 4). */
export function floatPorts(sa: Ikev1Sa): void {
  if (!sa.isInitiator || !(sa.natLocal || sa.natRemote)) return;
  sa.localPort = NAT_TRAVERSAL_PORT;
  sa.remotePort = NAT_TRAVERSAL_PORT;
}

/** The responder answers to where the last message came from. */
export function followPorts(sa: Ikev1Sa, datagram: Datagram): void {
  if (sa.isInitiator) return;
  sa.localPort = datagram.destinationPort;
  sa.remotePort = datagram.sourcePort;
}

/** Whether packets of both kinds have to go through UDP (RFC 3948). */
export function isBehindNat({ natLocal, natRemote }: Pick<Ikev1Sa, 'natLocal' | 'natRemote'>): boolean {
  return natLocal || natRemote;
}
/** The addresses that this end knows, before translation: transport mode needs them for its checksums. */
export function natOriginalAddresses(sa: Ikev1Sa, mode: 'tunnel' | 'transport'): readonly Ikev1Payload[] {
  if (mode === 'tunnel' || !isBehindNat(sa)) return [];
  const { local, remote } = sa.path;
  const [initiator, responder] = sa.isInitiator ? [local, remote] : [remote, local];
  return [
    { kind: 'NAT-OA', address: initiator },
    { kind: 'NAT-OA', address: responder },
  ];
}
