import type { Message } from '../message/message.ts';
import { type Route, transmit } from '../network/transmit.ts';
import type { IkeSaRecord } from './records.ts';
import type { GatewayState } from './state.ts';

/** Sends an IKE message to the other end of an IKE SA. */
export function sendMessage(
  gateway: GatewayState,
  sa: IkeSaRecord,
  message: Message,
  isRetransmission = false,
): void {
  sendTo(
    gateway,
    {
      localAddress: sa.path.local,
      localPort: sa.localPort,
      remoteAddress: sa.path.remote,
      remotePort: sa.remotePort,
    },
    message,
    isRetransmission,
  );
}

/** Sends an IKE message where there is no IKE SA: a COOKIE, an error in clear. */
export function sendTo(
  gateway: GatewayState,
  route: Route,
  message: Message,
  isRetransmission = false,
): void {
  const { counters } = gateway;
  counters.sent++;
  counters.bytesSent += message.octets;
  if (gateway.impairments?.silent === true && isAnswer(message)) return;
  transmit(gateway, route, message, isRetransmission);
}

/** IKEv1 has no flag for it: whoever did not begin an exchange answers in it. */
function isAnswer(message: Message): boolean {
  return message.version === 2 ? message.isResponse : !message.fromInitiator;
}
