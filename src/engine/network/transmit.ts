import { EVENT, PACKET_ORDER } from '../events.ts';
import type { Ends } from '../gateway/records.ts';
import type { GatewayState, World } from '../gateway/state.ts';
import { isIkeMessage, type Message, type NetworkPacket } from '../message/message.ts';
import type { RandomStream } from '../random.ts';
import {
  Datagram,
  type LinkProperties,
  type NetworkState,
  type PacketEffect,
  type PacketMatch,
} from './network-state.ts';
import { arriveAtNat, leaveThroughNat } from './nat.ts';

/** Puts a packet on its way from a gateway; what becomes of it is the network's. */
export function transmit(
  gateway: GatewayState,
  ends: Ends,
  content: Message | NetworkPacket,
  isRetransmission = false,
): void {
  const { world } = gateway;
  const { network, queue, trace } = world;
  trace.sent(queue.time, gateway.index, ends, content, isRetransmission);
  let { localPort, remotePort } = ends;
  let { local, remote } = ends.path;
  const sent = network.throughJson ? throughJson(content) : content;
  if (network.nats.length > 0) {
    const source = leaveThroughNat(network, gateway.name, local, localPort, queue.time);
    const destination = arriveAtNat(network, remote, remotePort, queue.time);
    if (destination === undefined) return trace.lost(queue.time, gateway.index, 'no-mapping', content);
    local = source.address;
    localPort = source.port;
    remote = destination.address;
    remotePort = destination.port;
  }
  const target = network.gateways.get(remote);
  const receiver = target === undefined ? undefined : world.gateways[target];
  if (target === undefined || receiver === undefined) {
    return trace.lost(queue.time, gateway.index, 'no-gateway', content);
  }
  const datagram = new Datagram(target, local, localPort, remote, remotePort, sent);
  carry(world, gateway, receiver, datagram);
}

function carry(world: World, sender: GatewayState, receiver: GatewayState, sent: Datagram): void {
  const { network, queue, trace } = world;
  const link = network.link(sender.name, receiver.name);
  if (!link.up) return trace.lost(queue.time, sender.index, 'cut', sent.content);
  let datagram = sent;
  let delay = link.latency;
  let copies = 1;
  if (network.rules.length > 0) {
    const verdict = applyRules(network, sender.name, receiver.name, sent);
    if (verdict === 'drop') return trace.lost(queue.time, sender.index, 'rule', sent.content);
    if (verdict === 'hold') return;
    delay += verdict.delay;
    copies += verdict.copies;
    ({ datagram } = verdict);
  }
  const isPerfect = link.loss + link.duplication + link.jitter + link.reordering === 0;
  const random = isPerfect ? null : sender.packetRandom;
  if (random !== null && link.loss > 0 && random.fraction() < link.loss) {
    return trace.lost(queue.time, sender.index, 'loss', datagram.content);
  }
  if (random !== null && link.duplication > 0 && random.fraction() < link.duplication) copies++;
  for (let copy = 0; copy < copies; copy++) {
    const extra = random === null ? 0 : detour(link, random);
    queue.add(queue.time + delay + extra, PACKET_ORDER, EVENT.delivery, datagram);
  }
}
/** What a packet takes longer than the latency. */
function detour({ jitter, reordering, reorderingDelay }: LinkProperties, random: RandomStream): number {
  const shaken = jitter > 0 ? random.below(jitter + 1) : 0;
  return reordering > 0 && random.fraction() < reordering ? shaken + reorderingDelay : shaken;
}

/** What the rules make of a packet: nothing, or how much later and how often it arrives, and what of it. */
interface Fate {
  readonly delay: number;
  readonly copies: number;
  readonly datagram: Datagram;
}
function applyRules(
  network: NetworkState,
  from: string,
  to: string,
  original: Datagram,
): 'drop' | 'hold' | Fate {
  let delay = 0;
  let copies = 0;
  let datagram = original;
  for (const state of network.rules) {
    const { rule } = state;
    if (!matches(rule.match, from, to, datagram)) continue;
    state.matched++;
    if (state.matched < rule.first || state.matched > rule.last) continue;
    const { effect } = rule;
    switch (effect.kind) {
      case 'drop':
        return 'drop';
      case 'hold':
        state.held.push(datagram);
        return 'hold';
      case 'delay':
        delay += effect.milliseconds;
        break;
      case 'duplicate':
        copies++;
        break;
      case 'alter':
        datagram = altered(datagram, effect);
        break;
      default:
        return effect satisfies never;
    }
  }
  return { delay, copies, datagram };
}
function altered(
  datagram: Datagram,
  { payload: kind, members }: Extract<PacketEffect, { readonly kind: 'alter' }>,
): Datagram {
  const { content } = datagram;
  if (!isIkeMessage(content)) return datagram;
  const payloads = [...content.payloads].flatMap((payload) => {
    if (payload.kind !== kind) return payload;
    return members === undefined ? [] : { ...payload, ...members };
  });
  const { gateway, sourceAddress, sourcePort, destinationAddress, destinationPort } = datagram;
  const copy: Message = JSON.parse(JSON.stringify({ ...content, payloads }));
  return new Datagram(gateway, sourceAddress, sourcePort, destinationAddress, destinationPort, copy);
}

function matches(match: PacketMatch, from: string, to: string, { content }: Datagram): boolean {
  if (match.from !== undefined && match.from !== from) return false;
  if (match.to !== undefined && match.to !== to) return false;
  if (!isIkeMessage(content)) return match.esp === true && content.kind !== 'keepalive';
  return (
    match.esp !== true &&
    (match.exchange === undefined || match.exchange === content.exchange) &&
    (match.isResponse === undefined || match.isResponse === content.isResponse) &&
    (match.messageId === undefined || match.messageId === content.messageId)
  );
}

/** Lets the packets go that a rule holds, and takes the rule away. */
export function releaseHeld(world: World, name: string): void {
  const { network, queue } = world;
  for (const { rule, held } of network.rules) {
    if (rule.name !== name) continue;
    for (const datagram of held) queue.add(queue.time, PACKET_ORDER, EVENT.delivery, datagram);
  }
  network.rules = network.rules.filter(({ rule }) => rule.name !== name);
}

function throughJson(content: Message | NetworkPacket): Message | NetworkPacket {
  const copy: Message | NetworkPacket = JSON.parse(JSON.stringify(content));
  return copy;
}
