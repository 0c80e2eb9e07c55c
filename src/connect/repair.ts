import { fix } from '../diff/fix/fix.ts';
import type { Gateway } from '../ir/gateway.ts';
import { sameJson } from '../ir/json.ts';
import { withMembers } from '../ir/origins.ts';
import { adopt } from './adopt.ts';
import { BY_HAND, type Connection, NOT_TRIED, type Repair } from './connection.ts';
import { type End, endOf, type Ends, otherOf, type Which } from './end.ts';
import type { Peering } from './peering.ts';
import type { Finding } from './problem.ts';
import { comesUp, type Tried } from './tunnel.ts';

const PLACEHOLDER = /\{\{[^{}]+\}\}/g;

/**
 * What to type at either end against what does harm. `largestRepaired`: statements; of an end that has more it is not
 * tried.
 */
export function repairsOf(
  ends: Ends,
  peering: Peering,
  { findings, nats }: Pick<Tried, 'findings' | 'nats'>,
  largestRepaired: number,
): Connection['repairs'] {
  const harm = findings.filter((finding) => finding.class === 'stops' || finding.class === 'shows-later');
  if (harm.length === 0) return {};
  const fault = harm.find(({ isByHand }) => isByHand);
  if (fault !== undefined) {
    return fault.seenBy === undefined ? { left: BY_HAND, right: BY_HAND } : { [fault.seenBy]: BY_HAND };
  }
  const repairAt = (which: Which): Repair =>
    ends[which].side.read.statements.length > largestRepaired
      ? NOT_TRIED
      : repairOf(ends, peering, which, { findings: harm, nats });
  return { left: repairAt('left'), right: repairAt('right') };
}

/**
 * What to type at one end so that it agrees with the other one in everything that does harm, proved by reading it and on
 * the engine; a key is a placeholder. By hand where the end's dialect has files only, or no words for what is needed.
 */
function repairOf(
  ends: Ends,
  peering: Peering,
  which: Which,
  { findings, nats }: Pick<Tried, 'findings' | 'nats'>,
): Repair {
  const { name, side } = ends[which];
  const { gateway, origins } = side.lowered;
  const repaired = withoutNewKeys(gateway, repairedGateway(ends, peering, which, findings), origins);
  const found = fix(side, { ...side, lowered: { ...side.lowered, gateway: repaired } });
  if (found === undefined || found.kind !== 'statements' || found.refused.length > 0) return BY_HAND;
  if (!comesUp({ ...ends, [which]: endOf(name, found.after) }, peering, nats)) return BY_HAND;
  const needed = new Set(found.lines.flatMap((line) => line.match(PLACEHOLDER) ?? []));
  return { lines: found.lines, needed: [...needed], isTried: true };
}

/** All of an end's gateway, with the other end's view of what was found. */
function repairedGateway(ends: Ends, peering: Peering, which: Which, findings: readonly Finding[]): Gateway {
  const { gateway: whole, origins } = ends[which].side.lowered;
  const other = otherOf(which);
  return findings.reduce(
    (gateway, { paths }) =>
      adopt(
        { gateway, peer: peering[which].name },
        paths[which],
        { gateway: ends[other].gateway, peer: peering[other].name },
        origins,
      ),
    whole,
  );
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
