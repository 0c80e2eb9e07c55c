import { setChildState } from '../gateway/child-sas.ts';
import type { Path, SpdEntry } from '../gateway/records.ts';
import { childRequestFailed } from '../gateway/requests.ts';
import { answered, scheduleOf } from '../gateway/retransmission.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev1Message } from '../message/message.ts';
import { type Flow, sameFlow } from '../negotiation/traffic-selectors.ts';
import { gatewayMemory } from './gateway-memory.ts';
import { sendDelete } from './notify.ts';
import { Ikev1Sa, type QuickExchange } from './records.ts';

export function beginExchange(exchange: QuickExchange): void {
  const { sa } = exchange;
  exchange.next = sa.firstExchange;
  sa.firstExchange = exchange;
}

export function exchangeWith(sa: Ikev1Sa, messageId: number): QuickExchange | null {
  let exchange = sa.firstExchange;
  while (exchange !== null && exchange.messageId !== messageId) exchange = exchange.next;
  return exchange;
}

/** The exchange is over. `last`: what the peer may ask for once more. */
export function endExchange(gateway: GatewayState, exchange: QuickExchange, last: Ikev1Message | null): void {
  const { sa, messageId } = exchange;
  if (exchange.pending !== null) answered(gateway, exchange.pending);
  exchange.pending = null;
  if (sa.firstExchange === exchange) sa.firstExchange = exchange.next;
  else {
    let before = sa.firstExchange;
    while (before !== null && before.next !== exchange) before = before.next;
    if (before !== null) before.next = exchange.next;
  }
  exchange.next = null;
  gatewayMemory(gateway).answered.add(sa, messageId, gateway.time, last, repetitionTime(gateway));
}

/** The exchange ends without a child SA: who wanted it hears so, and what was to be replaced serves on. */
export function abandonExchange(gateway: GatewayState, exchange: QuickExchange): void {
  endExchange(gateway, exchange, null);
  const { request, rekeyed } = exchange;
  if (rekeyed !== null && rekeyed.state === 'rekeying') setChildState(gateway, rekeyed, 'installed');
  if (request !== null) childRequestFailed(gateway, request);
}

/** The gateway is configured anew: quick modes for rows of the SPD that are no more end; the peer hears of what it may have installed. */
export function moveExchanges(
  gateway: GatewayState,
  sa: Ikev1Sa,
  kept: ReadonlyMap<SpdEntry, SpdEntry>,
): void {
  let next: QuickExchange | null;
  for (let exchange = sa.firstExchange; exchange !== null; exchange = next) {
    ({ next } = exchange);
    const successor = kept.get(exchange.entry);
    if (successor !== undefined) exchange.entry = successor;
    else {
      sendAgreedDelete(gateway, exchange);
      abandonExchange(gateway, exchange);
    }
  }
}
/** A child SA that the peer may have installed already: this end has agreed to it and waits for the confirmation. */
export function sendAgreedDelete(gateway: GatewayState, { sa, agreed, espSpi, ahSpi }: QuickExchange): void {
  if (agreed === null) return;
  if (espSpi !== 0) sendDelete(gateway, sa, 'esp', [espSpi]);
  else sendDelete(gateway, sa, 'ah', [ahSpi]);
}

/** How long a peer with the same schedule repeats itself. */
function repetitionTime(gateway: GatewayState): number {
  const { transmissions, intervalSeconds, factor } = scheduleOf(gateway, 1);
  let seconds = 0;
  for (let sent = 0; sent < transmissions; sent++) seconds += intervalSeconds * factor ** sent;
  return 1000 * seconds;
}

/** The quick mode that runs between two addresses for some traffic of a policy, begun by either end; null: there is none. */
export function exchangeFor(path: Path, entry: SpdEntry, traffic: Flow): QuickExchange | null {
  for (let sa = path.first; sa !== null; sa = sa.olderOnPath) {
    if (!(sa instanceof Ikev1Sa)) continue;
    for (let exchange = sa.firstExchange; exchange !== null; exchange = exchange.next) {
      const { local, remote } = exchange;
      if (exchange.entry === entry && sameFlow({ local: [local], remote: [remote] }, traffic))
        return exchange;
    }
  }
  return null;
}
