import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { Connection, Repair } from './connection.ts';
import { type Effective, effectiveWithoutKey } from './effective.ts';
import { type End, otherOf, type Which } from './end.ts';
import { harmlessFindings } from './harmless.ts';
import { manualConnections } from './manual.ts';
import { PLACE } from './later.ts';
import { pairPeers, type Peering, protectedPeers } from './peering.ts';
import type { Finding, Problem } from './problem.ts';
import { repairOf } from './repair.ts';
import { weakerEnd } from './stronger.ts';
import { verdictOf } from './verdict.ts';
import { comesUp, tryTunnel } from './tunnel.ts';

/** Two gateways, peer by peer. */
export interface Connected {
  readonly ends: Readonly<Record<Which, End>>;
  readonly connections: readonly Connection[];
  /** Peers of each end that are meant for somebody else. */
  readonly alone: Readonly<Record<Which, readonly string[]>>;
}
/** `repairs`: statements are made for what is wrong. `among`: the two are taken from a fleet. */
export interface ConnectOptions {
  readonly repairs: boolean;
  readonly among: boolean;
}

/** Whether the tunnels between two gateways come up, and what keeps them from it, on the SA engine. */
export function connect(left: End, right: End, { repairs, among }: ConnectOptions): Connected {
  const ends = { left, right };
  const gateways = { left: left.side.lowered.gateway, right: right.side.lowered.gateway };
  const peerings = pairPeers(gateways.left, gateways.right, among);
  const aloneAt = (which: Which): readonly string[] =>
    protectedPeers(gateways[which]).flatMap((peer) =>
      peerings.some((peering) => peering[which] === peer) ? [] : peer.name,
    );
  return {
    ends,
    connections: [
      ...peerings.map((peering) => connectPeers(ends, peering, repairs)),
      ...manualConnections(ends),
    ],
    alone: { left: aloneAt('left'), right: aloneAt('right') },
  };
}

function connectPeers(ends: Readonly<Record<Which, End>>, peering: Peering, repairs: boolean): Connection {
  const { findings, assumed, repaired } = tryTunnel(ends, peering);
  const { gateway: left } = ends.left.side.lowered;
  const { gateway: right } = ends.right.side.lowered;
  const harmless = harmlessFindings(left, right, peering, findings);
  const all = [...findings, ...harmless];
  const verdict = verdictOf(all);
  const repairAt = (which: Which): Connection['repairs'] => {
    const gateway = repaired[which];
    return !repairs || gateway === undefined ? {} : { [which]: provenRepair(ends, peering, which, gateway) };
  };
  const weaker = weakerEnd({ left, right }, peering, findings);
  return {
    ends: { left: ends.left.name, right: ends.right.name },
    peers: { left: peering.left.name, right: peering.right.name },
    basis: peering.basis,
    verdict,
    problems: all.map((finding) => explain(ends, peering, finding)),
    assumed,
    repairs: { ...repairAt('left'), ...repairAt('right') },
    ...(weaker === undefined ? {} : { weaker }),
  };
}

/** What to type at one end; nothing where its words cannot say what is needed, which the engine finds out. */
function provenRepair(
  ends: Readonly<Record<Which, End>>,
  peering: Peering,
  which: Which,
  gateway: Gateway,
): Repair {
  const other = otherOf(which);
  if (!isWhole(ends[other], peering[other])) return BY_HAND;
  const found = repairOf(ends[which], gateway);
  if (found === undefined) return BY_HAND;
  const mended = { ...ends, [which]: { ...ends[which], side: found.after } };
  return comesUp(mended, peering) ? found.repair : BY_HAND;
}
const BY_HAND: Repair = { lines: [], needed: [] };

/** Whether nothing was wrong with a peer and all that it offers: what is not whole cannot be taken over. */
function isWhole({ side }: End, peer: Peer): boolean {
  const { gateway, faulty } = side.lowered;
  const policies = gateway.policies.filter((policy) => policy.peer === peer.name);
  const offered = new Set([peer, ...policies].flatMap(({ proposals }) => proposals));
  const proposals = [...gateway.ikeProposals, ...gateway.ipsecProposals].filter(({ name }) =>
    offered.has(name),
  );
  return ![peer, ...policies, ...proposals].some((part) => faulty.has(part));
}

function explain(ends: Readonly<Record<Which, End>>, peering: Peering, finding: Finding): Problem {
  const { failures, when, initiator, ...rest } = finding;
  const tell = (which: Which): Effective =>
    effectiveWithoutKey(ends[which], peering[which].name, finding.paths[which]);
  const logsOf = (which: Which): readonly string[] => {
    const { dialect, profile } = ends[which].side.from;
    const logged = (failures?.[which] ?? []).flatMap(
      (failure) => dialect.negotiationLog?.(failure, profile) ?? [],
    );
    return [...new Set(logged)];
  };
  return {
    ...rest,
    ...(initiator === undefined ? {} : { initiator }),
    ...(when === undefined
      ? {}
      : { when: when.replace(PLACE, initiator === undefined ? 'one end' : ends[initiator].name) }),
    left: tell('left'),
    right: tell('right'),
    logs: { left: logsOf('left'), right: logsOf('right') },
  };
}
