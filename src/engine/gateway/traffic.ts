import type { IpsecPacket, TrafficPacket } from '../message/message.ts';
import { matchesInbound, matchesOutbound } from '../negotiation/traffic-selectors.ts';
import type { Datagram } from '../network/network-state.ts';
import { transmit } from '../network/transmit.ts';
import { mixTwo } from '../random.ts';
import { childHardExpiry, childSoftExpiry } from './expiry.ts';
import { hasManualKey, holderOf, isManualFlow, ManualSaRecord } from './manual-sas.ts';
import type { ChildSaRecord, IkeSaRecord, SpdEntry } from './records.ts';
import { ReplayWindow } from './replay-window.ts';
import { requestChild } from './requests.ts';
import type { GatewayState } from './state.ts';
import { TRAFFIC_KINDS } from './statistics.ts';
import { COUNTER } from './traffic-counters.ts';

const KILOBYTE = 1024;

/**
 * What becomes of a packet that wants to leave: through an SA; lost, while an SA is negotiated for it; lost, because
 * none can be; in clear; discarded by policy.
 */
export type Verdict = 'protected' | 'negotiating' | 'no-sa' | 'clear' | 'discarded';

/** The outbound side of RFC 4301 section 5.1: SPD, then SAD, else an ACQUIRE. */
export function sendTraffic(gateway: GatewayState, packet: TrafficPacket): Verdict {
  const { counters } = gateway;
  const entry = gateway.configuration.outboundEntry(packet);
  if (entry === undefined || entry.action === 'bypass') return 'clear';
  if (entry.action === 'discard') {
    counters.policy++;
    return 'discarded';
  }
  const child = outboundChild(holderOf(gateway, entry), packet);
  if (child !== undefined) {
    encapsulate(gateway, child, packet);
    return 'protected';
  }
  counters.noSa++;
  if (entry.request === null) counters.triggers++;
  return requestChild(gateway, entry, packet) ? 'negotiating' : 'no-sa';
}

function outboundChild(entry: SpdEntry, packet: TrafficPacket): ChildSaRecord | undefined {
  let fallback: ChildSaRecord | undefined;
  for (let child = entry.firstChild; child !== null; child = child.olderOfEntry) {
    if (child.state === 'deleting' || child.state === 'dead' || child.state === 'larval') continue;
    if (child.outboundSpi === 0 || !matchesOutbound(child, packet)) continue;
    if (child.sends) return child;
    fallback ??= child;
  }
  return fallback;
}

function encapsulate(gateway: GatewayState, child: ChildSaRecord, packet: TrafficPacket): void {
  const { traffic } = gateway;
  if (child.counters === 0) child.counters = traffic.allocate();
  const row = child.counters;
  const sequenceNumber = traffic.add(row, COUNTER.sequenceOut, 1);
  traffic.add(row, COUNTER.packetsOut, 1);
  const bytes = traffic.add(row, COUNTER.bytesOut, packet.octets);
  traffic.set(row, COUNTER.lastOut, gateway.time);
  gateway.counters.countTraffic(trafficKind(child), false, packet.octets);
  const content: IpsecPacket = {
    kind: child.suite.espEncryption === 0 ? 'ah' : 'esp',
    spi: child.outboundSpi,
    sequenceNumber,
    key: child instanceof ManualSaRecord ? child.outboundKey : packetKey(child),
    udpEncapsulated: child.udpEncapsulation,
    inner: packet,
  };
  transmit(
    gateway,
    child.udpEncapsulation ? child : { path: child.path, localPort: 0, remotePort: 0 },
    content,
  );
  if (child.ikeSa !== null) gateway.protocol(child.version).trafficSent(gateway, child.ikeSa);
  checkBytes(gateway, child, bytes);
}

/** The inbound side of RFC 4301 section 5.2: SAD by SPI, integrity, replay, selectors. */
export function receiveTraffic(gateway: GatewayState, datagram: Datagram, packet: IpsecPacket): void {
  const { counters, traffic } = gateway;
  const child = gateway.children.get(packet.spi);
  if (child === null) {
    counters.noSa++;
    reportUnknownSpi(gateway, datagram, packet.spi);
    return;
  }
  if (child.counters === 0) child.counters = traffic.allocate();
  const row = child.counters;
  const refuse = (): void => {
    traffic.add(row, COUNTER.droppedIn, 1);
  };
  if (!isAuthentic(gateway, child, packet)) {
    counters.authentication++;
    return refuse();
  }
  if (!isFresh(child, packet.sequenceNumber)) {
    counters.replay++;
    return refuse();
  }
  if (!belongs(gateway, child, packet)) {
    counters.wrongSa++;
    return refuse();
  }
  const highest = Math.max(traffic.get(row, COUNTER.sequenceIn), packet.sequenceNumber);
  traffic.set(row, COUNTER.sequenceIn, highest);
  traffic.add(row, COUNTER.packetsIn, 1);
  const bytes = traffic.add(row, COUNTER.bytesIn, packet.inner.octets);
  traffic.set(row, COUNTER.lastIn, gateway.time);
  counters.countTraffic(trafficKind(child), true, packet.inner.octets);
  child.sends = true;
  if (child.ikeSa !== null) child.ikeSa.lastReceived = gateway.time;
  checkBytes(gateway, child, bytes);
}

/** Lifetimes in bytes end with the packet that reaches them, not on a timer. */
function checkBytes(gateway: GatewayState, child: ChildSaRecord, bytes: number): void {
  if (child.hardKilobytes === 0) return;
  if (bytes >= child.hardKilobytes * KILOBYTE) {
    gateway.counters.byteLimit++;
    childHardExpiry(gateway, child);
  } else if (bytes >= child.softKilobytes * KILOBYTE && child.state === 'installed') {
    childSoftExpiry(gateway, child);
  }
}

function reportUnknownSpi(gateway: GatewayState, datagram: Datagram, spi: number): void {
  const sa = ikeSaBetween(gateway, datagram);
  if (sa !== null) gateway.protocol(sa.version).unknownSpi(gateway, sa, spi);
}
function ikeSaBetween(gateway: GatewayState, datagram: Datagram): IkeSaRecord | null {
  const path = gateway.paths.find(datagram.destinationAddress, datagram.sourceAddress);
  for (let sa = path?.first ?? null; sa !== null; sa = sa.olderOnPath) {
    if (sa.state === 'established') return sa;
  }
  return null;
}

function isFresh(child: ChildSaRecord, sequenceNumber: number): boolean {
  const { antiReplay } = child.entry.policy;
  if (!antiReplay.enabled || antiReplay.window === 0) return true;
  child.replayWindow ??= new ReplayWindow(antiReplay.window);
  return child.replayWindow.accept(sequenceNumber);
}

function isAuthentic(gateway: GatewayState, child: ChildSaRecord, { key }: IpsecPacket): boolean {
  return child instanceof ManualSaRecord ? hasManualKey(gateway, child, key) : key === packetKey(child);
}
function belongs(gateway: GatewayState, child: ChildSaRecord, { inner }: IpsecPacket): boolean {
  return child instanceof ManualSaRecord ? isManualFlow(gateway, child, inner) : matchesInbound(child, inner);
}
/** Ends that negotiated one number for two lengths of a tag cannot read each other. */
function packetKey({ key, suite }: ChildSaRecord): number {
  return mixTwo(key, suite.espIntegrity + suite.ahIntegrity);
}
function trafficKind({ suite }: ChildSaRecord): number {
  const protocol = suite.espEncryption === 0 ? 'ah' : 'esp';
  return TRAFFIC_KINDS.findIndex((kind) => kind.mode === suite.mode && kind.protocol === protocol);
}
