import { diagnostic } from '../../../ir/codes.ts';
import type { Peer } from '../../../ir/ike.ts';
import { originsOf } from '../../../ir/origins.ts';
import { type LoweringContext, originOf } from './context.ts';

/** VRP allows peers of one address, and tells them apart by identity and flow (`translation.md` 5.7); people mean it rarely. */
export function noteSharedRemotes(context: LoweringContext, peers: readonly Peer[]): void {
  const owners = new Map<string, Peer>();
  for (const peer of peers) {
    for (const remote of peer.remote) {
      if (!('address' in remote)) continue;
      const place = `${remote.address} ${peer.vrf ?? ''}`;
      const owner = owners.get(place);
      if (owner === undefined) owners.set(place, peer);
      else if (owner !== peer) {
        const details = { a: owner.name, b: peer.name };
        context.report(diagnostic('TG171', details, originOf(originsOf(context.origins, peer, 'remote'))));
      }
    }
  }
}
