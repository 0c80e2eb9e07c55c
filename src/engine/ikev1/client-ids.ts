import type { TrafficAddress } from '../../ir/ipsec.ts';
import type { Json } from '../../ir/json.ts';
import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import type { SpdEntry } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { TrafficSelector } from '../message/payloads.ts';
import { addressKey } from '../negotiation/address-keys.ts';
import { coversAll, narrow, sameSelector, selectorOf } from '../negotiation/traffic-selectors.ts';

/** The traffic of one quick mode in one end's view: a single range on each side. */
export interface ClientIds {
  readonly local: TrafficSelector;
  readonly remote: TrafficSelector;
}
/** The policy whose traffic a quick mode is about, and the traffic that its SA protects. */
export interface ClientMatch extends ClientIds {
  readonly entry: SpdEntry;
}

const EVERY_PORT = { protocol: 0, firstPort: 0, lastPort: 65_535 };

/** What an initiator states for a policy: of several ranges the first of the family that IKE runs over. */
export function ownIds(
  { local, remote }: Pick<SpdEntry, 'local' | 'remote'>,
  address: string,
): ClientIds | undefined {
  const [ours, theirs] = [ofFamily(local, address), ofFamily(remote, address)];
  return ours === undefined || theirs === undefined ? undefined : { local: ours, remote: theirs };
}
function ofFamily(side: readonly TrafficSelector[], address: string): TrafficSelector | undefined {
  if (side.length === 1) return side[0];
  const length = addressKey(address)?.length;
  return side.find(({ first }) => first.length === length) ?? side[0];
}

/** Quick mode without identities is about the two IKE addresses and every protocol (RFC 2409 section 5.5). */
export function hostIds(local: string, remote: string): ClientIds | undefined {
  const [ours, theirs] = [addressKey(local), addressKey(remote)];
  if (ours === undefined || theirs === undefined) return undefined;
  return {
    local: { ...EVERY_PORT, first: ours, last: ours },
    remote: { ...EVERY_PORT, first: theirs, last: theirs },
  };
}

/**
 * The policy of a peer that a quick mode is about: one with exactly this traffic; where the behaviour narrows, one with
 * some of it; else one that takes what is offered, within what it protects. Absent: there is none.
 */
export function matchIds(
  gateway: GatewayState,
  peer: PeerConfiguration,
  ids: ClientIds,
): ClientMatch | undefined {
  let narrowed: ClientMatch | undefined;
  let offered: ClientMatch | undefined;
  const { quickModeIds } = gateway.behaves(1);
  for (const entry of gateway.configuration.entriesOf(peer)) {
    if (entry.action !== 'protect') continue;
    if (isPart(entry.local, ids.local) && isPart(entry.remote, ids.remote)) return { entry, ...ids };
    if (offered === undefined && takesOffered(entry, ids)) offered = { entry, ...ids };
    if (quickModeIds === 'narrow') narrowed ??= narrowTo(entry, ids);
  }
  return narrowed ?? offered;
}
/** Whether a side of a policy has exactly this range. */
function isPart(side: readonly TrafficSelector[], range: TrafficSelector): boolean {
  return side.some((own) => sameSelector(own, range));
}
function takesOffered({ policy, local, remote }: SpdEntry, ids: ClientIds): boolean {
  const isOpen =
    policy.acceptSelectors === 'offered' || (policy.kind === 'policy-based' && policy.selectors.length === 0);
  return isOpen && coversAll(local, [ids.local]) && coversAll(remote, [ids.remote]);
}
function narrowTo(entry: SpdEntry, ids: ClientIds): ClientMatch | undefined {
  const [local] = narrow([ids.local], entry.local);
  const [remote] = narrow([ids.remote], entry.remote);
  return local === undefined || remote === undefined ? undefined : { entry, local, remote };
}

/** The traffic in words of the IR, for the failure log. */
export function describeIds({ local, remote }: ClientIds): Json {
  const selector = selectorOf({ local: [local], remote: [remote] });
  return {
    local: sideOf(selector.local),
    remote: sideOf(selector.remote),
    ...(selector.protocol === undefined ? {} : { protocol: selector.protocol }),
    ...(selector.localPorts === undefined ? {} : { localPorts: { ...selector.localPorts } }),
    ...(selector.remotePorts === undefined ? {} : { remotePorts: { ...selector.remotePorts } }),
  };
}
function sideOf(address: TrafficAddress): Json {
  return address === 'any' ? address : { ...address };
}
/** What a peer's policies protect, in words of the IR. */
export function describePolicies(gateway: GatewayState, peer: PeerConfiguration): Json {
  return gateway.configuration.entriesOf(peer).flatMap(({ local, remote, action }) => {
    const [ours, theirs] = [local[0], remote[0]];
    return action !== 'protect' || ours === undefined || theirs === undefined
      ? []
      : [describeIds({ local: ours, remote: theirs })];
  });
}
