import { removeChild } from '../gateway/child-sas.ts';
import { childrenOf } from '../gateway/expiry.ts';
import { closeIkeSa, removeChildrenOf } from '../gateway/ike-sas.ts';
import { logEvent, logFailure } from '../gateway/logs.ts';
import { childGone } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev2Message } from '../message/message.ts';
import { NOTIFY, notifySeen } from '../message/notify.ts';
import type { DeletePayload } from '../message/payloads.ts';
import { childByOutboundSpi } from './create-child.ts';
import { forget } from './deletion.ts';
import { answer } from './exchanges.ts';
import { armLiveness } from './liveness.ts';
import { NO_PAYLOADS, notifyOf } from './messages.ts';
import type { Exchange, Ikev2Sa } from './records.ts';
import { standing, yieldToPeer } from './rekey-ike.ts';

/** INFORMATIONAL: liveness where it is empty, deletes, notifies (RFC 7296 section 1.4). */
export function answerInformational(gateway: GatewayState, sa: Ikev2Sa, request: Ikev2Message): void {
  if (notifyOf(request, NOTIFY.AUTHENTICATION_FAILED) !== undefined) return rejected(gateway, sa, request);
  const deletes: DeletePayload[] = [];
  for (const payload of request.payloads) if (payload.kind === 'D') deletes.push(payload);
  if (deletes.some(({ protocol }) => protocol === 'ike')) return ikeSaDeleted(gateway, sa, request);
  if (deletes.length === 0) return answerLiveness(gateway, sa, request);
  const answers: DeletePayload[] = [];
  for (const payload of deletes) {
    gateway.counters.childDeletesReceived++;
    const paired = payload.spis.flatMap((spi) => childDeleted(gateway, sa, spi));
    if (paired.length > 0) answers.push({ kind: 'D', protocol: payload.protocol, spis: paired });
  }
  answer(gateway, sa, request, answers);
}
/** Nothing is said, but that this end is there. */
function answerLiveness(gateway: GatewayState, sa: Ikev2Sa, request: Ikev2Message): void {
  gateway.counters.dpdReceived++;
  answer(gateway, sa, request, NO_PAYLOADS);
  armLiveness(gateway, sa);
}

/** The other SPI of the pair, for the answer; none where both ends delete it at once, or nobody knows it. */
function childDeleted(gateway: GatewayState, sa: Ikev2Sa, outboundSpi: number): readonly number[] {
  const child = childByOutboundSpi(sa, outboundSpi);
  if (child === null) return [];
  const { state, inboundSpi, replacement } = child;
  removeChild(gateway, child, state === 'rekeyed' ? 'child-sa-replaced' : 'peer-request');
  if (replacement !== null) replacement.sends = true;
  if (state === 'installed' || state === 'rekeying') {
    logEvent(gateway, 'peer-deleted-sa', sa, child.id);
    const isReplacing = sa.active?.kind === 'rekey-child' && sa.active.child === child;
    if (!isReplacing) childGone(gateway, child);
  }
  return state === 'deleting' ? [] : [inboundSpi];
}

/** D(IKE): the answer is empty, and all is gone. */
function ikeSaDeleted(gateway: GatewayState, sa: Ikev2Sa, request: Ikev2Message): void {
  gateway.counters.ikeDeletesReceived++;
  const { active, state } = sa;
  const other = active?.kind === 'rekey-ike' && state !== 'deleting' ? standing(active.collision) : null;
  if (active !== null && other !== null) yieldToPeer(gateway, sa, active, other);
  const wasReplaced = sa.state === 'rekeyed';
  const children = wasReplaced ? [] : childrenOf(sa);
  if (!wasReplaced && state !== 'deleting') logEvent(gateway, 'peer-deleted-sa', sa, sa.id);
  closeIkeSa(gateway, sa, wasReplaced ? 'ike-sa-replaced' : 'peer-request');
  removeChildrenOf(gateway, sa, null);
  answer(gateway, sa, request, NO_PAYLOADS);
  forget(gateway, sa);
  for (const child of children) childGone(gateway, child);
}

/** The initiator does not believe that this end is who it says (RFC 7296 section 2.21.2). */
function rejected(gateway: GatewayState, sa: Ikev2Sa, request: Ikev2Message): void {
  const number = NOTIFY.AUTHENTICATION_FAILED;
  gateway.counters.notifiesReceived++;
  logFailure(gateway, sa, 2, {
    role: 'responder',
    exchange: 'informational',
    cause: 'authentication-failed',
    notify: notifySeen(2, number, 'received'),
  });
  const children = childrenOf(sa);
  closeIkeSa(gateway, sa, 'peer-request');
  removeChildrenOf(gateway, sa, null);
  answer(gateway, sa, request, NO_PAYLOADS);
  forget(gateway, sa);
  for (const child of children) childGone(gateway, child);
}

/** Initiator: the answer to an INFORMATIONAL request. */
export function informationalAnswered(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange): void {
  switch (exchange.kind) {
    case 'delete-ike':
      return forget(gateway, sa);
    case 'notify':
      if (exchange.notify === NOTIFY.AUTHENTICATION_FAILED) forget(gateway, sa);
      return;
    case 'delete-child':
      if (exchange.child === null) return;
      if (exchange.child.replacement !== null) exchange.child.replacement.sends = true;
      return removeChild(gateway, exchange.child, null);
    case 'liveness':
      sa.probesUnanswered = 0;
      return armLiveness(gateway, sa);
    case 'create-child':
    case 'rekey-child':
    case 'rekey-ike':
      return;
    default:
      exchange.kind satisfies never;
  }
}
