import { sameJson } from '../../ir/json.ts';
import { removeChild } from '../gateway/child-sas.ts';
import { takeRequest, wait } from '../gateway/requests.ts';
import type { ChildRequest, ChildSaRecord, IkeSaRecord, SpdEntry } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { GatewayConfiguration } from './gateway-configuration.ts';
import type { PeerConfiguration } from './peer-configuration.ts';

const REASON = 'configuration-change-or-manual';

/**
 * Gives a running gateway another configuration. SAs whose peer and policy mean the same go on under the new one; the
 * others are deleted, and their peers told.
 */
export function reconfigure(gateway: GatewayState, fresh: GatewayConfiguration): void {
  const old = gateway.configuration;
  const peers = keptPeers(old, fresh);
  const entries = keptEntries(old, fresh, peers);
  for (const sa of allIkeSas(gateway)) {
    const peer = peers.get(sa.peer);
    if (peer === undefined || (isBegunHere(sa) && fresh.entriesOf(peer).length === 0)) {
      gateway.protocol(sa.version).deleteIkeSa(gateway, sa, REASON, 'delete');
      continue;
    }
    gateway.protocol(sa.version).reconfigured(gateway, sa, entries);
    dropLostRequests(gateway, sa, entries);
  }
  const sameManualSas = sameJson(old.gateway.manualSas, fresh.gateway.manualSas);
  for (const child of allChildren(gateway)) {
    if (child.entry.peer === null) {
      if (!sameManualSas || !entries.has(child.entry)) removeChild(gateway, child, null);
    } else if (!entries.has(child.entry)) gateway.protocol(child.version).deleteChild(gateway, child, REASON);
  }
  gateway.configuration = fresh;
  for (const sa of allIkeSas(gateway)) sa.peer = peers.get(sa.peer) ?? sa.peer;
  for (const [before, after] of entries) moveEntry(before, after);
}

/** A peer is kept where nothing of it, nor of its proposals, has changed. */
function keptPeers(
  old: GatewayConfiguration,
  fresh: GatewayConfiguration,
): ReadonlyMap<PeerConfiguration, PeerConfiguration> {
  const byName = new Map(fresh.peers.map((peer) => [peer.peer.name, peer]));
  const kept = new Map<PeerConfiguration, PeerConfiguration>();
  for (const peer of old.peers) {
    const same = byName.get(peer.peer.name);
    const isKept =
      same !== undefined && sameJson(peer.peer, same.peer) && sameJson(peer.proposals, same.proposals);
    if (isKept) kept.set(peer, same);
  }
  return kept;
}

function keptEntries(
  old: GatewayConfiguration,
  fresh: GatewayConfiguration,
  peers: ReadonlyMap<PeerConfiguration, PeerConfiguration>,
): ReadonlyMap<SpdEntry, SpdEntry> {
  const byName = new Map<string, SpdEntry[]>();
  for (const entry of fresh.entries) {
    const key = keyOf(entry);
    byName.set(key, [...(byName.get(key) ?? []), entry]);
  }
  const kept = new Map<SpdEntry, SpdEntry>();
  for (const entry of old.entries) {
    const peer = entry.peer === null ? null : peers.get(entry.peer);
    const same = byName
      .get(keyOf(entry))
      ?.find((candidate) => candidate.peer === peer && isSame(entry, candidate));
    if (same !== undefined) kept.set(entry, same);
  }
  return kept;
}
function keyOf({ policy }: SpdEntry): string {
  return `${policy.name} ${policy.sequence}`;
}
function isSame(entry: SpdEntry, other: SpdEntry): boolean {
  return (
    sameJson(entry.selectors, other.selectors) &&
    sameJson(entry.proposals, other.proposals) &&
    sameJson({ ...entry.policy, selectors: [] }, { ...other.policy, selectors: [] })
  );
}

/** A set-up of a peer that no policy uses any more comes to nothing. */
function isBegunHere({ state, isInitiator, negotiation }: IkeSaRecord): boolean {
  return state === 'connecting' && isInitiator && negotiation !== null;
}
/** Nobody wants what they ask for any more. */
function dropLostRequests(
  gateway: GatewayState,
  sa: IkeSaRecord,
  entries: ReadonlyMap<SpdEntry, SpdEntry>,
): void {
  const kept: ChildRequest[] = [];
  for (let request = takeRequest(gateway, sa); request !== null; request = takeRequest(gateway, sa)) {
    if (entries.has(request.entry)) kept.push(request);
  }
  for (const request of kept) wait(gateway, sa, request);
}

/** The children and the request of a row of the SPD are those of its successor. */
function moveEntry(before: SpdEntry, after: SpdEntry): void {
  after.firstChild = before.firstChild;
  before.firstChild = null;
  for (let child = after.firstChild; child !== null; child = child.olderOfEntry) child.entry = after;
  after.request = before.request;
  before.request = null;
  if (after.request !== null) after.request.entry = after;
}

function allIkeSas(gateway: GatewayState): readonly IkeSaRecord[] {
  const sas: IkeSaRecord[] = [];
  for (let sa = gateway.newestIkeSa; sa !== null; sa = sa.older) sas.push(sa);
  return sas;
}
function allChildren(gateway: GatewayState): readonly ChildSaRecord[] {
  const children: ChildSaRecord[] = [];
  for (let child = gateway.newestChild; child !== null; child = child.older) children.push(child);
  return children;
}
