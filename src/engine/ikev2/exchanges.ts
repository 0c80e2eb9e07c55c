import type { Retransmission } from '../../ir/ike.ts';
import { answered, scheduleOf, sendRequest } from '../gateway/retransmission.ts';
import type { GatewayState } from '../gateway/state.ts';
import { sendMessage } from '../gateway/send.ts';
import type { Ikev2Payload } from '../message/ikev2-payloads.ts';
import type { Ikev2Message } from '../message/message.ts';
import { message } from './messages.ts';
import { Exchange, type Ikev2Sa } from './records.ts';
import { requestOf } from './requests.ts';

/** Begins an exchange as soon as the window is free. */
export function enqueue(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange): void {
  exchange.next = null;
  if (sa.queue === null) sa.queue = exchange;
  else {
    let last = sa.queue;
    while (last.next !== null) last = last.next;
    last.next = exchange;
  }
  beginNext(gateway, sa);
}

/** Sends the next request that still makes sense, unless one is under way. */
export function beginNext(gateway: GatewayState, sa: Ikev2Sa): void {
  while (sa.pending === null && sa.queue !== null && sa.state !== 'deleted') {
    const exchange: Exchange = sa.queue;
    sa.queue = exchange.next;
    exchange.next = null;
    const request = requestOf(gateway, sa, exchange);
    if (request === undefined) continue;
    sa.active = exchange;
    sa.sendId++;
    sa.pending = sendRequest(gateway, sa, request, scheduleFor(gateway, sa, exchange));
  }
}

/** The answer has come: takes the exchange that it ends. */
export function endExchange(gateway: GatewayState, sa: Ikev2Sa): Exchange | null {
  const exchange = sa.active;
  if (sa.pending !== null) answered(gateway, sa.pending);
  sa.pending = null;
  sa.active = null;
  return exchange;
}

/** Answers a request, and keeps the answer: the same request may come again. */
export function answer(
  gateway: GatewayState,
  sa: Ikev2Sa,
  request: Ikev2Message,
  payloads: readonly Ikev2Payload[],
): void {
  const response = message(sa, request.exchange, request.messageId, true, payloads);
  sa.lastAnswer = response;
  sendMessage(gateway, sa, response);
}

/** The other end has made a child SA that this end does not want: it is deleted by the SPI that was offered. */
export function deleteUnwanted(gateway: GatewayState, sa: Ikev2Sa, inboundSpi: number): void {
  const exchange = new Exchange('delete-child');
  exchange.inboundSpi = inboundSpi;
  enqueue(gateway, sa, exchange);
}

/** Liveness has a schedule of its own where its configuration says one (2.7 of the reference). */
function scheduleFor(gateway: GatewayState, { peer }: Ikev2Sa, { kind }: Exchange): Retransmission {
  return (kind === 'liveness' ? peer.livenessSchedule : null) ?? scheduleOf(gateway, 2);
}
