import { closeIkeSa } from '../gateway/ike-sas.ts';
import { logEvent, logFailure } from '../gateway/logs.ts';
import type { ChildRequest, FailureDetails } from '../gateway/records.ts';
import { childInstalled, childRequestFailed, startRequests, takeRequest } from '../gateway/requests.ts';
import { answered } from '../gateway/retransmission.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev2Message } from '../message/message.ts';
import { NOTIFY, notifySeen } from '../message/notify.ts';
import { checkPeer } from './authentication.ts';
import { confirmChild } from './child-negotiation.ts';
import { settleDuplicates } from './duplicates.ts';
import { deleteUnwanted, enqueue } from './exchanges.ts';
import { causeOf } from './failures.ts';
import { install } from './install.ts';
import { errorOf, identityOf } from './messages.ts';
import { reauthenticated } from './reauthentication.ts';
import { Exchange, type Ikev2Sa, setupOf } from './records.ts';
import { established, setUpFailed } from './set-up.ts';

type Failure = Omit<FailureDetails, 'role' | 'exchange'>;

/** Initiator: the answer to IKE_AUTH. */
export function authAnswered(gateway: GatewayState, sa: Ikev2Sa, response: Ikev2Message): void {
  if (sa.pending !== null) answered(gateway, sa.pending);
  sa.pending = null;
  sa.messagesReceived++;
  const [id, error] = [identityOf(response, 'responder'), errorOf(response)];
  if (id === undefined) {
    if (error === undefined) {
      gateway.counters.malformed++;
      return rejectResponder(gateway, sa, { cause: 'remote-id-mismatch', parameter: 'peers.remoteIds' });
    }
    gateway.counters.notifiesReceived++;
    const notify = notifySeen(2, error.type, 'received');
    return setUpFailed(gateway, sa, { exchange: 'ike-auth', cause: 'authentication-failed', notify });
  }
  const identity = { type: id.type, value: id.value };
  sa.remoteId = identity;
  const wrong = checkPeer(gateway, sa, response, identity);
  if (wrong !== undefined) return rejectResponder(gateway, sa, wrong.failure);
  const { request, inboundSpi } = setupOf(sa);
  if (request !== null) readFirstChild(gateway, sa, request, response);
  else {
    established(gateway, sa);
    // nobody wants it any more: the gateway was configured anew meanwhile
    if (inboundSpi !== 0 && error === undefined) deleteUnwanted(gateway, sa, inboundSpi);
  }
  reauthenticated(gateway, sa);
  settleDuplicates(gateway, sa);
  if (sa.state === 'established') startRequests(gateway, sa);
}

/** The IKE SA stands; its first child SA with it, or not. */
function readFirstChild(
  gateway: GatewayState,
  sa: Ikev2Sa,
  request: ChildRequest,
  response: Ikev2Message,
): void {
  const { inboundSpi, inboundAhSpi, ownNonce, peerNonce } = setupOf(sa);
  established(gateway, sa);
  const error = errorOf(response);
  if (error !== undefined) {
    const notify = notifySeen(2, error.type, 'received');
    return childRefused(gateway, sa, request, { cause: causeOf(error.type), notify });
  }
  const agreed = confirmChild(gateway, request.entry, request.entry.firstOffer, response);
  if ('failure' in agreed) {
    childRefused(gateway, sa, request, agreed.failure);
    return deleteUnwanted(gateway, sa, inboundSpi);
  }
  install(gateway, sa, agreed, response, {
    isInitiator: true,
    inboundSpi,
    inboundAhSpi,
    nonceOfInitiator: ownNonce,
    nonceOfResponder: peerNonce,
  });
  childInstalled(gateway, request);
}
function childRefused(gateway: GatewayState, sa: Ikev2Sa, request: ChildRequest, failure: Failure): void {
  logFailure(gateway, sa, 2, { role: 'initiator', exchange: 'ike-auth', ...failure });
  childRequestFailed(gateway, request);
}

/** The responder is not who it should be: it is told, in a new exchange, and the SA goes (RFC 7296 section 2.21.2). */
function rejectResponder(gateway: GatewayState, sa: Ikev2Sa, failure: Failure): void {
  const { request } = setupOf(sa);
  logFailure(gateway, sa, 2, { role: 'initiator', exchange: 'ike-auth', ...failure });
  if (failure.cause === 'authentication-failed') logEvent(gateway, 'authentication-failed', sa, sa.id);
  gateway.counters.initiatedFailed++;
  if (request !== null) childRequestFailed(gateway, request);
  for (let next = takeRequest(gateway, sa); next !== null; next = takeRequest(gateway, sa)) {
    childRequestFailed(gateway, next);
  }
  sa.negotiation = null;
  closeIkeSa(gateway, sa, null);
  const exchange = new Exchange('notify');
  exchange.notify = NOTIFY.AUTHENTICATION_FAILED;
  gateway.counters.notifiesSent++;
  enqueue(gateway, sa, exchange);
}
