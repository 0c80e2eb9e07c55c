import type { Message } from '../message/message.ts';
import { transmit } from '../network/transmit.ts';
import type { Ends } from './records.ts';
import type { GatewayState } from './state.ts';

/** Sends an IKE message to the other end of an IKE SA, or where there is none: a COOKIE, an error in clear. */
export function sendMessage(
  gateway: GatewayState,
  ends: Ends,
  message: Message,
  isRetransmission = false,
): void {
  const { counters } = gateway;
  counters.sent++;
  counters.bytesSent += message.octets;
  if (gateway.impairments?.silent === true && isAnswer(message)) return;
  transmit(gateway, ends, message, isRetransmission);
}

/** IKEv1 has no flag for it: whoever did not begin an exchange answers in it. */
function isAnswer(message: Message): boolean {
  return message.version === 2 ? message.isResponse : !message.fromInitiator;
}
