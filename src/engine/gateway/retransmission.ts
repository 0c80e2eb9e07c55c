import type { Retransmission } from '../../ir/ike.ts';
import { EVENT } from '../events.ts';
import type { Message } from '../message/message.ts';
import { sendMessage } from './send.ts';
import type { IkeSaRecord } from './records.ts';
import { type GatewayState, PendingRequest } from './state.ts';

/** The gateway's schedule: what its configuration says, else what its kind does. */
export function scheduleOf(gateway: GatewayState): Retransmission {
  return gateway.configuration.gateway.ike.retransmission ?? gateway.behaviour.retransmission;
}

/** Sends a request and repeats it until `answered`; when that helps nothing, `Protocol.requestTimedOut` follows. */
export function sendRequest(gateway: GatewayState, sa: IkeSaRecord, message: Message): PendingRequest {
  const { intervalSeconds } = scheduleOf(gateway);
  const request = new PendingRequest(gateway.index, sa, message, 1000 * intervalSeconds);
  sendMessage(gateway, sa, message);
  request.timer = gateway.after(request.interval, EVENT.retransmit, request);
  return request;
}

/** The answer is there, or nobody wants it any more. */
export function answered(gateway: GatewayState, request: PendingRequest): void {
  request.timer = gateway.cancel(request.timer);
}

/** The wait is over: once more, or no more. */
export function retransmit(gateway: GatewayState, request: PendingRequest): void {
  request.timer = 0;
  const { transmissions, factor } = scheduleOf(gateway);
  if (request.transmissions >= transmissions) {
    gateway.protocol(request.sa.version).requestTimedOut(gateway, request);
    return;
  }
  request.transmissions++;
  request.interval *= factor;
  gateway.counters.retransmitted++;
  sendMessage(gateway, request.sa, request.message, true);
  request.timer = gateway.after(Math.round(request.interval), EVENT.retransmit, request);
}
