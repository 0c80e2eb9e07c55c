import type { Peer, RemoteAddress } from '../../ir/ike.ts';
import { originsOf, withMembers } from '../../ir/origins.ts';
import { type Adjustment, peerReference, type Rule } from '../dialect-adjustment.ts';

/**
 * One fixed address for each peer, or any: names and ranges are refused, backups left out (`translation.md` 2.4, R04
 * to R08). `todo`: what a person does when the peer moves to its backup.
 */
export function keepOneAddress(dialect: string, todo: string): Rule {
  return (gateway, adjustment) =>
    withMembers(adjustment.origins, gateway, {
      peers: gateway.peers.map((peer) => {
        const [first] = peer.remote;
        if (first === undefined || refused(peer, first, dialect, adjustment)) return peer;
        return withoutBackups(peer, todo, adjustment);
      }),
    });
}

function refused(peer: Peer, entry: RemoteAddress, dialect: string, adjustment: Adjustment): boolean {
  if ('address' in entry) return false;
  const text = textOfAddress(entry);
  const place = { object: peerReference(peer), path: 'peers.remote', from: text };
  const origins = originsOf(adjustment.origins, peer, 'remote');
  if ('fqdn' in entry) {
    adjustment.refuse('TG245', place, origins, `${dialect} takes addresses only: resolve ${text} by hand`);
  } else adjustment.refuse('TG247', place, origins, `${dialect} has no address range for a peer`);
  return true;
}

/** The peer with its first address only, and without the identities that are the others'. */
export function withoutBackups(peer: Peer, todo: string, adjustment: Adjustment): Peer {
  const [first, ...backups] = peer.remote;
  if (first === undefined || backups.length === 0) return peer;
  for (const [index, backup] of backups.entries()) {
    const text = textOfAddress(backup);
    adjustment.note({
      code: 'TG248',
      kind: 'approximated',
      object: peerReference(peer),
      path: 'peers.remote',
      from: text,
      origins: originsOf(adjustment.origins, peer, 'remote', index + 1).filter((origin) => origin >= 0),
      note: `backup address ${text} dropped`,
      todo,
    });
  }
  const lost = new Set(backups.map(textOfAddress));
  const remoteIds = peer.remoteIds.filter(({ value }) => value === undefined || !lost.has(value));
  return withMembers(adjustment.origins, peer, { remote: [first], remoteIds });
}

/** Where a peer is, as people write it. */
export function textOfAddress(entry: RemoteAddress): string {
  if ('address' in entry) return entry.address;
  return 'fqdn' in entry ? entry.fqdn : `${entry.first}-${entry.last}`;
}
