import type { ChildSaRecord, FailureDetails } from '../gateway/records.ts';
import { drawNonce, setChildState } from '../gateway/child-sas.ts';
import { logFailure } from '../gateway/logs.ts';
import { childGone, childInstalled, childRequestFailed } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev2Message } from '../message/message.ts';
import { NOTIFY, notifySeen } from '../message/notify.ts';
import type { NotifyPayload } from '../message/payloads.ts';
import { type AgreedChild, answerChild, confirmChild, type RefusedChild } from './child-negotiation.ts';
import { lowerNonce } from './collisions.ts';
import { answer, deleteUnwanted, enqueue } from './exchanges.ts';
import { retryLater } from './deletion.ts';
import { causeOf } from './failures.ts';
import { install } from './install.ts';
import { errorOf, notify, notifyOf, payloadOf, present } from './messages.ts';
import { Collision, type Exchange, type Ikev2Sa } from './records.ts';
import { childLost, settleChildRekey } from './rekey-child.ts';
import { drawSpis } from './requests.ts';
import { IKEV2_EVENT } from './timers.ts';

/** Responder: CREATE_CHILD_SA for a child SA, new or in place of another (RFC 7296 sections 1.3.1 and 1.3.3). */
export function answerCreateChild(gateway: GatewayState, sa: Ikev2Sa, request: Ikev2Message): void {
  gateway.counters.childExchangesReceived++;
  const refuse = (number: number, data: number | string = 0): void => {
    gateway.counters.childExchangesRejected++;
    gateway.counters.notifiesSent++;
    answer(gateway, sa, request, [notify(number, data)]);
  };
  if (isBusy(sa)) return refuse(NOTIFY.TEMPORARY_FAILURE);
  const nonce = payloadOf(request, 'N');
  if (nonce === undefined) return refuse(NOTIFY.INVALID_SYNTAX);
  const rekey = notifyOf(request, NOTIFY.REKEY_SA);
  const replaced = rekey === undefined ? null : childByOutboundSpi(sa, rekey.spi);
  if (rekey !== undefined && replaced === null) return refuse(NOTIFY.CHILD_SA_NOT_FOUND);
  if (replaced?.state === 'deleting') return refuse(NOTIFY.TEMPORARY_FAILURE);
  const found = answerChild(gateway, sa, request, false, replaced?.entry ?? null);
  if ('failure' in found) {
    logRefusal(gateway, sa, found);
    return refuse(found.notify);
  }
  const agreed = impaired(gateway, found, request);
  const wanted = groupWanted(agreed, request);
  if (wanted !== 0) return refuse(NOTIFY.INVALID_KE_PAYLOAD, wanted);
  accept(gateway, sa, request, nonce.value, agreed, replaced);
}

/** While the IKE SA itself is replaced or deleted nothing is made under it (RFC 7296 section 2.25.2). */
function isBusy(sa: Ikev2Sa): boolean {
  return sa.state !== 'established' || sa.active?.kind === 'rekey-ike';
}

export function childByOutboundSpi(sa: Ikev2Sa, spi: number): ChildSaRecord | null {
  for (let child = sa.firstChild; child !== null; child = child.nextOfIkeSa) {
    if (child.outboundSpi === spi) return child;
  }
  return null;
}

/** The group of PFS where the request's key exchange has another one; 0: it fits. */
function groupWanted({ answer: proposals }: AgreedChild, request: Ikev2Message): number {
  const chosen = proposals.at(-1)?.groups[0] ?? 0;
  return chosen === keyExchangeGroup(request) ? 0 : chosen;
}
function keyExchangeGroup(request: Ikev2Message): number {
  return payloadOf(request, 'KE')?.group ?? 0;
}
/** An impaired gateway wants another group of PFS that both have, where there is one; then it takes that. */
function impaired({ impairments }: GatewayState, agreed: AgreedChild, request: Ikev2Message): AgreedChild {
  const sent = keyExchangeGroup(request);
  if (impairments === null || sent === 0) return agreed;
  if (impairments.invalidKeyExchanges === 0) {
    return impairments.groupAskedFor === sent ? withPfsGroup(agreed, sent) : agreed;
  }
  const own = agreed.entry.policy.pfsGroups;
  const offered = payloadOf(request, 'SA')?.proposals.flatMap(({ groups }) => groups);
  const other = offered?.find((group) => group !== sent && own.includes(group));
  if (other === undefined) return agreed;
  impairments.invalidKeyExchanges--;
  impairments.groupAskedFor = other;
  return withPfsGroup(agreed, other);
}
function withPfsGroup(agreed: AgreedChild, group: number): AgreedChild {
  const { suite, ...flow } = agreed.negotiated;
  return {
    ...agreed,
    negotiated: { ...flow, suite: { ...suite, pfsGroup: group } },
    answer: agreed.answer.map((proposal) => ({ ...proposal, groups: [group] })),
  };
}

function accept(
  gateway: GatewayState,
  sa: Ikev2Sa,
  request: Ikev2Message,
  theirNonce: number,
  agreed: AgreedChild,
  replaced: ChildSaRecord | null,
): void {
  const { entry, answer: proposals, negotiated, hasMore } = agreed;
  const [inboundSpi, inboundAhSpi] = drawSpis(gateway, entry.offer);
  const nonce = drawNonce(gateway);
  const child = install(gateway, sa, agreed, request, {
    isInitiator: false,
    inboundSpi,
    inboundAhSpi,
    nonceOfInitiator: theirNonce,
    nonceOfResponder: nonce,
  });
  if (replaced !== null) replaceAsResponder(gateway, sa, child, replaced, lowerNonce(theirNonce, nonce));
  const group = negotiated.suite.pfsGroup;
  const payloads = present([
    negotiated.suite.mode === 'transport' ? notify(NOTIFY.USE_TRANSPORT_MODE) : undefined,
    { kind: 'SA', spi: inboundSpi, secondSpi: inboundAhSpi, proposals },
    { kind: 'N', value: nonce },
    group === 0 ? undefined : { kind: 'KE', group, value: gateway.nonceRandom.next() },
    { kind: 'TS', of: 'initiator', selectors: negotiated.remote },
    { kind: 'TS', of: 'responder', selectors: negotiated.local },
    ...(hasMore ? [notify(NOTIFY.ADDITIONAL_TS_POSSIBLE)] : []),
  ]);
  answer(gateway, sa, request, payloads.slice()); // kept: as long as it is, without the room that filtering leaves
}

/** The old SA waits for the initiator's delete; where this end rekeys it too, nonces will tell whose SA stays. */
function replaceAsResponder(
  gateway: GatewayState,
  sa: Ikev2Sa,
  child: ChildSaRecord,
  replaced: ChildSaRecord,
  lowestNonce: number,
): void {
  child.sends = false;
  const { active } = sa;
  if (active?.kind === 'rekey-child' && active.child === replaced) {
    active.collision = new Collision(lowestNonce, child, null);
    return;
  }
  replaced.replacement = child;
  gateway.counters.childRekeyedByPeer++;
  setChildState(gateway, replaced, 'rekeyed');
}

/** Initiator: the answer to CREATE_CHILD_SA for a child SA. */
export function createChildAnswered(
  gateway: GatewayState,
  sa: Ikev2Sa,
  exchange: Exchange,
  response: Ikev2Message,
): void {
  const error = errorOf(response);
  if (error !== undefined) return refusedBy(gateway, sa, exchange, error);
  const entry = exchange.request?.entry ?? exchange.child?.entry;
  if (sa.state === 'deleting') return;
  if (entry === undefined) return deleteUnwanted(gateway, sa, exchange.inboundSpi);
  const agreed = confirmChild(gateway, entry, exchange.offer ?? entry.offer, response);
  if ('failure' in agreed) {
    logFailure(gateway, sa, 2, { role: 'initiator', exchange: 'create-child-sa', ...agreed.failure });
    failed(gateway, exchange);
    return deleteUnwanted(gateway, sa, exchange.inboundSpi);
  }
  const nonce = payloadOf(response, 'N');
  if (nonce === undefined) {
    gateway.counters.malformed++;
    failed(gateway, exchange);
    return deleteUnwanted(gateway, sa, exchange.inboundSpi);
  }
  const child = install(gateway, sa, agreed, response, {
    isInitiator: true,
    inboundSpi: exchange.inboundSpi,
    inboundAhSpi: exchange.inboundAhSpi,
    nonceOfInitiator: exchange.nonce,
    nonceOfResponder: nonce.value,
  });
  if (exchange.request !== null) childInstalled(gateway, exchange.request);
  if (exchange.kind !== 'rekey-child' || exchange.child === null) return;
  settleChildRekey(gateway, exchange, exchange.child, child, lowerNonce(exchange.nonce, nonce.value));
}

function refusedBy(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange, error: NotifyPayload): void {
  gateway.counters.notifiesReceived++;
  switch (error.type) {
    case NOTIFY.TEMPORARY_FAILURE:
      if (exchange.collision !== null) return failed(gateway, exchange); // the peer has replaced it meanwhile
      if (exchange.child?.state === 'dead') return childGone(gateway, exchange.child);
      return retryLater(gateway, sa, exchange, IKEV2_EVENT.retry);
    case NOTIFY.CHILD_SA_NOT_FOUND:
      return childLost(gateway, sa, exchange);
    case NOTIFY.INVALID_KE_PAYLOAD:
      if (!exchange.triedGroups.includes(Number(error.data)) && isOffered(exchange, Number(error.data))) {
        exchange.group = Number(error.data);
        return enqueue(gateway, sa, exchange);
      }
      break;
    default:
  }
  logFailure(gateway, sa, 2, {
    role: 'initiator',
    exchange: 'create-child-sa',
    cause: causeOf(error.type),
    notify: notifySeen(2, error.type, 'received'),
  });
  failed(gateway, exchange);
}
function isOffered({ offer }: Exchange, group: number): boolean {
  return offer?.proposals.some(({ groups }) => groups.includes(group)) === true;
}

/** A new child SA is not to be; one that should have been replaced stays until its hard lifetime. */
function failed(gateway: GatewayState, { kind, child, request, collision }: Exchange): void {
  if (request !== null) childRequestFailed(gateway, request);
  if (kind !== 'rekey-child' || child === null) return;
  gateway.counters.childFailed++;
  if (child.state !== 'rekeying') return;
  if (collision === null) setChildState(gateway, child, 'installed');
  else {
    child.replacement = collision.child;
    setChildState(gateway, child, 'rekeyed');
  }
}

function logRefusal(gateway: GatewayState, sa: Ikev2Sa, { notify: number, failure }: RefusedChild): void {
  const details: FailureDetails = {
    role: 'responder',
    exchange: 'create-child-sa',
    ...failure,
    notify: notifySeen(2, number, 'sent'),
  };
  logFailure(gateway, sa, 2, details);
}
