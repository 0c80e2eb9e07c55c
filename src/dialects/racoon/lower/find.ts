import type { Peer } from '../../../ir/ike.ts';
import type { LoweredRemote } from './remote.ts';
import type { LoweredSainfo, SainfoEnd } from './sainfo.ts';
import type { SpdEntry, SpdRange } from './spd.ts';

/** The sections of a gateway, found by what an entry of the SPD says. */
export class Sections {
  readonly #anonymous: readonly LoweredRemote[];
  readonly #byAddress = new Map<string, LoweredRemote[]>();
  /** By both ends, with their place in the file. */
  readonly #byEnds = new Map<string, { readonly sainfo: LoweredSainfo; readonly position: number }[]>();

  constructor(remotes: readonly LoweredRemote[], sainfos: readonly LoweredSainfo[]) {
    this.#anonymous = remotes.filter(({ peer }) => peer.remote.length === 0);
    for (const remote of remotes) {
      for (const address of new Set(remote.peer.remote.flatMap(addressIn))) {
        add(this.#byAddress, address, remote);
      }
    }
    for (const [position, sainfo] of sainfos.entries()) {
      const [local, remote] = [endKey(sainfo.local), endKey(sainfo.remote)];
      if (local !== undefined && remote !== undefined) {
        add(this.#byEnds, `${local} ${remote}`, { sainfo, position });
      }
    }
  }

  /**
   * The remote of a tunnel's end: by its address, on IKE's own port first, else `anonymous` (`translation.md` 1.3). Of
   * several with one address it is the one whose `sainfo` fits.
   */
  remoteOf(address: string | undefined, entry: SpdEntry): LoweredRemote | undefined {
    const named = this.#byAddress.get(address ?? '') ?? [];
    const found = named.length > 0 ? named : this.#anonymous;
    const plain = found.filter(({ peer }) => peer.remotePort === undefined);
    const preferred = plain.length > 0 ? plain : found;
    if (preferred.length < 2) return preferred[0];
    return preferred.find((remote) => this.sainfoOf(entry, remote) !== undefined) ?? preferred[0];
  }

  /** The `sainfo` for an entry and its remote: both ends first, then one, then the anonymous one. */
  sainfoOf(entry: SpdEntry, remote: LoweredRemote): LoweredSainfo | undefined {
    const locals = [rangeKey(entry.source, entry.protocol), ANONYMOUS];
    const remotes = [rangeKey(entry.destination, entry.protocol), ANONYMOUS];
    const [best] = locals
      .flatMap((local) => remotes.flatMap((other) => this.#byEnds.get(`${local} ${other}`) ?? []))
      .filter(({ sainfo }) => isOf(sainfo, remote))
      .toSorted((a, b) => specificity(b.sainfo) - specificity(a.sainfo) || a.position - b.position);
    return best?.sainfo;
  }
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}

function addressIn(entry: Peer['remote'][number]): readonly string[] {
  return 'address' in entry ? [entry.address] : [];
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

/** Identifiers are compared, not contained. Absent: an end that no entry can have. */
function endKey(end: SainfoEnd): string | undefined {
  if (end.kind === 'anonymous') return ANONYMOUS;
  if (end.kind === 'other' || end.address === 'any' || !('prefix' in end.address)) return undefined;
  return `${end.address.prefix}[${end.port}]${end.protocol}`;
}
const ANONYMOUS = '*';

function rangeKey({ prefix, port }: SpdRange, protocol: number | undefined): string {
  return `${prefix}[${port?.first ?? 'any'}]${protocol ?? 'any'}`;
}
