import { removeChild } from '../gateway/child-sas.ts';
import { armIkeLifetime } from '../gateway/lifetimes.ts';
import { childGone } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev1Message } from '../message/message.ts';
import { NOTIFY_V1, notifyName } from '../message/notify.ts';
import type { NotifyPayload } from '../message/payloads.ts';
import { initiatorLifetime } from './agreement.ts';
import { receiveProbe } from './dead-peer-detection.ts';
import { receiveHeartbeat } from './heartbeat.ts';
import { honourInitialContact } from './initial-contact.ts';
import { currentKey } from './keys.ts';
import { childWithOutboundSpi, receivePeerDelete } from './peer-delete.ts';
import { memoryOf } from './peer-memory.ts';
import { failAsTold } from './phase1-outcome.ts';
import { refuseExchange } from './quick-mode.ts';
import type { Ikev1Sa, QuickExchange } from './records.ts';
import { isNotifyName, type NotifyName, refuse } from './refusal.ts';
import { toldLifetime } from './responder-lifetime.ts';

/** A message of an informational exchange. One in clear could come from anybody. */
export function receiveInformational(gateway: GatewayState, sa: Ikev1Sa, message: Ikev1Message): void {
  const isProtected = message.protection !== 0;
  if (isProtected && message.protection !== currentKey(sa)) {
    gateway.counters.malformed++;
    return;
  }
  for (const payload of message.payloads) {
    if (payload.kind === 'NOTIFY') {
      gateway.counters.notifiesReceived++;
      if (isProtected) receiveNotify(gateway, sa, message, payload);
      else receiveNotifyInClear(gateway, sa, payload);
    } else if (isProtected && payload.kind === 'HEARTBEAT') receiveHeartbeat(gateway, sa, payload);
    else if (isProtected && payload.kind === 'D') receivePeerDelete(gateway, sa, payload);
    if (sa.state === 'deleted') return;
  }
}

/** The refusals of phase 1 that are believed before there are keys. Others are only remembered: they explain a silence. */
const BELIEVED: ReadonlySet<NotifyName> = new Set([
  'NO-PROPOSAL-CHOSEN',
  'INVALID-KEY-INFORMATION',
  'AUTHENTICATION-FAILED',
]);

function receiveNotifyInClear(gateway: GatewayState, sa: Ikev1Sa, { type }: NotifyPayload): void {
  const { negotiation } = sa;
  const name = notifyName(1, type);
  if (negotiation === null || !isNotifyName(name)) return;
  if (BELIEVED.has(name)) failAsTold(gateway, sa, name);
  else negotiation.lastNotify = type;
}

function receiveNotify(
  gateway: GatewayState,
  sa: Ikev1Sa,
  message: Ikev1Message,
  payload: NotifyPayload,
): void {
  switch (payload.type) {
    case NOTIFY_V1['R-U-THERE']:
    case NOTIFY_V1['R-U-THERE-ACK']:
      return receiveProbe(gateway, sa, message.payloads, payload);
    case NOTIFY_V1['RESPONDER-LIFETIME']:
      return shortenLifetime(gateway, sa, message);
    case NOTIFY_V1['INITIAL-CONTACT']:
      return honourInitialContact(gateway, sa);
    case NOTIFY_V1['INVALID-SPI']:
      return invalidSpi(gateway, sa, payload.spi);
    default:
      return receiveRefusal(gateway, sa, payload);
  }
}

/** The responder keeps the IKE SA for a shorter time than it was offered. */
function shortenLifetime(gateway: GatewayState, sa: Ikev1Sa, { payloads }: Ikev1Message): void {
  const told = toldLifetime(payloads);
  const { rule } = memoryOf(gateway, sa.peer);
  const lifetimeSeconds = initiatorLifetime(rule, sa.lifetimeSeconds, told?.seconds);
  if (sa.established < 0 || lifetimeSeconds === sa.lifetimeSeconds) return;
  sa.lifetimeSeconds = lifetimeSeconds;
  sa.softTimer = gateway.cancel(sa.softTimer);
  sa.hardTimer = gateway.cancel(sa.hardTimer);
  armIkeLifetime(gateway, sa);
}

/** The peer gets packets of a child SA that it does not have. */
function invalidSpi(gateway: GatewayState, sa: Ikev1Sa, spi: number): void {
  const child = childWithOutboundSpi(gateway, sa, spi);
  if (child === null) return;
  removeChild(gateway, child, 'invalid-spi-received');
  childGone(gateway, child);
}

/** The peer refuses a quick mode that this end began, or what phase 1 came to. */
function receiveRefusal(gateway: GatewayState, sa: Ikev1Sa, { type, protocol, spi }: NotifyPayload): void {
  const notify = notifyName(1, type);
  if (!isNotifyName(notify)) return;
  if (protocol === 'ike') {
    failAsTold(gateway, sa, notify);
    return;
  }
  const exchange = exchangeWithSpi(sa, spi);
  if (exchange === null) return;
  const cause = notify === 'INVALID-ID-INFORMATION' ? 'selector-mismatch' : 'child-proposal-mismatch';
  const parameter = notify === 'INVALID-ID-INFORMATION' ? 'policies.selectors' : 'ipsecProposals';
  refuseExchange(gateway, exchange, refuse(cause, notify, { parameter }), 'received');
}
function exchangeWithSpi(sa: Ikev1Sa, spi: number): QuickExchange | null {
  let exchange = sa.firstExchange;
  while (exchange !== null && exchange.espSpi !== spi && exchange.ahSpi !== spi) exchange = exchange.next;
  return exchange;
}
