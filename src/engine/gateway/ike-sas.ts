import type { IkeSaState, OfflineReason } from '../../ir/result.ts';
import type { Address } from '../../ir/scalars.ts';
import { mixKey, mixTwo } from '../random.ts';
import { removeChild } from './child-sas.ts';
import { connectionIdsInUse } from './connection-ids-in-use.ts';
import { armIkeLifetime, disarmIkeTimers } from './lifetimes.ts';
import { logEvent, logOffline } from './logs.ts';
import type { IkeSaRecord, Path, Reason } from './records.ts';
import type { GatewayState } from './state.ts';

/** Adds an IKE SA with a new SPI to the SA database; false: there are as many as the gateway can hold. */
export function addIkeSa(gateway: GatewayState, sa: IkeSaRecord): boolean {
  const { ikeSaLimit } = gateway.behaviour;
  if (ikeSaLimit > 0 && gateway.ikeSaCount >= ikeSaLimit) return false;
  const connectionId = gateway.connectionIds.allocate(() => connectionIdsInUse(gateway));
  if (connectionId === undefined) return false;
  sa.connectionId = connectionId;
  sa.id = gateway.world.nextSaId++;
  drawIkeSpi(gateway, sa);
  gateway.ikeSas.set(sa.ownLow, sa);
  gateway.ikeSaCount++;
  sa.older = gateway.newestIkeSa;
  if (sa.older !== null) sa.older.newer = sa;
  gateway.newestIkeSa = sa;
  linkToPath(sa, sa.path);
  setIkeSaState(gateway, sa, 'connecting');
  return true;
}

/** Moves an IKE SA to other addresses: the peer's NAT mapping or its address changed. */
export function moveIkeSa(gateway: GatewayState, sa: IkeSaRecord, remote: Address, remotePort: number): void {
  sa.remotePort = remotePort;
  if (remote !== sa.path.remote) {
    unlinkFromPath(gateway, sa);
    sa.path = gateway.paths.between(sa.path.local, remote);
    linkToPath(sa, sa.path);
  }
  for (let child = sa.firstChild; child !== null; child = child.nextOfIkeSa) {
    child.path = sa.path;
    child.remotePort = remotePort;
  }
}

export function setIkeSaState(gateway: GatewayState, sa: IkeSaRecord, state: IkeSaState): void {
  if (sa.state === state) return;
  sa.state = state;
  gateway.world.trace.ikeSaState(gateway.time, gateway.index, sa.id, state);
}

/** The negotiation is over: lifetimes run from now. Child SAs that wait are the caller's (`startRequests`). */
export function establishIkeSa(gateway: GatewayState, sa: IkeSaRecord, lifetimeSeconds: number): void {
  sa.established = gateway.time;
  sa.lastReceived = gateway.time;
  sa.lifetimeSeconds = lifetimeSeconds;
  sa.negotiation = null;
  gateway.counters.authenticated++;
  setIkeSaState(gateway, sa, 'established');
  armIkeLifetime(gateway, sa);
  logEvent(gateway, 'ike-sa-established', sa, sa.id);
}

/**
 * Nothing is done with the SA any more but what its deletion needs: timers stop, and the offline log says why. An
 * SA that never was established, or that was closed before, leaves no record.
 */
export function closeIkeSa(gateway: GatewayState, sa: IkeSaRecord, reason: Reason): void {
  if (sa.state === 'deleting' || sa.state === 'deleted') return;
  disarmIkeTimers(gateway, sa);
  if (sa.established >= 0) {
    if (reason !== null) logOffline(gateway, sa, reason, 'ike');
    logEvent(gateway, 'ike-sa-deleted', sa, sa.id);
  }
  setIkeSaState(gateway, sa, 'deleting');
}

/** Takes an IKE SA out of the SA database. Its child SAs must be gone, or moved. */
export function removeIkeSa(gateway: GatewayState, sa: IkeSaRecord, reason: Reason): void {
  if (sa.state === 'deleted') return;
  closeIkeSa(gateway, sa, reason);
  gateway.ikeSas.delete(sa.ownLow);
  gateway.ikeSaCount--;
  if (sa.newer === null) gateway.newestIkeSa = sa.older;
  else sa.newer.older = sa.older;
  if (sa.older !== null) sa.older.newer = sa.newer;
  sa.newer = null;
  sa.older = null;
  unlinkFromPath(gateway, sa);
  gateway.connectionIds.release(sa.connectionId);
  sa.negotiation = null;
  setIkeSaState(gateway, sa, 'deleted');
}

/** Child SAs go without a message of their own. `reason`: of their own records; null: the IKE SA's stands for them. */
export function removeChildrenOf(gateway: GatewayState, sa: IkeSaRecord, reason: OfflineReason | null): void {
  while (sa.firstChild !== null) removeChild(gateway, sa.firstChild, reason);
}

/** Key of the table of half-open SAs: the peer's SPI and where it came from. */
export function halfOpenKey(peerHigh: number, peerLow: number, remote: Address, remotePort: number): number {
  let hash = mixTwo(peerHigh, peerLow);
  for (let index = 0; index < remote.length; index++) hash = Math.imul(hash ^ remote.charCodeAt(index), 31);
  return mixKey(hash, remotePort);
}

function drawIkeSpi(gateway: GatewayState, sa: IkeSaRecord): void {
  const { spiRandom, ikeSas } = gateway;
  sa.ownHigh = spiRandom.next();
  do sa.ownLow = spiRandom.next();
  while (sa.ownLow === 0 || ikeSas.get(sa.ownLow) !== null);
}

function linkToPath(sa: IkeSaRecord, path: Path): void {
  sa.olderOnPath = path.first;
  sa.newerOnPath = null;
  if (path.first !== null) path.first.newerOnPath = sa;
  path.first = sa;
}
function unlinkFromPath(gateway: GatewayState, sa: IkeSaRecord): void {
  const { path } = sa;
  if (sa.newerOnPath === null) path.first = sa.olderOnPath;
  else sa.newerOnPath.olderOnPath = sa.olderOnPath;
  if (sa.olderOnPath !== null) sa.olderOnPath.newerOnPath = sa.newerOnPath;
  sa.newerOnPath = null;
  sa.olderOnPath = null;
  if (path.first === null && !path.contacted) gateway.paths.delete(path);
}
