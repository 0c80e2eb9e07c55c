import type { Gateway } from '../ir/gateway.ts';
import type { Json } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import type { OfflineReason, Time } from '../ir/result.ts';
import { type BringUp, type EngineEnds, failuresOf as failuresAt, offlineOf } from './bring-up.ts';
import { otherOf } from './end.ts';
import { failuresOf, findingOf, tellingOf } from './first-finding.ts';
import { type Finding, later } from './problem.ts';
import { answerTo } from './sample-packet.ts';

const MINUTE: Time = 60_000;
const HOUR = 60 * MINUTE;
/** Far enough for every lifetime that is in use; longer ones are not waited for. */
const LONGEST_WATCH = 30 * 24 * HOUR;

/** Watches the tunnel with some traffic until each SA was renewed. */
export function renewed(ends: EngineEnds, run: BringUp): readonly Finding[] {
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

function duration(milliseconds: Time): string {
  const minutes = Math.round(milliseconds / MINUTE);
  if (minutes < 1) return `${Math.round(milliseconds / 1000)} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
