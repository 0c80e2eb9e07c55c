import type { GatewayState, PendingRequest } from '../gateway/state.ts';
import { childGone } from '../gateway/requests.ts';
import { releaseChildren } from './children-fate.ts';
import { refuseExchange } from './quick-mode.ts';
import type { Ikev1Sa } from './records.ts';
import { refuse } from './refusal.ts';
import { endIkeSa } from './stop.ts';

/** A quick mode got no answer however often it was sent: the peer no longer knows the IKE SA that protects it. */
export function exchangeTimedOut(gateway: GatewayState, sa: Ikev1Sa, request: PendingRequest): void {
  let exchange = sa.firstExchange;
  while (exchange !== null && exchange.pending !== request) exchange = exchange.next;
  if (exchange === null) return;
  const { isInitiator } = exchange;
  refuseExchange(gateway, exchange, refuse('no-response', null), 'received');
  if (!isInitiator) return;
  const lost = releaseChildren(gateway, sa);
  endIkeSa(gateway, sa, 'exchange-timeout', true);
  for (const child of lost) childGone(gateway, child);
}
