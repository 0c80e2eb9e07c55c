import { fix } from '../diff/fix/fix.ts';
import type { Side } from '../diff/side.ts';
import type { Gateway } from '../ir/gateway.ts';
import { sameJson } from '../ir/json.ts';
import { withMembers } from '../ir/origins.ts';
import type { Repair } from './connection.ts';
import type { End } from './end.ts';

const PLACEHOLDER = /\{\{[^{}]+\}\}/g;

/** What to type at an end, and the end with it typed. */
export interface Repaired {
  readonly repair: Repair;
  readonly after: Side;
}

/**
 * The statements that make one end what it was repaired to be, proved by reading them; a key is a placeholder. Absent:
 * its dialect has files only, or no words for it.
 */
export function repairOf({ side }: End, repaired: Gateway): Repaired | undefined {
  const { gateway, origins } = side.lowered;
  const wanted = {
    ...side,
    lowered: { ...side.lowered, gateway: withoutNewKeys(gateway, repaired, origins) },
  };
  const found = fix(side, wanted);
  if (found === undefined || found.kind !== 'statements' || found.refused.length > 0) return undefined;
  const needed = new Set(found.lines.flatMap((line) => line.match(PLACEHOLDER) ?? []));
  return { repair: { lines: found.lines, needed: [...needed] }, after: found.after };
}

/** Keys that came from the other end are never printed. */
function withoutNewKeys(
  gateway: Gateway,
  repaired: Gateway,
  origins: End['side']['lowered']['origins'],
): Gateway {
  const own = new Map(gateway.peers.map((peer) => [peer.name, peer.preSharedKeys]));
  return withMembers(origins, repaired, {
    peers: repaired.peers.map((peer) =>
      sameJson(own.get(peer.name) ?? [], peer.preSharedKeys)
        ? peer
        : withMembers(origins, peer, {
            preSharedKeys: peer.preSharedKeys.map(() => ({ secret: { unreadable: `psk:${peer.name}` } })),
          }),
    ),
  });
}
