import { closeIkeSa, removeChildrenOf, removeIkeSa } from '../gateway/ike-sas.ts';
import { closeChild, removeChild } from '../gateway/child-sas.ts';
import type { ChildSaRecord, Reason } from '../gateway/records.ts';
import { childRequestFailed, takeRequest } from '../gateway/requests.ts';
import { answered } from '../gateway/retransmission.ts';
import type { GatewayState } from '../gateway/state.ts';
import { enqueue } from './exchanges.ts';
import { Exchange, type Ikev2Sa, isIkev2Sa, Retry } from './records.ts';
import { leaveHalfOpen, returnRequest } from './set-up.ts';

/** Deletes an IKE SA with its children: one D(IKE) stands for all (RFC 7296 section 1.4.1). */
export function deleteIkeSa(gateway: GatewayState, sa: Ikev2Sa, reason: Reason): void {
  if (sa.state === 'deleting' || sa.state === 'deleted') return;
  const wasEstablished = sa.established >= 0;
  closeIkeSa(gateway, sa, reason);
  abandonExchanges(gateway, sa);
  removeChildrenOf(gateway, sa, null);
  if (wasEstablished) enqueue(gateway, sa, new Exchange('delete-ike'));
  else forget(gateway, sa);
}

/** Nothing is left to be said: the SA is gone, and what waits for it fails. */
export function forget(gateway: GatewayState, sa: Ikev2Sa): void {
  sa.reauthenticationTimer = gateway.cancel(sa.reauthenticationTimer);
  returnRequest(gateway, sa);
  leaveHalfOpen(gateway, sa);
  if (sa.pending !== null) answered(gateway, sa.pending);
  sa.pending = null;
  abandonExchanges(gateway, sa);
  sa.active = null;
  removeChildrenOf(gateway, sa, null);
  removeIkeSa(gateway, sa, null);
  for (let request = takeRequest(gateway, sa); request !== null; request = takeRequest(gateway, sa)) {
    childRequestFailed(gateway, request);
  }
}

/** What was begun, or waits for the window, comes to nothing. The one under way keeps the window until it is answered. */
export function abandonExchanges(gateway: GatewayState, sa: Ikev2Sa): void {
  const { active } = sa;
  if (active !== null) abandon(gateway, active);
  for (let exchange = sa.queue; exchange !== null; exchange = exchange.next) abandon(gateway, exchange);
  sa.queue = null;
}
function abandon(gateway: GatewayState, exchange: Exchange): void {
  const { request, newSa } = exchange;
  exchange.request = null;
  exchange.newSa = null;
  if (request !== null) childRequestFailed(gateway, request);
  if (newSa !== null && newSa.established < 0) removeIkeSa(gateway, newSa, null);
}

/** Deletes a child SA; the record goes when the other end has said that it knows. */
export function deleteChild(gateway: GatewayState, child: ChildSaRecord, reason: Reason): void {
  const { ikeSa } = child;
  if (child.state === 'deleting' || child.state === 'dead') return;
  if (!isIkev2Sa(ikeSa) || ikeSa.state === 'deleting') return removeChild(gateway, child, reason);
  closeChild(gateway, child, reason);
  enqueue(gateway, ikeSa, new Exchange('delete-child', child));
}

/** TEMPORARY_FAILURE: again after a while that both ends do not share (strongSwan: 15 s minus up to 10). */
export function retryLater(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange, event: number): void {
  const milliseconds = 15_000 - Math.floor(10_000 * gateway.jitterRandom.fraction());
  gateway.after(milliseconds, event, new Retry(gateway.index, sa, exchange));
}
