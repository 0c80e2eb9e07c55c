import type { Gateway } from '../ir/gateway.ts';
import { type Json, sameJson } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import type { OfflineReason, Time } from '../ir/result.ts';
import { type BringUp, bringUp, type EngineEnds, failuresOf as failuresAt, offlineOf } from './bring-up.ts';
import { otherOf, type Which } from './end.ts';
import { failuresOf, findingOf, firstFinding, tellingOf } from './first-finding.ts';
import { counterpartOf } from './parameters.ts';
import type { Finding } from './problem.ts';
import { answerTo } from './sample-packet.ts';

const MINUTE: Time = 60_000;
const HOUR = 60 * MINUTE;
/** Far enough for every lifetime that is in use; longer ones are not waited for. */
const LONGEST_WATCH = 30 * 24 * HOUR;
/** A NAT device's address, of a network for tests (RFC 2544). */
const NAT_ADDRESS = '198.19.255.254';

/** Trouble that a fresh tunnel hides; `runs`: starts of both ends, at least one of which came up. */
export function laterFindings(ends: EngineEnds, runs: readonly BringUp[]): readonly Finding[] {
  const up = runs.find(({ flows }) => flows.some(({ outcome }) => outcome === 'up'));
  if (up === undefined) return [];
  return [
    ...oneWay(runs),
    ...undelivered(runs),
    ...narrowed(runs),
    ...renewed(ends, up),
    ...behindNat(ends, up),
    ...deaf(ends),
  ];
}

/** It comes up when one end starts, and not when the other does. */
function oneWay(runs: readonly BringUp[]): readonly Finding[] {
  return runs.flatMap((run) => {
    const found = firstFinding(run);
    return found === undefined
      ? []
      : [{ ...found, class: 'shows-later' as const, when: `when ${PLACE} starts` }];
  });
}
/** Replaced by the name of the end that starts. */
export const PLACE = '{initiator}';

/** SAs of both ends that cannot read each other's packets. */
function undelivered(runs: readonly BringUp[]): readonly Finding[] {
  const run = runs.find(({ flows }) =>
    flows.some(({ outcome, delivered }) => outcome === 'up' && !delivered),
  );
  const flow = run?.flows.find(({ outcome, delivered }) => outcome === 'up' && !delivered);
  if (run === undefined || flow === undefined) return [];
  const isRefused = (['left', 'right'] as const).some(
    (which) => (run.statistics[which]?.drops.authentication ?? 0) > 0,
  );
  const hasEsp = flow.child?.outbound.some(({ protocol }) => protocol === 'esp') === true;
  const path: MemberPath = !isRefused
    ? 'policies.selectors'
    : hasEsp
      ? 'ipsecProposals.esp.integrity'
      : 'ipsecProposals.ah.integrity';
  return [later(path, 'at once: the SAs stand, and every packet is dropped')];
}

/** The SAs protect less than an end means to send through them. */
function narrowed(runs: readonly BringUp[]): readonly Finding[] {
  const isNarrowed = runs.some(({ flows }) =>
    flows.some(({ outcome, child, selector }) => {
      if (outcome !== 'up' || child === undefined || selector.local === 'any') return false;
      const { local, remote } = child.selector;
      return !sameJson([local, remote], [selector.local, selector.remote]);
    }),
  );
  return isNarrowed ? [later('policies.selectors', 'with traffic that only one end means to protect')] : [];
}

/** Watches the tunnel with some traffic until each SA was renewed. */
function renewed(ends: EngineEnds, run: BringUp): readonly Finding[] {
  const { simulation, initiator } = run;
  const known = {
    left: failuresAt(simulation, 'left').length,
    right: failuresAt(simulation, 'right').length,
  };
  const ended = { left: offlineOf(simulation, 'left').length, right: offlineOf(simulation, 'right').length };
  const start = simulation.time;
  const end = start + watchTime(ends);
  const packets = run.flows.flatMap(({ packet }) => packet ?? []);
  const isOver = (): boolean =>
    (['left', 'right'] as const).some(
      (which) =>
        failuresAt(simulation, which).length > known[which] || offlineOf(simulation, which).some(isTrouble),
    );
  const step = Math.max(MINUTE, Math.ceil((end - start) / 500));
  while (simulation.time < end && !isOver()) {
    simulation.runUntil(Math.min(end, simulation.time + step));
    for (const packet of packets) {
      simulation.send(initiator, packet);
      simulation.send(otherOf(initiator), answerTo(packet));
    }
  }
  const failures = {
    left: failuresAt(simulation, 'left').slice(known.left),
    right: failuresAt(simulation, 'right').slice(known.right),
  };
  const seen = tellingOf(
    failuresOf({ failures }).filter(({ failure }) => failure.cause !== 'unverifiable-secret'),
  );
  if (seen !== undefined && seen.failure.parameter !== undefined) {
    const { exchange, time } = seen.failure;
    const when = `${EXCHANGES[exchange] ?? 'at a renewal'}, after ${duration(time - start)}`;
    return [{ ...findingOf({ initiator, failures }, seen, 'shows-later'), when }];
  }
  // What ends first ends the rest: an SA that one end has given up is dead for the other.
  const [first] = (['left', 'right'] as const)
    .flatMap((which) =>
      offlineOf(simulation, which)
        .slice(ended[which])
        .flatMap((record) => (isTrouble(record) ? { which, record } : [])),
    )
    .toSorted((one, other) => one.record.time - other.record.time);
  if (first === undefined) return [];
  const { which, record } = first;
  const path = causeOf(record.reason, ends);
  if (path === undefined) return [];
  const words = `after ${duration(record.time - start)}: ${record.reason.replaceAll('-', ' ')}`;
  return [{ ...later(path, words, which), time: record.time }];
}
const EXCHANGES = {
  'create-child-sa': 'at a rekeying',
  'quick-mode': 'at a rekeying of the IPsec SA',
  'main-mode': 'at a renewal of the IKE SA',
  'aggressive-mode': 'at a renewal of the IKE SA',
  'ike-sa-init': 'at a reauthentication',
  'ike-auth': 'at a reauthentication',
  'base-mode': undefined,
  informational: undefined,
} as const;
/** SAs that ended while both ends wanted them, and the parameter behind it. */
const TROUBLE: Readonly<Partial<Record<OfflineReason, MemberPath>>> = {
  'heartbeat-timeout': 'ike.heartbeat.timeoutSeconds',
  'dpd-timeout': 'peers.dpd.mode',
  'child-hard-expiry': 'policies.lifetime.seconds',
  'ike-hard-expiry': 'ikeProposals.lifetimeSeconds',
};
/** Ends whose DPD messages or heartbeats have other forms do not understand each other's. */
function causeOf(reason: OfflineReason, { left, right }: EngineEnds): MemberPath | undefined {
  const gateways = [left.gateway, right.gateway];
  const differ = (valueOf: (gateway: Gateway) => Json): boolean =>
    new Set(gateways.map((gateway) => JSON.stringify(valueOf(gateway)))).size > 1;
  const forms = FORMS[reason]?.find(({ isSent, valueOf }) => gateways.every(isSent) && differ(valueOf));
  return forms?.path ?? TROUBLE[reason];
}
interface MessageForm {
  readonly path: MemberPath;
  /** Whether a gateway sends such messages at all. */
  readonly isSent: (gateway: Gateway) => boolean;
  readonly valueOf: (gateway: Gateway) => Json;
}
const sendsHeartbeats = ({ ike }: Gateway): boolean => ike.heartbeat.sendIntervalSeconds !== undefined;
const FORMS: Readonly<Partial<Record<OfflineReason, readonly MessageForm[]>>> = {
  'dpd-timeout': [
    {
      path: 'peers.dpd.payloadOrder',
      isSent: () => true,
      valueOf: ({ peers }) => peers.map(({ dpd }) => dpd.payloadOrder),
    },
  ],
  'heartbeat-timeout': [
    {
      path: 'ike.heartbeat.sequence',
      isSent: sendsHeartbeats,
      valueOf: ({ ike }) => ike.heartbeat.sequence,
    },
    { path: 'ike.heartbeat.spiList', isSent: sendsHeartbeats, valueOf: ({ ike }) => ike.heartbeat.spiList },
  ],
};
function isTrouble({ reason }: { readonly reason: OfflineReason }): boolean {
  return TROUBLE[reason] !== undefined;
}

/** Past the longest lifetime of either end, so that each SA has been renewed. */
function watchTime(ends: EngineEnds): Time {
  const lifetimes = (['left', 'right'] as const).flatMap((which) => {
    const { ikeProposals, policies } = ends[which].gateway;
    return [
      ...ikeProposals.map(({ lifetimeSeconds }) => lifetimeSeconds),
      ...policies.map(({ lifetime }) => lifetime.seconds),
    ];
  });
  return Math.min(LONGEST_WATCH, 1.1 * 1000 * Math.max(0, ...lifetimes) + HOUR);
}

/** A NAT device comes to stand before an end while one of them does not traverse it. */
function behindNat(ends: EngineEnds, run: BringUp): readonly Finding[] {
  const isOff = (which: Which): boolean =>
    ends[which].gateway.peers.some(({ natTraversal }) => natTraversal === 'off');
  if (isOff('left') === isOff('right')) return [];
  const blocked = isOff('left') ? 'left' : 'right';
  const attempt = bringUp(ends, run.initiator, NAT_ADDRESS);
  const works = attempt.flows.every(
    ({ outcome, delivered }) => outcome !== 'down' && (outcome !== 'up' || delivered),
  );
  return works ? [] : [later('peers.natTraversal', 'when a NAT device stands between them', blocked)];
}

/** One end watches for a dead peer, the other one does not: it keeps sending into SAs that nobody has. */
function deaf(ends: EngineEnds): readonly Finding[] {
  const watches = (which: Which): boolean => {
    const { peers, ike } = ends[which].gateway;
    const probes = peers.some(({ dpd }) => dpd.mode === 'periodic' || dpd.mode === 'on-demand');
    return probes || ike.heartbeat.timeoutSeconds !== undefined;
  };
  if (watches('left') === watches('right')) return [];
  const blind = watches('left') ? 'right' : 'left';
  return [later('peers.dpd.mode', 'when the other end dies without a word', blind)];
}

function later(path: MemberPath, when: string, seenBy: Which = 'left'): Finding {
  const paths =
    seenBy === 'left'
      ? { left: path, right: counterpartOf(path) }
      : { left: counterpartOf(path), right: path };
  return { class: 'shows-later', paths, when, seenBy };
}

function duration(milliseconds: Time): string {
  const minutes = Math.round(milliseconds / MINUTE);
  if (minutes < 1) return `${Math.round(milliseconds / 1000)} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
