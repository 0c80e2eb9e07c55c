import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import { moveIkeSa } from '../gateway/ike-sas.ts';
import { logFailure } from '../gateway/logs.ts';
import type { FailureDetails } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev2Payload } from '../message/ikev2-payloads.ts';
import type { Ikev2Message } from '../message/message.ts';
import { NOTIFY, notifySeen } from '../message/notify.ts';
import type { IdentityPayload } from '../message/payloads.ts';
import { expecting } from '../negotiation/identities.ts';
import { chooseProposal } from '../negotiation/ike-proposals.ts';
import type { Datagram } from '../network/network-state.ts';
import { authPayload, checkPeer, identityPayload, proveSelf } from './authentication.ts';
import { answerChild, type RefusedChild } from './child-negotiation.ts';
import { settleDuplicates } from './duplicates.ts';
import { forgetOthersOfPeer } from './initial-contact.ts';
import { answer, beginNext } from './exchanges.ts';
import { install } from './install.ts';
import { identityOf, notify, notifyOf, payloadOf, present } from './messages.ts';
import { type Ikev2Sa, setupOf } from './records.ts';
import { drawSpis } from './requests.ts';
import { established, setUpFailed } from './set-up.ts';

/** Responder: finds out who it is, and answers with its own proof and the first child SA. */
export function answerAuth(
  gateway: GatewayState,
  sa: Ikev2Sa,
  request: Ikev2Message,
  datagram: Datagram,
): void {
  sa.localPort = datagram.destinationPort;
  moveIkeSa(gateway, sa, datagram.sourceAddress, datagram.sourcePort);
  sa.messagesReceived++;
  sa.messagesSent++;
  const id = identityOf(request, 'initiator');
  if (id === undefined) {
    gateway.counters.malformed++;
    return refuse(gateway, sa, request, { cause: 'remote-id-mismatch', parameter: 'peers.remoteIds' });
  }
  sa.peer = peerByIdentity(gateway, sa, id);
  const identity = { type: id.type, value: id.value };
  sa.remoteId = identity;
  const wrong = checkPeer(gateway, sa, request, identity);
  if (wrong !== undefined) return refuse(gateway, sa, request, wrong.failure);
  const own = proveSelf(gateway, sa);
  if (own === undefined) {
    return refuse(gateway, sa, request, { cause: 'local-id-missing', parameter: 'peers.localId' });
  }
  sa.localId = own.identity;
  if (notifyOf(request, NOTIFY.INITIAL_CONTACT) !== undefined) forgetOthersOfPeer(gateway, sa);
  const { ownNonce, peerNonce } = setupOf(sa);
  established(gateway, sa);
  const child = answerFirstChild(gateway, sa, request, peerNonce, ownNonce);
  const proof = present([
    identityPayload(own.identity, 'responder'),
    own.certificate,
    authPayload(own.proof),
  ]);
  answer(gateway, sa, request, proof.concat(child));
  settleDuplicates(gateway, sa);
  beginNext(gateway, sa);
}

/** The PAD lookup by IDi (RFC 7296 section 2.15): of the peers that the address and the chosen suite allow the one that expects it. */
function peerByIdentity(gateway: GatewayState, sa: Ikev2Sa, id: IdentityPayload): PeerConfiguration {
  const { path, suite } = sa;
  const { names } = gateway.world.network;
  const peers = gateway.configuration.peersFor(path.local, path.remote, 'ikev2', names);
  if (peers.length === 1 && peers[0] === sa.peer) return sa.peer;
  const allowed = peers.filter((peer) => peer === sa.peer || allowsSuite(peer, suite));
  return expecting(allowed, id, path.remote)[0] ?? sa.peer;
}
function allowsSuite({ offer }: PeerConfiguration, suite: Ikev2Sa['suite']): boolean {
  if (suite === null) return false;
  const { encryption, prf, integrity, group } = suite;
  const chosen = {
    number: 1,
    protocol: 'ike',
    encryption: [encryption],
    prf: [prf],
    integrity: integrity === 0 ? [] : [integrity],
    groups: [group],
    extendedSequenceNumbers: [],
  } as const;
  return chooseProposal([chosen], offer.proposals, 'initiator') !== undefined;
}

function refuse(
  gateway: GatewayState,
  sa: Ikev2Sa,
  request: Ikev2Message,
  failure: Omit<FailureDetails, 'role' | 'exchange'>,
): void {
  const number = NOTIFY.AUTHENTICATION_FAILED;
  gateway.counters.notifiesSent++;
  answer(gateway, sa, request, [notify(number)]);
  setUpFailed(gateway, sa, {
    exchange: 'ike-auth',
    ...failure,
    notify: notifySeen(2, number, 'sent'),
  });
}

function answerFirstChild(
  gateway: GatewayState,
  sa: Ikev2Sa,
  request: Ikev2Message,
  nonceOfInitiator: number,
  nonceOfResponder: number,
): readonly Ikev2Payload[] {
  if (payloadOf(request, 'SA') === undefined) return [];
  gateway.counters.childExchangesReceived++;
  const agreed = answerChild(gateway, sa, request, true, null);
  if ('failure' in agreed) return [refuseChild(gateway, sa, agreed)];
  const { entry, answer: proposals, negotiated, hasMore } = agreed;
  const [inboundSpi, inboundAhSpi] = drawSpis(gateway, entry.firstOffer);
  const keys = { isInitiator: false, inboundSpi, inboundAhSpi, nonceOfInitiator, nonceOfResponder };
  install(gateway, sa, agreed, request, keys);
  return present([
    negotiated.suite.mode === 'transport' ? notify(NOTIFY.USE_TRANSPORT_MODE) : undefined,
    { kind: 'SA', spi: inboundSpi, secondSpi: inboundAhSpi, proposals },
    { kind: 'TS', of: 'initiator', selectors: negotiated.remote },
    { kind: 'TS', of: 'responder', selectors: negotiated.local },
    hasMore ? notify(NOTIFY.ADDITIONAL_TS_POSSIBLE) : undefined,
  ]);
}
function refuseChild(
  gateway: GatewayState,
  sa: Ikev2Sa,
  { notify: number, failure }: RefusedChild,
): Ikev2Payload {
  gateway.counters.childExchangesRejected++;
  gateway.counters.notifiesSent++;
  logFailure(gateway, sa, 2, {
    role: 'responder',
    exchange: 'ike-auth',
    ...failure,
    notify: notifySeen(2, number, 'sent'),
  });
  return notify(number);
}
