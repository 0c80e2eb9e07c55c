import { createSimulation, type NatDevice, type Simulation, type TrafficPacket } from '../engine/index.ts';
import type { EngineBehaviour } from '../ir/behaviour.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Policy, Selector } from '../ir/ipsec.ts';
import type { ChildSa, IkeSa, NegotiationFailure, OfflineRecord, Statistics, Time } from '../ir/result.ts';
import type { Address } from '../ir/scalars.ts';
import { otherOf, type Which } from './end.ts';
import { mirrorSelector } from './mirror.ts';
import { ANYTHING, answerTo, samplePacket, sharedPart } from './sample-packet.ts';

/** What is put on the engine for one end: its gateway cut to the peer, and addresses that its text does not say. */
export interface EngineEnd {
  readonly gateway: Gateway;
  readonly behaviour: EngineBehaviour;
  readonly addresses: readonly Address[];
  /** Of the NAT device that it is behind. */
  readonly outside?: Address;
}
export type EngineEnds = Readonly<Record<Which, EngineEnd>>;

/** One selector that traffic was sent for, in the view of the end that started. */
export interface Flow {
  readonly policy: Policy;
  readonly selector: Selector;
  /** `not-started`: this end never starts, or has nowhere to go; `hidden`: no packet can be made of it. */
  readonly outcome: 'up' | 'down' | 'not-started' | 'hidden';
  readonly child?: ChildSa;
  /** What went through it. */
  readonly packet?: TrafficPacket;
  /** Whether a packet arrived at the other end, and its answer here. */
  readonly delivered: boolean;
}
/** What came of one end's start. Times in milliseconds. */
export interface BringUp {
  readonly initiator: Which;
  readonly flows: readonly Flow[];
  readonly ikeSa?: IkeSa;
  /** Oldest first. */
  readonly failures: Readonly<Record<Which, readonly NegotiationFailure[]>>;
  readonly statistics: Readonly<Record<Which, Statistics | undefined>>;
  readonly simulation: Simulation;
}

/** A negotiation that takes longer is none. */
const HORIZON: Time = 600_000;
const NAT_TIMEOUT_SECONDS = 300; // RFC 4787 recommends 5 minutes

/** Puts two gateways on the engine and lets one send traffic for each of its selectors. */
export function bringUp(ends: EngineEnds, initiator: Which): BringUp {
  const simulation = createSimulation({
    seed: 1,
    unverifiable: 'accept',
    trace: 'off',
    network: { nats: natDevices(ends) },
  });
  for (const which of ['left', 'right'] as const) {
    const { gateway, behaviour, addresses } = ends[which];
    simulation.configure(which, gateway, behaviour, { addresses });
  }
  const others = ends[otherOf(initiator)].gateway.policies.flatMap(({ selectors }) =>
    selectors.map(mirrorSelector),
  );
  const flows = ends[initiator].gateway.policies.flatMap((policy) =>
    policy.enabled
      ? selectorsOf(policy).flatMap((selector) => {
          const packet = samplePacket(sharedPart(selector, others));
          return startFlow(simulation, initiator, { policy, selector, packet });
        })
      : [],
  );
  const [ikeSa] = simulation.ikeSas(initiator);
  return {
    initiator,
    flows,
    ...(ikeSa === undefined ? {} : { ikeSa }),
    failures: { left: failuresOf(simulation, 'left'), right: failuresOf(simulation, 'right') },
    statistics: { left: statisticsOf(simulation, 'left'), right: statisticsOf(simulation, 'right') },
    simulation,
  };
}

/** Where both ends are behind one, the devices let IKE in: else neither end could start. */
function natDevices(ends: EngineEnds): readonly NatDevice[] {
  const isHidden = (which: Which): boolean => ends[which].outside !== undefined;
  return (['left', 'right'] as const).flatMap((which) => {
    const { outside, addresses } = ends[which];
    if (outside === undefined) return [];
    const device = {
      name: `nat-${which}`,
      outside,
      inside: [which],
      mappingTimeoutSeconds: NAT_TIMEOUT_SECONDS,
    };
    const [address] = addresses;
    if (!isHidden(otherOf(which)) || address === undefined) return device;
    return { ...device, forwards: IKE_PORTS.map((port) => ({ port, address })) };
  });
}
const IKE_PORTS = [500, 4500] as const;

/** What is routed into a tunnel, or comes by way of a template, has no selectors of its own: anything may go through. */
function selectorsOf({ selectors }: Policy): readonly Selector[] {
  return selectors.length > 0 ? selectors : [ANYTHING];
}

function startFlow(
  simulation: Simulation,
  from: Which,
  {
    policy,
    selector,
    packet,
  }: Pick<Flow, 'policy' | 'selector'> & { readonly packet: TrafficPacket | undefined },
): readonly Flow[] {
  if (selector.action !== 'protect') return [];
  const flow = { policy, selector, delivered: false };
  if (packet === undefined) return [{ ...flow, outcome: 'hidden' }];
  const first = simulation.send(from, packet);
  if (first === 'no-sa') return [{ ...flow, outcome: 'not-started' }];
  simulation.runUntilQuiet(simulation.time + HORIZON);
  const [child] = simulation.childSas(from, { policy: { name: policy.name, sequence: policy.sequence } });
  if (child === undefined || simulation.send(from, packet) !== 'protected')
    return [{ ...flow, outcome: 'down' }];
  const there = packetsReceived(simulation, otherOf(from));
  simulation.runFor(1000);
  const arrived = packetsReceived(simulation, otherOf(from)) > there;
  const back = packetsReceived(simulation, from);
  simulation.send(otherOf(from), answerTo(packet));
  simulation.runFor(1000);
  return [
    { ...flow, outcome: 'up', packet, child, delivered: arrived && packetsReceived(simulation, from) > back },
  ];
}

/** Packets of users that came to a gateway through its SAs. */
export function packetsReceived(simulation: Simulation, gateway: string): number {
  return (statisticsOf(simulation, gateway)?.traffic ?? []).reduce(
    (sum, { packetsIn }) => sum + packetsIn,
    0,
  );
}

export function failuresOf(simulation: Simulation, gateway: string): readonly NegotiationFailure[] {
  const result = simulation.execute(gateway, { kind: 'show-failure-log' });
  return result.kind === 'failure-log' ? result.failures.toReversed() : [];
}
export function offlineOf(simulation: Simulation, which: Which): readonly OfflineRecord[] {
  const result = simulation.execute(which, { kind: 'show-offline-log' });
  return result.kind === 'offline-log' ? result.records.toReversed() : [];
}
function statisticsOf(simulation: Simulation, gateway: string): Statistics | undefined {
  const result = simulation.execute(gateway, { kind: 'show-statistics', subject: 'ipsec' });
  return result.kind === 'statistics' ? result.statistics : undefined;
}
