import { sendMessage } from '../gateway/send.ts';
import type { GatewayState } from '../gateway/state.ts';
import { payloadOf } from '../message/ikev1-payloads.ts';
import type { Ikev1Message } from '../message/message.ts';
import { gatewayMemory } from './gateway-memory.ts';
import { exchangeWith } from './quick-exchanges.ts';
import { readAnswer } from './quick-mode-initiator.ts';
import { answerQuickMode, confirm, repeatAnswer } from './quick-mode-responder.ts';
import type { Ikev1Sa } from './records.ts';

/** A message of quick mode, of either end; one that comes again gets what it got before. */
export function receiveQuickMode(gateway: GatewayState, sa: Ikev1Sa, message: Ikev1Message): void {
  const { counters } = gateway;
  if (sa.key === 0 || message.protection !== sa.key) {
    counters.malformed++;
    return;
  }
  sa.lastReceived = gateway.time;
  sa.lastMessage = null;
  const exchange = exchangeWith(sa, message.messageId);
  if (exchange !== null && exchange.isInitiator === message.fromInitiator) {
    counters.malformed++;
  } else if (exchange === null) receiveUnknown(gateway, sa, message);
  else if (exchange.isInitiator) readAnswer(gateway, exchange, message);
  else if (isFirst(message)) repeatAnswer(gateway, exchange);
  else confirm(gateway, exchange);
}

function receiveUnknown(gateway: GatewayState, sa: Ikev1Sa, message: Ikev1Message): void {
  const over = gatewayMemory(gateway).answered.get(sa, message.messageId);
  if (over !== null) {
    if (over.message === null || message.fromInitiator) gateway.counters.dropped++;
    else sendMessage(gateway, sa, over.message, true);
  } else if (message.fromInitiator && isFirst(message)) answerQuickMode(gateway, sa, message);
  else gateway.counters.dropped++;
}
function isFirst({ payloads }: Ikev1Message): boolean {
  return payloadOf(payloads, 'SA2') !== undefined;
}
