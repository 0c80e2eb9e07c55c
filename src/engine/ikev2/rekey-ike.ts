import { adoptChild, drawNonce } from '../gateway/child-sas.ts';
import { childrenOf } from '../gateway/expiry.ts';
import { removeIkeSa, setIkeSaState } from '../gateway/ike-sas.ts';
import { logFailure } from '../gateway/logs.ts';
import { MARK } from '../gateway/records.ts';
import { startRequests, takeRequest, wait } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev2Message } from '../message/message.ts';
import { NOTIFY, notifySeen } from '../message/notify.ts';
import type { NotifyPayload } from '../message/payloads.ts';
import { chooseIkeProposal, explainProposals, IKE_TRANSFORMS } from '../negotiation/ike-proposals.ts';
import { mixKey } from '../random.ts';
import { isLower, lowerNonce } from './collisions.ts';
import { deleteIkeSa, retryLater } from './deletion.ts';
import { settleDuplicates } from './duplicates.ts';
import { answer, enqueue } from './exchanges.ts';
import { errorOf, notify, payloadOf } from './messages.ts';
import { Collision, Exchange, type Ikev2Sa, newIkev2Sa } from './records.ts';
import { admit, established, ikeKey } from './set-up.ts';
import { suiteFor } from './suites.ts';
import { IKEV2_EVENT } from './timers.ts';

/** The peer deletes what it made in vain; should it forget, this end does (strongSwan waits as long). */
const LEFTOVER_MILLISECONDS = 90_000;

/** Soft expiry of an IKE SA: replaces it under itself (RFC 7296 section 1.3.2). */
export function renewIkeSa(gateway: GatewayState, sa: Ikev2Sa): void {
  if (sa.state !== 'established') return;
  setIkeSaState(gateway, sa, 'rekeying');
  enqueue(gateway, sa, new Exchange('rekey-ike'));
}

/** Responder: CREATE_CHILD_SA for an IKE SA. */
export function answerRekeyIke(gateway: GatewayState, sa: Ikev2Sa, request: Ikev2Message): void {
  const refuse = (payload: NotifyPayload): void => {
    gateway.counters.notifiesSent++;
    answer(gateway, sa, request, [payload]);
  };
  if (isBusy(sa)) return refuse(notify(NOTIFY.TEMPORARY_FAILURE));
  const [offer, ke, nonce] = [payloadOf(request, 'SA'), payloadOf(request, 'KE'), payloadOf(request, 'N')];
  if (offer === undefined || ke === undefined || nonce === undefined)
    return refuse(notify(NOTIFY.INVALID_SYNTAX));
  const own = sa.peer.offer;
  const chosen = chooseIkeProposal(offer.proposals, own, gateway.behaviour.proposalPreference);
  if (chosen === undefined) {
    logFailure(gateway, sa, 2, {
      role: 'responder',
      exchange: 'create-child-sa',
      cause: 'ike-proposal-mismatch',
      ...explainProposals(offer.proposals, own.proposals, IKE_TRANSFORMS),
    });
    return refuse(notify(NOTIFY.NO_PROPOSAL_CHOSEN));
  }
  if (chosen.group !== ke.group) return refuse(notify(NOTIFY.INVALID_KE_PAYLOAD, chosen.group));
  const fresh = newIkev2Sa(gateway, false, sa.peer, sa.path);
  fresh.peerHigh = offer.spi;
  fresh.peerLow = offer.secondSpi;
  if (!admit(gateway, fresh)) return refuse(notify(NOTIFY.NO_ADDITIONAL_SAS));
  const ownNonce = drawNonce(gateway);
  const keyExchange = gateway.nonceRandom.next();
  fresh.suite = suiteFor(sa.peer, chosen);
  fresh.key = mixKey(sa.key, ikeKey(ke.value, keyExchange, nonce.value, ownNonce));
  inherit(sa, fresh);
  established(gateway, fresh);
  answer(gateway, sa, request, [
    { kind: 'SA', spi: fresh.ownHigh, secondSpi: fresh.ownLow, proposals: chosen.answer },
    { kind: 'N', value: ownNonce },
    { kind: 'KE', group: chosen.group, value: keyExchange },
  ]);
  const { active } = sa;
  if (active?.kind === 'rekey-ike') {
    active.collision = new Collision(lowerNonce(nonce.value, ownNonce), null, fresh);
    return;
  }
  gateway.counters.ikeRekeyedByPeer++;
  replace(gateway, sa, fresh);
  settleDuplicates(gateway, fresh);
}

/** With exchanges for child SAs under way, or the end near, there is nothing to be moved (RFC 7296 section 2.25.2). */
function isBusy(sa: Ikev2Sa): boolean {
  if (sa.state !== 'established' && sa.state !== 'rekeying') return true;
  const kind = sa.active?.kind;
  return kind !== undefined && kind !== 'rekey-ike' && kind !== 'liveness' && kind !== 'notify';
}

/** The ends stay where they are. */
function inherit(from: Ikev2Sa, to: Ikev2Sa): void {
  to.localPort = from.localPort;
  to.remotePort = from.remotePort;
  to.localId = from.localId;
  to.remoteId = from.remoteId;
  to.natLocal = from.natLocal;
  to.natRemote = from.natRemote;
  to.peerTakesChildless = from.peerTakesChildless;
}

/** Children and requests that wait move to the new SA; the old one is only to be deleted. */
function replace(gateway: GatewayState, old: Ikev2Sa, fresh: Ikev2Sa): void {
  old.replacement = fresh;
  old.marks |= MARK.replaced;
  old.softTimer = gateway.cancel(old.softTimer);
  old.reauthenticationTimer = gateway.cancel(old.reauthenticationTimer);
  old.livenessTimer = gateway.cancel(old.livenessTimer);
  old.keepaliveTimer = gateway.cancel(old.keepaliveTimer);
  setIkeSaState(gateway, old, 'rekeyed');
  for (const child of childrenOf(old).toReversed()) adoptChild(fresh, child);
  for (let request = takeRequest(gateway, old); request !== null; request = takeRequest(gateway, old)) {
    wait(gateway, fresh, request);
  }
  for (let exchange = old.queue; exchange !== null;) {
    const { next }: Exchange = exchange;
    if (exchange.kind !== 'rekey-ike' && exchange.kind !== 'liveness') enqueue(gateway, fresh, exchange);
    exchange = next;
  }
  old.queue = null;
  startRequests(gateway, fresh);
}

/** Initiator: the answer to the rekeying of an IKE SA. */
export function rekeyIkeAnswered(
  gateway: GatewayState,
  sa: Ikev2Sa,
  exchange: Exchange,
  response: Ikev2Message,
): void {
  const { newSa: fresh, collision } = exchange;
  if (fresh === null) return;
  const error = errorOf(response);
  if (error !== undefined) return refusedBy(gateway, sa, exchange, error);
  const [offer, ke, nonce] = [payloadOf(response, 'SA'), payloadOf(response, 'KE'), payloadOf(response, 'N')];
  const chosen = offer && chooseIkeProposal(offer.proposals, sa.peer.offer, 'initiator');
  if (chosen === undefined || ke === undefined || nonce === undefined) return failed(gateway, sa, exchange);
  fresh.peerHigh = offer?.spi ?? 0;
  fresh.peerLow = offer?.secondSpi ?? 0;
  fresh.suite = suiteFor(sa.peer, chosen);
  fresh.key = mixKey(sa.key, ikeKey(exchange.keyExchange, ke.value, exchange.nonce, nonce.value));
  inherit(sa, fresh);
  established(gateway, fresh);
  gateway.counters.ikeRekeyedByUs++;
  const lowest = lowerNonce(exchange.nonce, nonce.value);
  const other = standing(collision);
  if (collision !== null && other !== null && isLower(lowest, collision.lowestNonce)) {
    replace(gateway, sa, other);
    return deleteIkeSa(gateway, fresh, 'ike-sa-replaced');
  }
  if (other !== null) awaitDeletion(gateway, other);
  replace(gateway, sa, fresh);
  deleteIkeSa(gateway, sa, 'ike-sa-replaced');
  settleDuplicates(gateway, fresh);
}

/** What the peer made, unless it was deleted meanwhile. */
export function standing(collision: Collision | null): Ikev2Sa | null {
  const sa = collision?.ikeSa ?? null;
  return sa?.state === 'deleted' || sa?.state === 'deleting' ? null : sa;
}

function refusedBy(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange, error: NotifyPayload): void {
  gateway.counters.notifiesReceived++;
  const other = standing(exchange.collision);
  if (other !== null) return yieldToPeer(gateway, sa, exchange, other);
  if (error.type === NOTIFY.TEMPORARY_FAILURE) {
    dropNew(gateway, exchange);
    setIkeSaState(gateway, sa, 'established');
    startRequests(gateway, sa);
    return retryLater(gateway, sa, new Exchange('rekey-ike'), IKEV2_EVENT.retry);
  }
  const group = Number(error.data);
  const isOffered = sa.peer.offer.proposals.some(({ groups }) => groups.includes(group));
  if (error.type === NOTIFY.INVALID_KE_PAYLOAD && isOffered && !exchange.triedGroups.includes(group)) {
    exchange.group = group;
    return enqueue(gateway, sa, exchange);
  }
  logFailure(gateway, sa, 2, {
    role: 'initiator',
    exchange: 'create-child-sa',
    cause: 'ike-proposal-mismatch',
    notify: notifySeen(2, error.type, 'received'),
  });
  failed(gateway, sa, exchange);
}

/** The SA stays as it is until its hard lifetime. */
function failed(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange): void {
  dropNew(gateway, exchange);
  if (sa.state !== 'rekeying') return;
  setIkeSaState(gateway, sa, 'established');
  startRequests(gateway, sa);
}
function dropNew(gateway: GatewayState, exchange: Exchange): void {
  if (exchange.newSa !== null) removeIkeSa(gateway, exchange.newSa, null);
  exchange.newSa = null;
}

/**
 * The peer deletes the SA that this end rekeys: it answered neither nonce with its own, or has won; its
 * replacement takes over (RFC 7296 section 2.25.2: forget the own rekeying).
 */
export function yieldToPeer(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange, other: Ikev2Sa): void {
  dropNew(gateway, exchange);
  replace(gateway, sa, other);
}

function awaitDeletion(gateway: GatewayState, sa: Ikev2Sa): void {
  sa.marks |= MARK.replaced;
  setIkeSaState(gateway, sa, 'rekeyed');
  sa.softTimer = gateway.cancel(sa.softTimer);
  gateway.after(LEFTOVER_MILLISECONDS, IKEV2_EVENT.deleteLeftover, sa);
}
export function deleteLeftover(gateway: GatewayState, sa: Ikev2Sa): void {
  if (sa.state === 'rekeyed') deleteIkeSa(gateway, sa, 'ike-sa-replaced');
}
