import type { OfflineReason } from '../ir/result.ts';
import type { Action } from './action.ts';
import { EVENT, TIMER_ORDER } from './events.ts';
import {
  childHardExpiry,
  childrenOf,
  childSoftExpiry,
  ikeHardExpiry,
  ikeSoftExpiry,
} from './gateway/expiry.ts';
import { removeChild } from './gateway/child-sas.ts';
import { ImpairmentState } from './gateway/impairments.ts';
import { installManualSas } from './gateway/manual-sas.ts';
import type { Owned } from './gateway/records.ts';
import type { GatewayState, World } from './gateway/state.ts';
import { sendTraffic } from './gateway/traffic.ts';
import type { TrafficPacket } from './message/message.ts';
import { rebind } from './network/nat.ts';
import { type NetworkState, PacketRuleState } from './network/network-state.ts';
import { releaseHeld } from './network/transmit.ts';
import { execute } from './operations/execute.ts';
import { selectChildSas, selectIkeSas } from './operations/select-sas.ts';
import { startByItself } from './start.ts';

/** An action of the timeline, as the queue holds it. */
export class TimedAction implements Owned {
  readonly gateway = -1;
  readonly action: Action;
  constructor(action: Action) {
    this.action = action;
  }
}
/** A stream of packets: the ones still to come. */
export class TrafficStream implements Owned {
  readonly gateway: number;
  readonly packet: TrafficPacket;
  readonly interval: number;
  left: number;
  constructor(gateway: number, packet: TrafficPacket, interval: number, left: number) {
    this.gateway = gateway;
    this.packet = packet;
    this.interval = interval;
    this.left = left;
  }
}

/** The gateway with a name; throws where there is none: labs are checked before they run. */
export function gatewayNamed(world: World, name: string): GatewayState {
  const gateway = world.gateways.find((candidate) => candidate.name === name);
  if (gateway === undefined) throw new RangeError(`no gateway is called ${name}`);
  return gateway;
}

/** Does what an action says, now. */
export function perform(world: World, action: Action): void {
  const { network } = world;
  switch (action.kind) {
    case 'operation':
      execute(gatewayNamed(world, action.gateway), action.operation);
      return;
    case 'traffic': {
      const { packet, count = 1, intervalMilliseconds = 0 } = action;
      const { index } = gatewayNamed(world, action.gateway);
      continueTraffic(world, new TrafficStream(index, packet, intervalMilliseconds, count));
      return;
    }
    case 'link':
      network.setLink(action.between, action.properties);
      return;
    case 'partition':
      partition(world, action.groups);
      return;
    case 'packet-rule':
      network.rules.push(new PacketRuleState(action.rule));
      return;
    case 'release':
      releaseHeld(world, action.rule);
      return;
    case 'impair':
      impair(gatewayNamed(world, action.gateway), action);
      return;
    case 'reboot':
      reboot(gatewayNamed(world, action.gateway));
      return;
    case 'nat-rebind':
      for (const nat of network.nats) if (nat.device.name === action.nat) rebind(nat);
      return;
    case 'resolve':
      resolve(world, network, action);
      return;
    case 'expire':
      expire(gatewayNamed(world, action.gateway), action);
      return;
    case 'disconnect':
      disconnect(gatewayNamed(world, action.gateway), action);
      return;
    default:
      action satisfies never;
  }
}

/** Sends the next packet of a stream, and arranges for the one after it. */
export function continueTraffic(world: World, stream: TrafficStream): void {
  const gateway = world.gateways[stream.gateway];
  if (gateway === undefined) return;
  sendTraffic(gateway, stream.packet);
  stream.left--;
  if (stream.left > 0) {
    world.queue.add(world.queue.time + stream.interval, TIMER_ORDER, EVENT.traffic, stream);
  }
}

function partition({ network, gateways }: World, groups: readonly (readonly string[])[]): void {
  const groupOf = (name: string): number => groups.findIndex((group) => group.includes(name));
  gateways.forEach(({ name: left }, index) => {
    for (const { name: right } of gateways.slice(index + 1)) {
      const up = groups.length < 2 || groupOf(left) === groupOf(right);
      if (network.link(left, right).up !== up) network.setLink([left, right], { up });
    }
  });
}

function impair(gateway: GatewayState, { impairments }: Extract<Action, { kind: 'impair' }>): void {
  gateway.clockRate = impairments.clockRate ?? 1;
  gateway.impairments = new ImpairmentState(impairments);
}

/** Nobody is told: the other ends find out. */
function reboot(gateway: GatewayState): void {
  for (const child of Array.from(selectChildSas(gateway, {}))) removeChild(gateway, child, null);
  for (const sa of Array.from(selectIkeSas(gateway, {}))) gateway.protocol(sa.version).drop(gateway, sa);
  for (const entry of gateway.configuration.entries) entry.request = null;
  for (const path of gateway.paths.all()) path.contacted = false;
  gateway.offlineLog.clear();
  gateway.events.clear();
  gateway.ikev1 = null;
  gateway.ikev2 = null;
  installManualSas(gateway);
  startByItself(gateway);
}

/** SAs with the old address of a host name go; policies that start by themselves find the new one. */
function resolve(
  world: World,
  network: NetworkState,
  { name, address }: Extract<Action, { kind: 'resolve' }>,
): void {
  const old = network.names.get(name);
  network.names.set(name, address);
  if (old === undefined || old === address) return;
  for (const gateway of world.gateways) {
    for (const sa of Array.from(selectIkeSas(gateway, { remoteAddress: old }))) {
      const isNamed = sa.peer.peer.remote.some((place) => 'fqdn' in place && place.fqdn === name);
      if (isNamed) endIkeSa(gateway, sa.connectionId, 'dns-change');
    }
  }
}

function expire(gateway: GatewayState, action: Extract<Action, { kind: 'expire' }>): void {
  const { level, how, select } = action;
  if (level === 'ike') {
    for (const sa of Array.from(selectIkeSas(gateway, select))) {
      if (sa.state === 'deleted' || sa.established < 0) continue;
      if (how === 'soft') sa.softTimer = gateway.cancel(sa.softTimer);
      else sa.hardTimer = gateway.cancel(sa.hardTimer);
      (how === 'soft' ? ikeSoftExpiry : ikeHardExpiry)(gateway, sa);
    }
    return;
  }
  for (const child of Array.from(selectChildSas(gateway, select))) {
    (how === 'soft' ? childSoftExpiry : childHardExpiry)(gateway, child);
  }
}

function disconnect(gateway: GatewayState, { cause, select }: Extract<Action, { kind: 'disconnect' }>): void {
  for (const sa of Array.from(selectIkeSas(gateway, select))) endIkeSa(gateway, sa.connectionId, cause);
}

function endIkeSa(gateway: GatewayState, connectionId: number, reason: OfflineReason): void {
  for (const sa of Array.from(selectIkeSas(gateway, { connectionId }))) {
    if (sa.state === 'deleting') continue;
    const entries = new Set(childrenOf(sa).map(({ entry }) => entry));
    gateway.protocol(sa.version).deleteIkeSa(gateway, sa, reason, 'delete');
    for (const entry of entries) {
      if (entry.policy.initiation === 'at-once') startByItself(gateway);
    }
  }
}
