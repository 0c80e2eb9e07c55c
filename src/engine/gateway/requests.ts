import type { Reestablishment } from '../../ir/operation.ts';
import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import { EVENT } from '../events.ts';
import type { TrafficPacket } from '../message/message.ts';
import { localAddressFor, remoteAddresses } from './endpoints.ts';
import { logEvent, logFailure } from './logs.ts';
import { ChildRequest, type ChildSaRecord, type IkeSaRecord, type Owned, type SpdEntry } from './records.ts';
import type { GatewayState } from './state.ts';

/** After a failure a policy that starts by itself tries again; vendors do not publish when (inferred). */
const RETRY_MILLISECONDS = 30_000;
const NO_PORTS = { localPort: 500, remotePort: 500 };

/** What is to be negotiated again after a deletion. */
export class Restart implements Owned {
  readonly gateway: number;
  /** Absent: the IKE SA alone. */
  readonly entry: SpdEntry | null;
  readonly peer: PeerConfiguration;

  constructor(gateway: number, peer: PeerConfiguration, entry: SpdEntry | null) {
    this.gateway = gateway;
    this.peer = peer;
    this.entry = entry;
  }
}

/**
 * Asks for a child SA, and for an IKE SA where there is none: traffic that meets no SA, a policy that starts by
 * itself, an operator. While one request runs for an SPD entry, others change nothing; false: it cannot be begun.
 */
export function requestChild(gateway: GatewayState, entry: SpdEntry, packet: TrafficPacket | null): boolean {
  const { peer } = entry;
  if (entry.request !== null) return true;
  if (peer === null || !peer.peer.enabled) return false;
  const request = new ChildRequest(gateway.index, entry, packet, gateway.time);
  const sa = ikeSaFor(gateway, peer, entry) ?? initiate(gateway, peer, entry);
  if (sa === null) return false;
  entry.request = request;
  if (sa.state === 'established') gateway.protocol(sa.version).createChild(gateway, sa, request);
  else wait(gateway, sa, request);
  return true;
}

/** Starts an IKE SA for a peer; `entry`: the policy that wants it. Null: the peer has no address to call, or has to call. */
export function initiate(
  gateway: GatewayState,
  peer: PeerConfiguration,
  entry: SpdEntry | null,
): IkeSaRecord | null {
  const policy = entry?.policy;
  const addresses = remoteAddresses(gateway, peer, policy);
  const remote = addresses[peer.nextRemote % Math.max(1, addresses.length)];
  if (remote === undefined || policy?.initiation === 'never') return null;
  const local = localAddressFor(gateway, peer, entry, remote);
  if (local === undefined) return null;
  const version = peer.peer.versions[0] === 'ikev1' ? 1 : 2;
  return gateway.protocol(version).initiate(gateway, peer, gateway.paths.between(local, remote));
}

/** An IKE SA that child SAs for an entry can use, at once or when it is ready; null: there is none. */
export function ikeSaFor(
  gateway: GatewayState,
  peer: PeerConfiguration,
  entry: SpdEntry | null,
): IkeSaRecord | null {
  let waiting: IkeSaRecord | null = null;
  const local = entry?.policy.tunnel.local;
  const locals = local === undefined ? peer.localAddresses : [local];
  for (const remote of remoteAddresses(gateway, peer, entry?.policy)) {
    for (const path of gateway.paths.to(remote, locals)) {
      for (let sa = path.first; sa !== null; sa = sa.olderOnPath) {
        if (sa.peer !== peer) continue;
        if (sa.state === 'established') return sa;
        if (sa.state === 'rekeying' || isSetUp(sa)) waiting ??= sa;
      }
    }
  }
  return waiting;
}
/**
 * Whether an IKE SA is being set up; one without a negotiation is made by the rekeying of another. Of IKEv1 a set-up that
 * the peer began serves too: so two of them cross only where neither end could know of the other's.
 */
function isSetUp({ state, isInitiator, version, negotiation }: IkeSaRecord): boolean {
  return state === 'connecting' && negotiation !== null && (isInitiator || version === 1);
}

/** Puts a request behind those that wait for an IKE SA. */
export function wait(gateway: GatewayState, sa: IkeSaRecord, request: ChildRequest): void {
  request.next = null;
  if (sa.firstRequest === null) sa.firstRequest = request;
  else {
    let last = sa.firstRequest;
    while (last.next !== null) last = last.next;
    last.next = request;
  }
  if (sa.version === 1 && request.waitTimer === 0) {
    request.waitTimer = gateway.after(
      1000 * gateway.behaves(1).phase2WaitSeconds,
      EVENT.requestWait,
      request,
    );
  }
}

/** The IKE SA is established: negotiates the child SAs that wait for it. */
export function startRequests(gateway: GatewayState, sa: IkeSaRecord): void {
  for (let request = takeRequest(gateway, sa); request !== null; request = takeRequest(gateway, sa)) {
    gateway.protocol(sa.version).createChild(gateway, sa, request);
  }
}
/** The first request that waits for an IKE SA; it waits no longer. */
export function takeRequest(gateway: GatewayState, sa: IkeSaRecord): ChildRequest | null {
  const request = sa.firstRequest;
  if (request === null) return null;
  sa.firstRequest = request.next;
  request.next = null;
  request.waitTimer = gateway.cancel(request.waitTimer);
  return request;
}

/** The child SA that was asked for is there. */
export function childInstalled(gateway: GatewayState, request: ChildRequest): void {
  request.waitTimer = gateway.cancel(request.waitTimer);
  if (request.entry.request === request) request.entry.request = null;
  if (request.entry.peer !== null) request.entry.peer.nextRemote = 0;
}

/** The request is over without a child SA. A policy that starts by itself tries again later. */
export function childRequestFailed(gateway: GatewayState, request: ChildRequest): void {
  childInstalled(gateway, request);
  gateway.counters.childFailed++;
  const { entry } = request;
  if (entry.peer === null || entry.policy.initiation !== 'at-once') return;
  gateway.after(RETRY_MILLISECONDS, EVENT.reestablish, new Restart(gateway.index, entry.peer, entry));
}

/**
 * An IKE SA could not be set up: what waits for it fails too. Where the peer did not answer and has another address,
 * the next one is tried first.
 */
export function requestsFailed(gateway: GatewayState, sa: IkeSaRecord, isSilence: boolean): void {
  const { peer } = sa;
  const others = remoteAddresses(gateway, peer).length;
  const hasBackup = isSilence && peer.nextRemote + 1 < others;
  peer.nextRemote = hasBackup ? peer.nextRemote + 1 : 0;
  for (let request = takeRequest(gateway, sa); request !== null; request = takeRequest(gateway, sa)) {
    if (!hasBackup) {
      childRequestFailed(gateway, request);
      continue;
    }
    const { entry, packet } = request;
    entry.request = null;
    if (!requestChild(gateway, entry, packet)) childRequestFailed(gateway, request);
  }
}

/** IKEv1: phase 1 took too long for the child SA that waits. */
export function requestWaitedTooLong(gateway: GatewayState, request: ChildRequest): void {
  request.waitTimer = 0;
  for (let sa = gateway.newestIkeSa; sa !== null; sa = sa.older) {
    if (!removeRequest(sa, request)) continue;
    logEvent(gateway, 'no-ike-sa', sa);
    logFailure(gateway, sa, sa.version, { role: 'initiator', exchange: 'quick-mode', cause: 'no-response' });
    break;
  }
  childRequestFailed(gateway, request);
}
function removeRequest(sa: IkeSaRecord, request: ChildRequest): boolean {
  if (sa.firstRequest === request) {
    sa.firstRequest = request.next;
    return true;
  }
  for (let before = sa.firstRequest; before !== null; before = before.next) {
    if (before.next !== request) continue;
    before.next = request.next;
    return true;
  }
  return false;
}

/** After the SAs of an entry (or the IKE SA alone) were deleted: who negotiates again, and when. */
export function reestablish(
  gateway: GatewayState,
  peer: PeerConfiguration,
  entry: SpdEntry | null,
  then: Reestablishment,
): void {
  const isWanted =
    then === 'at-once' || (then === 'by-policy' && (entry === null || entry.policy.initiation === 'at-once'));
  if (isWanted) gateway.after(0, EVENT.reestablish, new Restart(gateway.index, peer, entry));
}

/** A child SA ended otherwise than by an operator: a policy that starts by itself wants it back. */
export function childGone(gateway: GatewayState, child: ChildSaRecord): void {
  const { entry } = child;
  if (entry.peer === null || entry.policy.initiation !== 'at-once' || entry.request !== null) return;
  for (let other = entry.firstChild; other !== null; other = other.olderOfEntry) {
    if (other.state === 'installed' || other.state === 'rekeying') return;
  }
  reestablish(gateway, entry.peer, entry, 'by-policy');
}

/** Whether a row of the SPD is of the configuration that holds now. */
export function isConfigured({ configuration }: GatewayState, entry: SpdEntry): boolean {
  return configuration.entries[entry.index] === entry;
}

/** The time to begin again has come. */
export function restart(gateway: GatewayState, { entry, peer }: Restart): void {
  if (entry === null) return restartIkeSa(gateway, peer);
  if (!isConfigured(gateway, entry)) return; // configured anew: that began by itself
  for (let child = entry.firstChild; child !== null; child = child.olderOfEntry) {
    if (child.state === 'installed' || child.state === 'rekeying') return;
  }
  if (!requestChild(gateway, entry, null)) failToStart(gateway, entry, peer);
}
function restartIkeSa(gateway: GatewayState, { peer: { name } }: PeerConfiguration): void {
  const current = gateway.configuration.peers.find(({ peer }) => peer.name === name); // configured anew, perhaps
  if (current !== undefined && ikeSaFor(gateway, current, null) === null) initiate(gateway, current, null);
}
function failToStart(gateway: GatewayState, entry: SpdEntry, peer: PeerConfiguration): void {
  if (entry.policy.initiation === 'never') return;
  const remote = remoteAddresses(gateway, peer, entry.policy)[0] ?? 'any';
  logFailure(gateway, { path: { local: 'any', remote }, ...NO_PORTS }, versionOf(peer), {
    role: 'initiator',
    exchange: 'ike-sa-init',
    cause: 'no-policy',
  });
}
function versionOf({ peer }: PeerConfiguration): 1 | 2 {
  return peer.versions[0] === 'ikev1' ? 1 : 2;
}
