import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import { addIkeSa, halfOpenKey } from '../gateway/ike-sas.ts';
import { logFailure } from '../gateway/logs.ts';
import type { Path } from '../gateway/records.ts';
import { answered, sendRequest } from '../gateway/retransmission.ts';
import { sendMessage } from '../gateway/send.ts';
import type { GatewayState } from '../gateway/state.ts';
import { type Ikev1Payload, payloadOf } from '../message/ikev1-payloads.ts';
import type { Ikev1Message } from '../message/message.ts';
import { localIdentity } from '../negotiation/identities.ts';
import type { Datagram } from '../network/network-state.ts';
import { phase1Protection } from './keys.ts';
import { phase1Message } from './messages.ts';
import { type Mode, modeOf, MODES, type ModeName, type Step } from './modes.ts';
import { floatPorts, followPorts } from './nat-traversal.ts';
import { choosePeer } from './peer-choice.ts';
import { memoryOf } from './peer-memory.ts';
import { deriveSecret, verifyProtection } from './phase1-authentication.ts';
import type { Phase1Context } from './phase1-context.ts';
import { establish, fail } from './phase1-outcome.ts';
import { PARTS } from './phase1-parts.ts';
import { NO_OFFER, type Phase1Offer } from './phase1-proposal.ts';
import { Ikev1Sa, Phase1Negotiation } from './records.ts';
import { failureOf, type Refusal, refuse } from './refusal.ts';
import { TIMER } from './timers.ts';

/** Begins phase 1 in the first of the peer's modes; null: it cannot be begun. */
export function initiatePhase1(gateway: GatewayState, peer: PeerConfiguration, path: Path): Ikev1Sa | null {
  const [mode] = peer.peer.exchangeModes;
  if (mode === undefined) return null;
  const memory = memoryOf(gateway, peer);
  const offer = mode === 'aggressive' ? memory.aggressiveOffer : memory.offer;
  const sa = newSa(gateway, true, peer, path, mode, offer);
  const refusal = obstacle(sa, offer);
  if (refusal !== null) {
    logFailure(gateway, sa, 1, failureOf(refusal, 'initiator', MODES[mode].name));
    return null;
  }
  sa.remotePort = peer.peer.remotePort ?? 500;
  if (!addIkeSa(gateway, sa)) {
    logFailure(gateway, sa, 1, failureOf(refuse('limit-reached', null), 'initiator', MODES[mode].name));
    return null;
  }
  gateway.counters.initiated++;
  proceed(contextOf(gateway, sa));
  return sa;
}

/** What keeps a phase 1 from being begun. */
function obstacle(sa: Ikev1Sa, offer: Phase1Offer): Refusal | null {
  const { peer } = sa.peer;
  if (offer.own.length === 0)
    return refuse('ike-proposal-mismatch', null, { parameter: 'ikeProposals', offered: [] });
  if (localIdentity(peer, sa.path.local) !== undefined) return null;
  return refuse('local-id-missing', null, { parameter: 'peers.localId', offered: { ...peer.localId } });
}

/** A message of main, aggressive or base mode. */
export function receivePhase1(
  gateway: GatewayState,
  sa: Ikev1Sa | null,
  message: Ikev1Message,
  datagram: Datagram,
): void {
  const mode = modeOf(message.exchange);
  if (mode === undefined) return;
  if (sa === null) answerFirst(gateway, mode, message, datagram);
  else if (sa.exchangeMode !== mode) gateway.counters.malformed++;
  else if (sa.negotiation === null) repeatLast(gateway, sa, message);
  else takeStep({ gateway, sa, negotiation: sa.negotiation }, message, datagram);
}

/** The first message of a peer makes a half-open SA, or nothing but a line in the failure log. */
function answerFirst(gateway: GatewayState, mode: ModeName, message: Ikev1Message, datagram: Datagram): void {
  const { name, steps } = MODES[mode];
  if (message.responderSpiLow !== 0 || !isStep(steps[0], message)) {
    gateway.counters.dropped++;
    return;
  }
  const path = gateway.paths.between(datagram.destinationAddress, datagram.sourceAddress);
  const ends = { path, localPort: datagram.destinationPort, remotePort: datagram.sourcePort };
  const peer = choosePeer(gateway, datagram, mode, message.payloads);
  if ('cause' in peer) {
    gateway.counters.dropped++;
    logFailure(gateway, ends, 1, failureOf(peer, 'responder', name));
    return;
  }
  const sa = newSa(gateway, false, peer, path, mode, NO_OFFER);
  sa.localPort = datagram.destinationPort;
  sa.remotePort = datagram.sourcePort;
  sa.halfOpenPort = datagram.sourcePort;
  sa.peerHigh = message.initiatorSpiHigh;
  sa.peerLow = message.initiatorSpiLow;
  if (!addIkeSa(gateway, sa)) {
    logFailure(gateway, ends, 1, failureOf(refuse('limit-reached', null), 'responder', name));
    return;
  }
  gateway.counters.answered++;
  gateway.halfOpen.set(halfOpenKey(sa.peerHigh, sa.peerLow, path.remote, sa.remotePort), sa);
  gateway.halfOpenCount++;
  const milliseconds = 1000 * gateway.behaves(1).halfOpenTimeoutSeconds;
  sa.halfOpenTimer = gateway.after(milliseconds, TIMER.halfOpen, sa);
  takeStep(contextOf(gateway, sa), message, datagram);
}

function newSa(
  gateway: GatewayState,
  isInitiator: boolean,
  peer: PeerConfiguration,
  path: Path,
  mode: ModeName,
  offer: Phase1Offer,
): Ikev1Sa {
  const sa = new Ikev1Sa(gateway.index, isInitiator, peer, path, gateway.time);
  sa.exchangeMode = mode;
  sa.negotiation = new Phase1Negotiation(offer);
  return sa;
}
function contextOf(gateway: GatewayState, sa: Ikev1Sa): Phase1Context {
  const { negotiation } = sa;
  if (negotiation === null) throw new Error('phase 1 of the SA is over');
  return { gateway, sa, negotiation };
}
function modeOfSa(sa: Ikev1Sa): Mode {
  return MODES[sa.exchangeMode];
}
function isStep(step: Step | undefined, message: Ikev1Message): boolean {
  return step !== undefined && payloadOf(message.payloads, step.mark) !== undefined;
}
function peerRole(sa: Ikev1Sa): Step['from'] {
  return sa.isInitiator ? 'responder' : 'initiator';
}

/** Reads the message that comes next, and goes on; one that came before is answered as it was then. */
function takeStep(context: Phase1Context, message: Ikev1Message, datagram: Datagram): void {
  const { gateway, sa, negotiation } = context;
  const { steps } = modeOfSa(sa);
  const step = steps[negotiation.step];
  if (step === undefined || step.from !== peerRole(sa) || !isStep(step, message)) {
    repeatAnswer(context, message);
    return;
  }
  const refusal = readStep(context, step, message, datagram);
  if (refusal !== null) return fail(gateway, sa, refusal);
  if (negotiation.pending !== null) answered(gateway, negotiation.pending);
  negotiation.pending = null;
  sa.messagesReceived++;
  if (sa.peerLow === 0) {
    sa.peerHigh = message.responderSpiHigh;
    sa.peerLow = message.responderSpiLow;
  }
  followPorts(sa, datagram);
  negotiation.step++;
  if (negotiation.step === steps.length) establish(context);
  else proceed(context);
}

function readStep(
  context: Phase1Context,
  step: Step,
  { payloads, protection }: Ikev1Message,
  datagram: Datagram,
): Refusal | null {
  if (step.isEncrypted) {
    const unread = deriveSecret(context) ?? verifyProtection(context, payloads, protection);
    if (unread !== null) return unread;
  }
  for (const part of step.parts) {
    const refusal = PARTS[part].read(context, payloads, datagram);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Sends the message that comes next. */
function proceed(context: Phase1Context): void {
  const { gateway, sa, negotiation } = context;
  const { exchange, steps } = modeOfSa(sa);
  const step = steps[negotiation.step];
  if (step === undefined) throw new Error('phase 1 has no further message');
  floatPorts(sa);
  const payloads: Ikev1Payload[] = [];
  for (const part of step.parts) {
    if (part === 'PROOF' || step.isEncrypted) {
      const refusal = deriveSecret(context);
      if (refusal !== null) return fail(gateway, sa, refusal);
    }
    for (const payload of PARTS[part].write(context)) payloads.push(payload);
  }
  const protection = step.isEncrypted ? phase1Protection(negotiation) : 0;
  const message = phase1Message(sa, exchange, payloads, protection);
  sa.lastMessage = message;
  sa.messagesSent++;
  negotiation.step++;
  if (isRepeated(sa, negotiation.step, steps.length)) negotiation.pending = sendRequest(gateway, sa, message);
  else sendMessage(gateway, sa, message);
  if (negotiation.step === steps.length) establish(context);
}

/**
 * Whether an end repeats its message until the next one is there: the initiator always, the responder only where the
 * initiator, which has nothing more to wait for, would not.
 */
function isRepeated(sa: Ikev1Sa, next: number, length: number): boolean {
  return next < length && (sa.isInitiator || next === length - 1);
}

/** A responder answers what it has answered before with the same message. */
function repeatAnswer({ gateway, sa, negotiation }: Phase1Context, message: Ikev1Message): void {
  const before = modeOfSa(sa).steps[negotiation.step - 2];
  if (sa.isInitiator || sa.lastMessage === null || !isStep(before, message)) {
    gateway.counters.dropped++;
    return;
  }
  gateway.counters.retransmitted++;
  sendMessage(gateway, sa, sa.lastMessage, true);
}

/** The peer repeats its last message: the one that ended the exchange was lost. */
function repeatLast(gateway: GatewayState, sa: Ikev1Sa, message: Ikev1Message): void {
  const { steps } = modeOfSa(sa);
  const last = steps.at(-1);
  const isMissed = last !== undefined && last.from !== peerRole(sa) && isStep(steps.at(-2), message);
  if (!isMissed || sa.lastMessage === null) {
    gateway.counters.dropped++;
    return;
  }
  gateway.counters.retransmitted++;
  sendMessage(gateway, sa, sa.lastMessage, true);
}
