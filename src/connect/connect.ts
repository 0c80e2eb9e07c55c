import type { Connection, Verdict } from './connection.ts';
import { effective, type Effective } from './effective.ts';
import type { End, Which } from './end.ts';
import { harmlessFindings } from './harmless.ts';
import { PLACE } from './later.ts';
import { pairPeers, type Peering, protectedPeers } from './peering.ts';
import type { Finding, Problem } from './problem.ts';
import { repairOf } from './repair.ts';
import { tryTunnel } from './tunnel.ts';

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
    connections: peerings.map((peering) => connectPeers(ends, peering, repairs)),
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
    return !repairs || gateway === undefined ? {} : { [which]: repairOf(ends[which], gateway) };
  };
  return {
    ends: { left: ends.left.name, right: ends.right.name },
    peers: { left: peering.left.name, right: peering.right.name },
    basis: peering.basis,
    verdict,
    problems: all.map((finding) => explain(ends, peering, finding)),
    assumed,
    repairs: { ...repairAt('left'), ...repairAt('right') },
  };
}

function verdictOf(findings: readonly Finding[]): Verdict {
  const classes = new Set(findings.map((finding) => finding.class));
  if (classes.has('stops')) return 'fails';
  if (classes.has('unverifiable')) return 'unverifiable';
  return classes.has('shows-later') ? 'trouble' : 'up';
}

function explain(ends: Readonly<Record<Which, End>>, peering: Peering, finding: Finding): Problem {
  const { failures, when, initiator, ...rest } = finding;
  const tell = (which: Which): Effective =>
    withoutKey(effective(ends[which], peering[which].name, finding.paths[which]));
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

/** Of keys it is told whether they are the same, and nothing else. */
export function withoutKey(found: Effective): Effective {
  return found.path === 'peers.preSharedKeys' ? { ...found, text: 'a key that is not shown' } : found;
}

/** The worst of several. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict | undefined {
  return ORDER.find((verdict) => verdicts.includes(verdict));
}
const ORDER: readonly Verdict[] = ['fails', 'unverifiable', 'trouble', 'up'];
