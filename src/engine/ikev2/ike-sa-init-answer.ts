import type { FailureDetails } from '../gateway/records.ts';
import { drawNonce } from '../gateway/child-sas.ts';
import { halfOpenKey, removeIkeSa } from '../gateway/ike-sas.ts';
import { logFailure } from '../gateway/logs.ts';
import { sendMessage } from '../gateway/send.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import { EXCHANGE, type Ikev2Message } from '../message/message.ts';
import { NOTIFY, notifySeen } from '../message/notify.ts';
import type { KeyExchangePayload, NotifyPayload, Proposal } from '../message/payloads.ts';
import {
  chooseIkeProposal,
  type ChosenIkeProposal,
  explainProposals,
  IKE_TRANSFORMS,
} from '../negotiation/ike-proposals.ts';
import type { Datagram } from '../network/network-state.ts';
import { hashText, mixTwo } from '../random.ts';
import {
  message,
  notify,
  notifyOf,
  payloadOf,
  present,
  statelessAnswer,
  fragmentationSupport,
} from './messages.ts';
import { detectNat, natDestination, natSource } from './nat.ts';
import { type Ikev2Sa, isIkev2Sa, newIkev2Sa, Setup, setupOf, stateOf } from './records.ts';
import { admit, ikeKey, leaveHalfOpen } from './set-up.ts';
import { suiteFor } from './suites.ts';
import { IKEV2_EVENT } from './timers.ts';

/** Responder: the first message of somebody. */
export function answerInit(gateway: GatewayState, request: Ikev2Message, datagram: Datagram): void {
  const { sourceAddress, sourcePort } = datagram;
  const key = halfOpenKey(request.initiatorSpiHigh, request.initiatorSpiLow, sourceAddress, sourcePort);
  const known = gateway.halfOpen.get(key);
  if (isIkev2Sa(known) && isOf(known, request)) return repeatAnswer(gateway, known, request);
  const [offer, ke, nonce] = [payloadOf(request, 'SA'), payloadOf(request, 'KE'), payloadOf(request, 'N')];
  if (offer === undefined || ke === undefined || nonce === undefined) {
    gateway.counters.malformed++;
    return;
  }
  const refuse = (payload: NotifyPayload): void =>
    sendBack(gateway, datagram, statelessAnswer(request, payload));
  const cookie = missingCookie(gateway, request, nonce.value, datagram);
  if (cookie !== undefined) return refuse(notify(NOTIFY.COOKIE, cookie));
  const fitting = findPeer(gateway, offer.proposals, datagram);
  if (fitting === undefined) return refuse(notify(NOTIFY.NO_PROPOSAL_CHOSEN));
  const found = impaired(gateway, fitting, offer.proposals, ke);
  const { group } = found.chosen;
  if (group !== ke.group) return refuse(notify(NOTIFY.INVALID_KE_PAYLOAD, group));
  respond(gateway, request, datagram, found, ke, nonce.value, key);
}

/** The key of half-open SAs is a hash: another one may have the same. */
function isOf({ peerHigh, peerLow }: Ikev2Sa, { initiatorSpiHigh, initiatorSpiLow }: Ikev2Message): boolean {
  return peerHigh === initiatorSpiHigh && peerLow === initiatorSpiLow;
}

interface Found {
  readonly peer: PeerConfiguration;
  readonly chosen: ChosenIkeProposal;
}

/** The first peer that the address allows and whose proposals fit; identities are not known yet. */
function findPeer(
  gateway: GatewayState,
  offered: readonly Proposal[],
  { destinationAddress, sourceAddress }: Datagram,
): Found | undefined {
  const { configuration, behaviour, world } = gateway;
  const { names } = world.network;
  const peers = configuration.peersFor(destinationAddress, sourceAddress, 'ikev2', names);
  for (const peer of peers) {
    const chosen = chooseIkeProposal(offered, peer.offer, behaviour.proposalPreference);
    if (chosen !== undefined) return { peer, chosen };
  }
  const isOtherVersion = configuration.peersFor(destinationAddress, sourceAddress, 'ikev1', names).length > 0;
  logRefusal(gateway, destinationAddress, sourceAddress, refusalOf(peers, offered, isOtherVersion));
  return undefined;
}
function refusalOf(
  peers: readonly PeerConfiguration[],
  offered: readonly Proposal[],
  isOtherVersion: boolean,
): Omit<FailureDetails, 'role' | 'exchange'> {
  const [first] = peers;
  if (first === undefined) {
    return isOtherVersion
      ? { cause: 'version-mismatch', parameter: 'peers.versions', offered: 'ikev2', accepted: 'ikev1' }
      : { cause: 'no-peer-configured', parameter: 'peers.remote' };
  }
  const mismatch = explainProposals(offered, first.offer.proposals, IKE_TRANSFORMS);
  const isGroup = mismatch?.parameter === 'ikeProposals.dhGroups';
  return { cause: isGroup ? 'dh-group-mismatch' : 'ike-proposal-mismatch', ...mismatch };
}
function logRefusal(
  gateway: GatewayState,
  local: string,
  remote: string,
  details: Omit<FailureDetails, 'role' | 'exchange'>,
): void {
  gateway.counters.answered++;
  gateway.counters.answeredFailed++;
  logFailure(gateway, { path: { local, remote }, localPort: 500, remotePort: 500 }, 2, {
    role: 'responder',
    exchange: 'ike-sa-init',
    ...details,
    notify: notifySeen(2, NOTIFY.NO_PROPOSAL_CHOSEN, 'sent'),
  });
}
/** Above the threshold of half-open SAs nothing is kept for somebody who has not shown that packets reach him (RFC 7296 section 2.6). */
function missingCookie(
  gateway: GatewayState,
  request: Ikev2Message,
  nonce: number,
  { sourceAddress }: Datagram,
): string | undefined {
  const { cookieThreshold } = gateway.configuration.gateway.ike;
  if (cookieThreshold === undefined || gateway.halfOpenCount < cookieThreshold) return undefined;
  const { cookieSecret } = stateOf(gateway);
  const parts = [hashText(sourceAddress), request.initiatorSpiHigh, request.initiatorSpiLow, cookieSecret];
  const cookie = parts.reduce(mixTwo, nonce);
  const wanted = (cookie >>> 0).toString(16).padStart(8, '0');
  return notifyOf(request, NOTIFY.COOKIE)?.data === wanted ? undefined : wanted;
}

/** An impaired gateway wants the key exchange in another group that both have, where there is one; then it takes that. */
function impaired(
  { impairments }: GatewayState,
  { peer, chosen }: Found,
  offered: readonly Proposal[],
  ke: KeyExchangePayload,
): Found {
  if (impairments === null) return { peer, chosen };
  const { invalidKeyExchanges, groupAskedFor } = impairments;
  if (invalidKeyExchanges === 0) {
    return { peer, chosen: groupAskedFor === ke.group ? withGroup(chosen, ke.group) : chosen };
  }
  const theirs = offered[chosen.offered]?.groups;
  const other = peer.offer.proposals[chosen.own]?.groups.find(
    (group) => group !== ke.group && theirs?.includes(group),
  );
  if (other === undefined) return { peer, chosen };
  impairments.invalidKeyExchanges--;
  impairments.groupAskedFor = other;
  return { peer, chosen: withGroup(chosen, other) };
}
function withGroup(chosen: ChosenIkeProposal, group: number): ChosenIkeProposal {
  return { ...chosen, group, answer: chosen.answer.map((proposal) => ({ ...proposal, groups: [group] })) };
}

function respond(
  gateway: GatewayState,
  request: Ikev2Message,
  datagram: Datagram,
  { peer, chosen }: Found,
  ke: KeyExchangePayload,
  peerNonce: number,
  key: number,
): void {
  const path = gateway.paths.between(datagram.destinationAddress, datagram.sourceAddress);
  const sa = newIkev2Sa(gateway, false, peer, path);
  sa.localPort = datagram.destinationPort;
  sa.remotePort = datagram.sourcePort;
  sa.peerHigh = request.initiatorSpiHigh;
  sa.peerLow = request.initiatorSpiLow;
  if (!admit(gateway, sa)) return;
  gateway.counters.answered++;
  const setup = new Setup();
  sa.negotiation = setup;
  setup.ownNonce = drawNonce(gateway);
  setup.peerNonce = peerNonce;
  setup.group = chosen.group;
  setup.keyExchange = gateway.nonceRandom.next();
  setup.halfOpenKey = key;
  gateway.halfOpen.set(key, sa);
  gateway.halfOpenCount++;
  sa.suite = suiteFor(peer, chosen);
  sa.key = ikeKey(ke.value, setup.keyExchange, peerNonce, setup.ownNonce);
  detectNat(sa, request, datagram);
  sa.receiveId = 1;
  sa.messagesReceived = 1;
  sa.messagesSent = 1;
  const milliseconds = 1000 * gateway.behaviour.halfOpenTimeoutSeconds;
  setup.halfOpenTimer = gateway.after(milliseconds, IKEV2_EVENT.halfOpen, sa);
  const payloads = present([
    { kind: 'SA', spi: 0, secondSpi: 0, proposals: chosen.answer },
    { kind: 'KE', group: chosen.group, value: setup.keyExchange },
    { kind: 'N', value: setup.ownNonce },
    natSource(sa),
    natDestination(sa),
    fragmentationSupport(sa),
    notify(NOTIFY.CHILDLESS_IKEV2_SUPPORTED),
  ]);
  const response = message(sa, EXCHANGE.ikeSaInit, 0, true, payloads);
  sa.lastAnswer = response;
  sendMessage(gateway, sa, response);
}

function repeatAnswer(gateway: GatewayState, sa: Ikev2Sa, request: Ikev2Message): void {
  if (sa.lastAnswer !== null && sa.lastAnswer.exchange === request.exchange) {
    gateway.counters.retransmitted++;
    sendMessage(gateway, sa, sa.lastAnswer, true);
  }
}
function sendBack(gateway: GatewayState, datagram: Datagram, response: Ikev2Message): void {
  const { destinationAddress, destinationPort, sourceAddress, sourcePort } = datagram;
  const path = { local: destinationAddress, remote: sourceAddress };
  sendMessage(gateway, { path, localPort: destinationPort, remotePort: sourcePort }, response);
}

/** Responder: nobody came back with IKE_AUTH. */
export function halfOpenExpired(gateway: GatewayState, sa: Ikev2Sa): void {
  setupOf(sa).halfOpenTimer = 0;
  gateway.counters.answeredFailed++;
  logFailure(gateway, sa, 2, { role: 'responder', exchange: 'ike-auth', cause: 'no-response' });
  leaveHalfOpen(gateway, sa);
  removeIkeSa(gateway, sa, null);
}
