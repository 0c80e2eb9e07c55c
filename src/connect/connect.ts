import type { Connection } from './connection.ts';
import { type Effective, effectiveWithoutKey } from './effective.ts';
import { type End, type Ends, gatewaysOf, type Which } from './end.ts';
import { harmlessFindings } from './harmless.ts';
import { manualConnections } from './manual.ts';
import { PLACE } from './later.ts';
import { pairPeers, type Peering, protectedPeers } from './peering.ts';
import type { Finding, Problem } from './problem.ts';
import { repairsOf } from './repair.ts';
import { weakerEnd } from './stronger.ts';
import { verdictOf } from './verdict.ts';
import { tryTunnel } from './tunnel.ts';
import { WatchedRenewals } from './watched-renewals.ts';

/** Two gateways, peer by peer. */
export interface Connected {
  readonly ends: Ends;
  readonly connections: readonly Connection[];
  /** Peers of each end that are meant for somebody else. */
  readonly alone: Readonly<Record<Which, readonly string[]>>;
}
export interface ConnectOptions {
  /** Whether the two are taken from a fleet. */
  readonly among: boolean;
  /** The ends that NAT devices stand before, where that is not certain from what they say. */
  readonly behindNat?: readonly Which[];
  /** What was seen of other pairs of it. */
  readonly watched?: WatchedRenewals;
  /** The number of statements of the largest gateway that gets statements to type for what is wrong; absent: any. */
  readonly largestRepaired?: number;
}

/** Whether the tunnels between two gateways come up, and what keeps them from it, on the SA engine. */
export function connect(left: End, right: End, options: ConnectOptions): Connected {
  const { among, watched = new WatchedRenewals() } = options;
  const ends = { left, right };
  const gateways = gatewaysOf(ends);
  const peerings = pairPeers(left.gateway, right.gateway, among);
  const aloneAt = (which: Which): readonly string[] =>
    protectedPeers(gateways[which]).flatMap((peer) =>
      peerings.some((peering) => peering[which] === peer) ? [] : peer.name,
    );
  return {
    ends,
    connections: [
      ...peerings.map((peering) => connectPeers(ends, peering, watched, options)),
      ...manualConnections(ends),
    ],
    alone: { left: aloneAt('left'), right: aloneAt('right') },
  };
}

function connectPeers(
  ends: Ends,
  peering: Peering,
  watched: WatchedRenewals,
  { behindNat = [], largestRepaired = Infinity }: ConnectOptions,
): Connection {
  const tried = tryTunnel(ends, peering, watched, behindNat);
  const { findings, assumed, nats } = tried;
  const gateways = gatewaysOf(ends);
  const isFault = findings.some(({ isByHand }) => isByHand);
  const harmless = isFault ? [] : harmlessFindings(gateways.left, gateways.right, peering, findings);
  const all = [...findings, ...harmless];
  const weaker = weakerEnd(gateways, peering, findings);
  return {
    ends: { left: ends.left.name, right: ends.right.name },
    peers: { left: peering.left.name, right: peering.right.name },
    basis: peering.basis,
    verdict: verdictOf(all),
    problems: all.map((finding) => explain(ends, peering, finding)),
    assumed,
    nats,
    repairs: repairsOf(ends, peering, tried, largestRepaired),
    ...(weaker === undefined ? {} : { weaker }),
  };
}

function explain(ends: Ends, peering: Peering, finding: Finding): Problem {
  const { failures, when, initiator, isByHand: _isByHand, ...rest } = finding;
  const tell = (which: Which): Effective =>
    effectiveWithoutKey(ends[which], peering[which].name, finding.paths[which], finding.class);
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
