import type { Peer } from '../../ir/ike.ts';
import { allOrigins } from '../../ir/origins.ts';
import { type Adjustment, peerReference } from '../dialect-adjustment.ts';

/** A target that has one key for a peer keeps the first; `target` is its name in the note. */
export function noteOtherKeys(peer: Peer, target: string, adjustment: Adjustment): void {
  for (const other of peer.preSharedKeys.slice(1)) {
    adjustment.note({
      code: 'TG271',
      kind: 'dropped',
      object: peerReference(peer),
      path: 'peers.preSharedKeys',
      from: 'another key',
      origins: [...allOrigins(adjustment.origins, other)],
      note: `${target} has one key for a peer: the first is kept`,
    });
  }
}
