import { sameJson } from '../../../ir/json.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { TrafficAddress } from '../../../ir/ipsec.ts';
import type { LoweredRemote } from './remote.ts';
import type { LoweredSainfo, SainfoEnd } from './sainfo.ts';
import type { SpdEntry, SpdRange } from './spd.ts';

/**
 * The remote of a tunnel's end: by its address, on IKE's own port first, else `anonymous` (`translation.md` 1.3). Of
 * several with one address it is the one whose `sainfo` fits.
 */
export function findRemote(
  remotes: readonly LoweredRemote[],
  sainfos: readonly LoweredSainfo[],
  address: string | undefined,
  entry: SpdEntry,
): LoweredRemote | undefined {
  const named = remotes.filter(({ peer }) => address !== undefined && isAt(peer, address));
  const found = named.length > 0 ? named : remotes.filter(({ peer }) => peer.remote.length === 0);
  const plain = found.filter(({ peer }) => peer.remotePort === undefined);
  const preferred = plain.length > 0 ? plain : found;
  if (preferred.length < 2) return preferred[0];
  return preferred.find((remote) => findSainfo(sainfos, entry, remote) !== undefined) ?? preferred[0];
}

function isAt({ remote }: Peer, address: string): boolean {
  return remote.some((entry) => 'address' in entry && entry.address === address);
}

/** The `sainfo` for an entry and its remote: both ends first, then one, then the anonymous one. */
export function findSainfo(
  sainfos: readonly LoweredSainfo[],
  entry: SpdEntry,
  remote: LoweredRemote,
): LoweredSainfo | undefined {
  const usable = sainfos.filter(
    (sainfo) =>
      isOf(sainfo, remote) &&
      fits(sainfo.local, entry.source, entry.protocol) &&
      fits(sainfo.remote, entry.destination, entry.protocol),
  );
  const ranked = usable.toSorted((left, right) => specificity(right) - specificity(left));
  return ranked[0];
}

/** Whether a `sainfo` serves a remote: by its number, and by the peer that it names. */
export function isOf({ remoteId, from }: LoweredSainfo, { id, peer }: LoweredRemote): boolean {
  if (remoteId.value !== id.value) return false;
  return from === undefined || peer.remoteIds.some(({ value }) => value === from);
}

function specificity({ local, remote, from }: LoweredSainfo): number {
  const ends = [local, remote].filter(({ kind }) => kind === 'address').length;
  return ends * 2 + (from === undefined ? 0 : 1);
}

/** Identifiers are compared, not contained. */
function fits(end: SainfoEnd, { prefix, port }: SpdRange, protocol: number | undefined): boolean {
  if (end.kind === 'anonymous') return true;
  if (end.kind === 'other') return false;
  const address: TrafficAddress = { prefix };
  return (
    sameJson(end.address, address) &&
    (end.protocol === 'any' ? undefined : end.protocol) === protocol &&
    (end.port === 'any' ? undefined : end.port) === port?.first
  );
}
