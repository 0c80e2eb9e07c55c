import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import type { GatewayState } from '../gateway/state.ts';
import { type Ikev1Payload, type Phase1Transform, payloadOf } from '../message/ikev1-payloads.ts';
import { expecting } from '../negotiation/identities.ts';
import type { Datagram } from '../network/network-state.ts';
import type { ModeName } from './modes.ts';
import { memoryOf } from './peer-memory.ts';
import { choosePhase1 } from './phase1-proposal.ts';
import type { Ikev1Sa } from './records.ts';
import { type Refusal, refuse } from './refusal.ts';

/**
 * The peer of the configuration that a first message comes from: the most exact address first; of several the one
 * that has the identity, where the message states one, and takes the offer. If none takes it, the first tells why.
 */
export function choosePeer(
  gateway: GatewayState,
  datagram: Datagram,
  mode: ModeName,
  payloads: readonly Ikev1Payload[],
): PeerConfiguration | Refusal {
  const { sourceAddress: remote, destinationAddress: local } = datagram;
  const { names } = gateway.world.network;
  const known = gateway.configuration.peersFor(local, remote, 'ikev1', names);
  if (known.length === 0) return noPeer(gateway, datagram);
  const answering = known.filter(({ peer }) => peer.exchangeModes.includes(mode));
  const [first] = answering;
  if (first === undefined) {
    const accepted = [...new Set(known.flatMap(({ peer }) => peer.exchangeModes))];
    return refuse('exchange-mode-mismatch', null, {
      parameter: 'peers.exchangeModes',
      offered: mode,
      accepted,
    });
  }
  if (answering.length === 1) return first;
  const claimed = payloadOf(payloads, 'ID');
  const identified = claimed === undefined ? answering : expecting(answering, claimed, remote);
  const offer = payloadOf(payloads, 'SA1')?.transforms ?? [];
  return identified.find((candidate) => takes(gateway, candidate, offer)) ?? identified[0] ?? first;
}

function noPeer(gateway: GatewayState, { sourceAddress, destinationAddress }: Datagram): Refusal {
  const { names } = gateway.world.network;
  const ofOtherVersion = gateway.configuration.peersFor(destinationAddress, sourceAddress, 'ikev2', names);
  if (ofOtherVersion.length > 0) {
    const details = { parameter: 'peers.versions', offered: ['ikev1'], accepted: ['ikev2'] };
    return refuse('version-mismatch', null, details);
  }
  return refuse('no-peer-configured', null, { parameter: 'peers.remote', offered: sourceAddress });
}

/** Other peers that could have taken an offer, in whose place `sa` was answered. */
export function peersForOffer(
  gateway: GatewayState,
  { exchangeMode, path }: Ikev1Sa,
  chosen: Phase1Transform,
): readonly PeerConfiguration[] {
  const { names } = gateway.world.network;
  return gateway.configuration
    .peersFor(path.local, path.remote, 'ikev1', names)
    .filter(
      (candidate) =>
        candidate.peer.exchangeModes.includes(exchangeMode) && takes(gateway, candidate, [chosen]),
    );
}

function takes(
  gateway: GatewayState,
  candidate: PeerConfiguration,
  offer: readonly Phase1Transform[],
): boolean {
  const { transforms, rule } = memoryOf(gateway, candidate);
  return choosePhase1(offer, transforms, rule, gateway.behaves(1).proposalPreference).kind === 'chosen';
}
