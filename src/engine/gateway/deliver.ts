import { isIkeMessage } from '../message/message.ts';
import type { Datagram } from '../network/network-state.ts';
import type { GatewayState } from './state.ts';
import { receiveTraffic } from './traffic.ts';

/** A packet has arrived at a gateway. */
export function deliver(gateway: GatewayState, datagram: Datagram): void {
  const { content } = datagram;
  gateway.world.trace.received(gateway.time, gateway.index, content);
  if (isIkeMessage(content)) {
    gateway.counters.received++;
    gateway.counters.bytesReceived += content.octets;
    const { ikev1, ikev2 } = gateway.world.protocols;
    if (content.version === 1) ikev1.receive(gateway, content, datagram);
    else ikev2.receive(gateway, content, datagram);
    return;
  }
  if (content.kind === 'keepalive') gateway.counters.natKeepalivesReceived++;
  else receiveTraffic(gateway, datagram, content);
}
