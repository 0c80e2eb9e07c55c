import { isIpv6Address } from '../../ir/address.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Peer, RemoteAddress } from '../../ir/ike.ts';
import { adaptNames } from '../../text/adapt-name.ts';
import type { NameRule } from '../../ir/limits.ts';
import { sha256 } from '../../text/sha256.ts';

/** Labels of `remote "LABEL"`: anything but a quote and a line break. */
export const LABELS: NameRule = { maxLength: 255, pattern: '[^"\\r\\n]+', fold: false };

/** What a remote without a label is called elsewhere: its address; IPv6 addresses are too long (`translation.md` 1.5). */
export function addressName(remote: RemoteAddress | undefined): string {
  if (remote === undefined) return 'anonymous';
  if ('fqdn' in remote) return remote.fqdn;
  const address = 'address' in remote ? remote.address : remote.first;
  if (!isIpv6Address(address)) return address.replace(/^unknown:/, '');
  return `v6-${sha256(address).slice(0, 8)}`;
}

/** `remote "LABEL"`, and the number that binds its `sainfo`. */
export interface Label {
  readonly label: string;
  readonly id: number;
}

/** Labels for the peers that share an address with another, or have none of their own. */
export function labelPeers({ peers }: Pick<Gateway, 'peers'>): ReadonlyMap<Peer, Label> {
  const byAddress = new Map<string, Peer[]>();
  for (const peer of peers) {
    const [remote] = peer.remote;
    const address = remote === undefined || !('address' in remote) ? '' : remote.address;
    const key = `${address} ${peer.remotePort ?? ''}`;
    const known = byAddress.get(key);
    if (known === undefined) byAddress.set(key, [peer]);
    else known.push(peer);
  }
  const crowded = new Set([...byAddress.values()].filter((group) => group.length > 1).flat());
  const shared = peers.filter((peer) => crowded.has(peer));
  const labels = adaptNames(
    shared.map(({ name }) => name),
    LABELS,
  );
  return new Map(shared.map((peer, index) => [peer, { label: labels[index] ?? peer.name, id: index + 1 }]));
}
