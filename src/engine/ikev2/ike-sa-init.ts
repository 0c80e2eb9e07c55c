import type { Path } from '../gateway/records.ts';
import { drawNonce } from '../gateway/child-sas.ts';
import { logFailure } from '../gateway/logs.ts';
import { answered, sendRequest } from '../gateway/retransmission.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import { EXCHANGE, type Ikev2Message } from '../message/message.ts';
import { NOTIFY, notifySeen } from '../message/notify.ts';
import type { NotifyPayload } from '../message/payloads.ts';
import { chooseIkeProposal } from '../negotiation/ike-proposals.ts';
import type { Datagram } from '../network/network-state.ts';
import { sendAuth } from './ike-auth-request.ts';
import { errorOf, message, notify, notifyOf, payloadOf, present, fragmentationSupport } from './messages.ts';
import { detectNat, natDestination, natSource } from './nat.ts';
import { type Ikev2Sa, newIkev2Sa, Setup, setupOf } from './records.ts';
import { admit, ikeKey, setUpFailed } from './set-up.ts';
import { suiteFor } from './suites.ts';

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
    fragmentationSupport(sa),
  ]);
  sa.messagesSent++;
  sa.sendId = 1;
  sa.pending = sendRequest(gateway, sa, message(sa, EXCHANGE.ikeSaInit, 0, false, payloads));
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
