import type { FailureDetails, Path } from '../gateway/records.ts';
import { drawNonce } from '../gateway/child-sas.ts';
import { halfOpenKey, removeIkeSa } from '../gateway/ike-sas.ts';
import { logFailure } from '../gateway/logs.ts';
import { answered, sendRequest } from '../gateway/retransmission.ts';
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
import { sendAuth } from './ike-auth-request.ts';
import { errorOf, message, notify, notifyOf, payloadOf, present, statelessAnswer } from './messages.ts';
import { detectNat, natDestination, natSource } from './nat.ts';
import { type Ikev2Sa, isIkev2Sa, newIkev2Sa, Setup, setupOf, stateOf } from './records.ts';
import { admit, ikeKey, leaveHalfOpen, setUpFailed } from './set-up.ts';
import { suiteFor } from './suites.ts';
import { IKEV2_EVENT } from './timers.ts';

const MOST_COOKIES = 3;

/** Starts an IKE SA with the first configured group. */
export function initiate(gateway: GatewayState, peer: PeerConfiguration, path: Path): Ikev2Sa | null {
  const sa = newIkev2Sa(gateway, true, peer, path);
  sa.remotePort = peer.peer.remotePort ?? 500;
  const group = peer.offer.proposals[0]?.groups[0];
  if (group === undefined) {
    logFailure(gateway, sa, 2, {
      role: 'initiator',
      exchange: 'ike-sa-init',
      cause: 'ike-proposal-mismatch',
      parameter: 'peers.proposals',
      offered: [],
    });
    return null;
  }
  if (!admit(gateway, sa)) return null;
  gateway.counters.initiated++;
  const setup = new Setup();
  sa.negotiation = setup;
  setup.ownNonce = drawNonce(gateway);
  setup.group = group;
  sendInit(gateway, sa);
  return sa;
}

/** Message id 0, however often a COOKIE or INVALID_KE_PAYLOAD makes it come again. */
function sendInit(gateway: GatewayState, sa: Ikev2Sa): void {
  const setup = setupOf(sa);
  setup.keyExchange = gateway.nonceRandom.next();
  setup.triedGroups = [...setup.triedGroups, setup.group];
  const payloads = present([
    setup.cookie === '' ? undefined : notify(NOTIFY.COOKIE, setup.cookie),
    { kind: 'SA', spi: 0, secondSpi: 0, proposals: sa.peer.offer.proposals },
    { kind: 'KE', group: setup.group, value: setup.keyExchange },
    { kind: 'N', value: setup.ownNonce },
    natSource(sa),
    natDestination(sa),
    fragmentation(sa),
  ]);
  sa.messagesSent++;
  sa.sendId = 1;
  sa.pending = sendRequest(gateway, sa, message(sa, EXCHANGE.ikeSaInit, 0, false, payloads));
}
function fragmentation({ peer }: Ikev2Sa): NotifyPayload | undefined {
  return peer.peer.fragmentation === 'off' ? undefined : notify(NOTIFY.IKEV2_FRAGMENTATION_SUPPORTED);
}

/** Responder: the first message of somebody. */
export function answerInit(gateway: GatewayState, request: Ikev2Message, datagram: Datagram): void {
  const { sourceAddress, sourcePort } = datagram;
  const key = halfOpenKey(request.initiatorSpiHigh, request.initiatorSpiLow, sourceAddress, sourcePort);
  const known = gateway.halfOpen.get(key);
  if (isIkev2Sa(known)) return repeatAnswer(gateway, known, request);
  const [offer, ke, nonce] = [payloadOf(request, 'SA'), payloadOf(request, 'KE'), payloadOf(request, 'N')];
  if (offer === undefined || ke === undefined || nonce === undefined) {
    gateway.counters.malformed++;
    return;
  }
  const refuse = (payload: NotifyPayload): void =>
    sendBack(gateway, datagram, statelessAnswer(request, payload));
  const cookie = missingCookie(gateway, request, nonce.value, datagram);
  if (cookie !== undefined) return refuse(notify(NOTIFY.COOKIE, cookie));
  const found = findPeer(gateway, offer.proposals, datagram);
  if (found === undefined) return refuse(notify(NOTIFY.NO_PROPOSAL_CHOSEN));
  const group = groupToAskFor(gateway, found, offer.proposals, ke);
  if (group !== ke.group) return refuse(notify(NOTIFY.INVALID_KE_PAYLOAD, group));
  respond(gateway, request, datagram, found, ke, nonce.value, key);
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

/** The group whose KE is wanted; an impaired gateway asks for another one that both have, where there is one. */
function groupToAskFor(
  { impairments }: GatewayState,
  { peer, chosen }: Found,
  offered: readonly Proposal[],
  ke: KeyExchangePayload,
): number {
  if (impairments === null || impairments.invalidKeyExchanges === 0) return chosen.group;
  const own = peer.offer.proposals[chosen.own]?.groups ?? [];
  const theirs = offered[chosen.offered]?.groups ?? [];
  const other = own.find((group) => group !== ke.group && theirs.includes(group));
  if (other === undefined) return chosen.group;
  impairments.invalidKeyExchanges--;
  return other;
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
    fragmentation(sa),
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

/** Initiator: the answer to IKE_SA_INIT. */
export function initAnswered(
  gateway: GatewayState,
  sa: Ikev2Sa,
  response: Ikev2Message,
  datagram: Datagram,
): void {
  const setup = setupOf(sa);
  const cookie = notifyOf(response, NOTIFY.COOKIE);
  const other = notifyOf(response, NOTIFY.INVALID_KE_PAYLOAD);
  if (cookie !== undefined && setup.cookiesTaken < MOST_COOKIES) {
    setup.cookie = String(cookie.data);
    setup.cookiesTaken++;
    setup.triedGroups = setup.triedGroups.slice(0, -1);
    return sendAgain(gateway, sa);
  }
  if (other !== undefined && mayTry(sa, Number(other.data))) {
    setup.group = Number(other.data);
    return sendAgain(gateway, sa);
  }
  const error = errorOf(response) ?? cookie;
  if (error !== undefined) return refusedBy(gateway, sa, error);
  acceptInit(gateway, sa, response, datagram);
}

/** Groups that were offered and not tried, so that this cannot go round for ever. */
function mayTry(sa: Ikev2Sa, group: number): boolean {
  const isOffered = sa.peer.offer.proposals.some(({ groups }) => groups.includes(group));
  return isOffered && !setupOf(sa).triedGroups.includes(group);
}
function sendAgain(gateway: GatewayState, sa: Ikev2Sa): void {
  if (sa.pending !== null) answered(gateway, sa.pending);
  sendInit(gateway, sa);
}

function refusedBy(gateway: GatewayState, sa: Ikev2Sa, error: NotifyPayload): void {
  gateway.counters.notifiesReceived++;
  const isGroup = error.type === NOTIFY.INVALID_KE_PAYLOAD;
  setUpFailed(gateway, sa, {
    exchange: 'ike-sa-init',
    cause: isGroup ? 'dh-group-mismatch' : 'ike-proposal-mismatch',
    ...(isGroup ? { parameter: 'ikeProposals.dhGroups' } : {}),
    notify: notifySeen(2, error.type, 'received'),
  });
}

function acceptInit(gateway: GatewayState, sa: Ikev2Sa, response: Ikev2Message, datagram: Datagram): void {
  const setup = setupOf(sa);
  const [answer, ke, nonce] = [
    payloadOf(response, 'SA'),
    payloadOf(response, 'KE'),
    payloadOf(response, 'N'),
  ];
  const chosen = answer && chooseIkeProposal(answer.proposals, sa.peer.offer, 'initiator');
  if (chosen === undefined || ke === undefined || nonce === undefined || ke.group !== setup.group) {
    return setUpFailed(gateway, sa, { exchange: 'ike-sa-init', cause: 'ike-proposal-mismatch' });
  }
  if (sa.pending !== null) answered(gateway, sa.pending);
  sa.pending = null;
  sa.messagesReceived++;
  sa.peerHigh = response.responderSpiHigh;
  sa.peerLow = response.responderSpiLow;
  sa.suite = suiteFor(sa.peer, chosen);
  setup.peerNonce = nonce.value;
  sa.key = ikeKey(setup.keyExchange, ke.value, setup.ownNonce, nonce.value);
  sa.peerTakesChildless = notifyOf(response, NOTIFY.CHILDLESS_IKEV2_SUPPORTED) !== undefined;
  detectNat(sa, response, datagram);
  if (sa.natLocal || sa.natRemote) {
    sa.localPort = 4500;
    sa.remotePort = 4500;
  }
  sendAuth(gateway, sa);
}

/** Responder: nobody came back with IKE_AUTH. */
export function halfOpenExpired(gateway: GatewayState, sa: Ikev2Sa): void {
  setupOf(sa).halfOpenTimer = 0;
  gateway.counters.answeredFailed++;
  logFailure(gateway, sa, 2, { role: 'responder', exchange: 'ike-auth', cause: 'no-response' });
  leaveHalfOpen(gateway, sa);
  removeIkeSa(gateway, sa, null);
}
