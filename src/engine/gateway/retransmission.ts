import type { Retransmission } from '../../ir/ike.ts';
import { EVENT } from '../events.ts';
import type { Message } from '../message/message.ts';
import { sendMessage } from './send.ts';
import type { IkeSaRecord } from './records.ts';
import { type GatewayState, PendingRequest } from './state.ts';

/** The gateway's schedule: what its configuration says, else what its kind does. */
export function scheduleOf(gateway: GatewayState, version: 1 | 2): Retransmission {
  return gateway.configuration.gateway.ike.retransmission ?? gateway.behaves(version).retransmission;
}

/** Sends a request and repeats it until `answered`; when that helps nothing, `Protocol.requestTimedOut` follows. */
export function sendRequest(
  gateway: GatewayState,
  sa: IkeSaRecord,
  message: Message,
  schedule = scheduleOf(gateway, sa.version),
): PendingRequest {
  const request = new PendingRequest(gateway.index, sa, message, schedule);
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
  if (request.sa.state === 'deleted') return;
  const { transmissions, factor } = request.schedule;
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
