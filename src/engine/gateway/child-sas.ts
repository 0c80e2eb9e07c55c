import type { ChildSaState } from '../../ir/result.ts';
import { connectionIdsInUse } from './connection-ids-in-use.ts';
import { armChildLifetime, disarmChildTimers } from './lifetimes.ts';
import { logEvent, logOffline } from './logs.ts';
import {
  ChildSaRecord,
  type IkeSaRecord,
  type NegotiatedChild,
  type Path,
  type Reason,
  type SpdEntry,
} from './records.ts';
import type { GatewayState } from './state.ts';

/** A nonce; forced ones decide who wins a collision. */
export function drawNonce(gateway: GatewayState): number {
  return (gateway.impairments?.nonces.shift() ?? gateway.nonceRandom.next()) | 0;
}

/** What a version of IKE found out about a new child SA. */
export interface NewChild {
  readonly ikeSa: IkeSaRecord;
  readonly version: 1 | 2;
  readonly entry: SpdEntry;
  readonly path: Path;
  readonly localPort: number;
  readonly remotePort: number;
  readonly isInitiator: boolean;
  readonly negotiated: NegotiatedChild;
  readonly inboundSpi: number;
  readonly outboundSpi: number;
  /** AH beside ESP; 0: none. */
  readonly inboundAhSpi: number;
  readonly outboundAhSpi: number;
  readonly key: number;
  /** Hard limits that hold; 0: none. */
  readonly hardSeconds: number;
  readonly hardKilobytes: number;
}

/** An SPI that no live SA of this gateway has, nor one that is being negotiated (signed, as all SPIs in records and messages). */
export function drawChildSpi(gateway: GatewayState): number {
  const forced = gateway.impairments?.spis.shift();
  if (forced !== undefined) return forced | 0;
  let spi = gateway.childSpis.draw();
  while (gateway.children.get(spi) !== null) spi = gateway.childSpis.draw();
  return spi;
}

/** Puts a negotiated child SA in the SA database: it carries packets from now on, its lifetimes run. */
export function installChild(gateway: GatewayState, from: NewChild): ChildSaRecord {
  const { ikeSa, entry, path } = from;
  const child = new ChildSaRecord(
    gateway.index,
    from.version,
    from.isInitiator,
    entry,
    path,
    from.negotiated,
    gateway.time,
  );
  child.localPort = from.localPort;
  child.remotePort = from.remotePort;
  child.inboundSpi = from.inboundSpi;
  child.outboundSpi = from.outboundSpi;
  child.inboundAhSpi = from.inboundAhSpi;
  child.outboundAhSpi = from.outboundAhSpi;
  child.key = from.key;
  child.hardSeconds = from.hardSeconds;
  child.hardKilobytes = from.hardKilobytes;
  child.udpEncapsulation = ikeSa.natLocal || ikeSa.natRemote;
  addChild(gateway, child);
  adoptChild(ikeSa, child);
  gateway.counters.childNegotiated++;
  setChildState(gateway, child, 'installed');
  armChildLifetime(gateway, child);
  logEvent(gateway, 'child-sa-established', child, child.id);
  return child;
}

/** Gives a child SA its numbers and its places in the SA database. An older SA that has the SPI goes with `spi-conflict`. */
export function addChild(gateway: GatewayState, child: ChildSaRecord): void {
  const { entry } = child;
  child.id = gateway.world.nextSaId++;
  child.connectionId = gateway.connectionIds.allocate(() => connectionIdsInUse(gateway)) ?? 0;
  for (const spi of [child.inboundSpi, child.inboundAhSpi]) {
    const other = gateway.children.get(spi);
    if (other !== null) removeChild(gateway, other, 'spi-conflict');
    if (spi !== 0) gateway.children.set(spi, child);
  }
  child.older = gateway.newestChild;
  if (child.older !== null) child.older.newer = child;
  gateway.newestChild = child;
  child.olderOfEntry = entry.firstChild;
  if (child.olderOfEntry !== null) child.olderOfEntry.newerOfEntry = child;
  entry.firstChild = child;
  gateway.childCount++;
}

export function setChildState(gateway: GatewayState, child: ChildSaRecord, state: ChildSaState): void {
  if (child.state === state) return;
  child.state = state;
  gateway.world.trace.childSaState(gateway.time, gateway.index, child.id, state);
}

/** Makes a child SA one of this IKE SA: at its birth, or when an IKE SA takes over those of another. */
export function adoptChild(ikeSa: IkeSaRecord, child: ChildSaRecord): void {
  if (child.ikeSa !== null) abandonChild(child);
  child.ikeSa = ikeSa;
  child.nextOfIkeSa = ikeSa.firstChild;
  ikeSa.firstChild = child;
}
/** Cuts a child SA off its IKE SA (IKEv1: it lives on alone). */
export function abandonChild(child: ChildSaRecord): void {
  const { ikeSa } = child;
  if (ikeSa === null) return;
  if (ikeSa.firstChild === child) ikeSa.firstChild = child.nextOfIkeSa;
  else {
    let before = ikeSa.firstChild;
    while (before !== null && before.nextOfIkeSa !== child) before = before.nextOfIkeSa;
    if (before !== null) before.nextOfIkeSa = child.nextOfIkeSa;
  }
  child.nextOfIkeSa = null;
  child.ikeSa = null;
}

/** A child SA is about to go: it carries nothing any more, and the offline log says why. */
export function closeChild(gateway: GatewayState, child: ChildSaRecord, reason: Reason): void {
  if (child.state === 'deleting' || child.state === 'dead') return;
  disarmChildTimers(gateway, child);
  if (reason !== null) logOffline(gateway, child, reason, 'child');
  setChildState(gateway, child, 'deleting');
}

/** Takes a child SA out of the SA database, silently; null: without a record in the offline log. */
export function removeChild(gateway: GatewayState, child: ChildSaRecord, reason: Reason): void {
  if (child.state === 'dead') return;
  disarmChildTimers(gateway, child);
  if (reason !== null && child.state !== 'deleting') logOffline(gateway, child, reason, 'child');
  if (child.entry.peer !== null) logEvent(gateway, 'child-sa-deleted', child, child.id);
  for (const spi of [child.inboundSpi, child.inboundAhSpi]) {
    if (gateway.children.get(spi) === child) gateway.children.delete(spi);
  }
  abandonChild(child);
  unlink(gateway, child);
  gateway.childCount--;
  gateway.connectionIds.release(child.connectionId);
  if (child.counters !== 0) gateway.traffic.release(child.counters);
  child.counters = 0;
  child.negotiation = null;
  setChildState(gateway, child, 'dead');
}

function unlink(gateway: GatewayState, child: ChildSaRecord): void {
  if (child.newer === null) gateway.newestChild = child.older;
  else child.newer.older = child.older;
  if (child.older !== null) child.older.newer = child.newer;
  if (child.newerOfEntry === null) child.entry.firstChild = child.olderOfEntry;
  else child.newerOfEntry.olderOfEntry = child.olderOfEntry;
  if (child.olderOfEntry !== null) child.olderOfEntry.newerOfEntry = child.newerOfEntry;
  child.newer = null;
  child.older = null;
  child.newerOfEntry = null;
  child.olderOfEntry = null;
}
