import {
  createSimulation,
  type NatDevice,
  type Simulation,
  type TrafficPacket,
  type Verdict,
} from '../../engine/index.ts';
import type { EngineBehaviour } from '../../ir/behaviour.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Policy, Selector } from '../../ir/ipsec.ts';
import type { ChildSa, IkeSa, NegotiationFailure, Time } from '../../ir/result.ts';
import type { Address } from '../../ir/scalars.ts';
import type { Trial } from '../../translate/report/proof.ts';
import { failuresOf, packetsReceived } from '../bring-up.ts';
import { answerTo, samplePacket } from '../sample-packet.ts';
import { type Counterpart, withoutStart } from './counterpart.ts';
import { protectedSelectors, type Subject } from './subject.ts';

/** One of the two that are compared. `addresses`: its own ones that its text does not say. */
export interface Candidate {
  readonly gateway: Gateway;
  readonly behaviour: EngineBehaviour;
  readonly addresses: readonly Address[];
}
/** A selector of the source, and what came of traffic for it. */
export interface ObservedFlow {
  readonly policy: Policy;
  readonly selector: Selector;
  /**
   * `not-started`: the end that should start never does; `clear`, `discarded`: it means other traffic to be protected;
   * `hidden`: no packet can be made of the selector.
   */
  readonly outcome: 'up' | 'down' | 'not-started' | 'clear' | 'discarded' | 'hidden';
  /** Whether packets arrived, both ways. */
  readonly delivered: boolean;
  /** As the gateway has it, and after its child SA was deleted and made anew inside the IKE SA. */
  readonly child?: ChildSa;
  readonly renewed?: ChildSa;
}
/** What a counterpart and the gateway make of each other. */
export interface Observation {
  readonly flows: readonly ObservedFlow[];
  /** As either end has it. */
  readonly ikeSa?: { readonly gateway: IkeSa; readonly counterpart: IkeSa };
  /** Whether the gateway begins without traffic. */
  readonly startsAlone: boolean;
  readonly failures: Readonly<Record<'gateway' | 'counterpart', readonly NegotiationFailure[]>>;
}

/** A negotiation that takes longer is none. */
const HORIZON: Time = 600_000;
const A_MOMENT: Time = 1000;
const NAT_TIMEOUT_SECONDS = 300; // RFC 4787 recommends 5 minutes

/** Puts a gateway on the engine against a counterpart, and sends traffic for each selector of the source. */
export function observe(
  candidate: Candidate,
  { gateway: counterpart, address, nat }: Counterpart,
  behaviour: EngineBehaviour,
  subject: Subject,
  { starts, behindNat }: Trial,
): Observation {
  const nats: readonly NatDevice[] =
    nat === undefined || behindNat === 'nobody'
      ? []
      : [{ name: 'nat', outside: nat, inside: [behindNat], mappingTimeoutSeconds: NAT_TIMEOUT_SECONDS }];
  const simulation = createSimulation({ seed: 1, unverifiable: 'accept', trace: 'off', network: { nats } });
  simulation.configure('counterpart', counterpart, behaviour, { addresses: [address] });
  const isFirst = starts === 'gateway';
  const own = isFirst ? candidate.gateway : withoutStart(candidate.gateway);
  simulation.configure('gateway', own, candidate.behaviour, { addresses: candidate.addresses });
  if (isFirst) simulation.runFor(A_MOMENT);
  const startsAlone = !simulation.ikeSas('gateway').next().done;
  const flows = subject.policies.flatMap((policy) =>
    protectedSelectors(policy).map((selector) => {
      const packet = samplePacket(selector);
      const sent = packet === undefined || isFirst ? packet : answerTo(packet);
      return { policy, selector, packet, sent };
    }),
  );
  const verdicts = sendAll(simulation, starts, flows);
  const first = flows.map(({ packet }) => childTakenBy(simulation, packet));
  const ikeSa = ikeSaOf(simulation);
  const delivered = flows.map(({ sent }) => isDelivered(simulation, starts, sent));
  simulation.execute(starts, { kind: 'clear-child-sa', select: {}, then: 'never' });
  simulation.runUntilQuiet(simulation.time + HORIZON);
  sendAll(simulation, starts, flows);
  return {
    startsAlone,
    ...(ikeSa === undefined ? {} : { ikeSa }),
    flows: flows.map(({ policy, selector, packet }, index) => {
      const [child, renewed] = [first[index], childTakenBy(simulation, packet)];
      return {
        policy,
        selector,
        outcome: child === undefined ? refusalOf(packet, verdicts[index]) : 'up',
        delivered: delivered[index] === true,
        ...(child === undefined ? {} : { child }),
        ...(renewed === undefined ? {} : { renewed }),
      };
    }),
    failures: {
      gateway: failuresOf(simulation, 'gateway'),
      counterpart: failuresOf(simulation, 'counterpart'),
    },
  };
}

function refusalOf(packet: TrafficPacket | undefined, verdict: Verdict | undefined): ObservedFlow['outcome'] {
  if (packet === undefined) return 'hidden';
  if (verdict === 'no-sa') return 'not-started';
  return verdict === 'clear' || verdict === 'discarded' ? verdict : 'down';
}

function sendAll(
  simulation: Simulation,
  from: Trial['starts'],
  flows: readonly { readonly sent: TrafficPacket | undefined }[],
): readonly Verdict[] {
  const verdicts = flows.map(({ sent }) => (sent === undefined ? 'no-sa' : simulation.send(from, sent)));
  simulation.runUntilQuiet(simulation.time + HORIZON);
  return verdicts;
}

function isDelivered(
  simulation: Simulation,
  from: Trial['starts'],
  packet: TrafficPacket | undefined,
): boolean {
  if (packet === undefined) return false;
  const to = from === 'gateway' ? 'counterpart' : 'gateway';
  return arrives(simulation, from, to, packet) && arrives(simulation, to, from, answerTo(packet));
}
function arrives(simulation: Simulation, from: string, to: string, packet: TrafficPacket): boolean {
  const before = packetsReceived(simulation, to);
  if (simulation.send(from, packet) !== 'protected') return false;
  simulation.runFor(A_MOMENT);
  return packetsReceived(simulation, to) > before;
}

/**
 * The child SA that a packet of the gateway's users leaves by. It need not be the one of the packet's own selector: an
 * earlier selector may cover it.
 */
function childTakenBy(simulation: Simulation, packet: TrafficPacket | undefined): ChildSa | undefined {
  if (packet === undefined) return undefined;
  const before = new Map([...simulation.childSas('gateway')].map((child) => [child.id, packetsSent(child)]));
  if (simulation.send('gateway', packet) !== 'protected') return undefined;
  for (const child of simulation.childSas('gateway')) {
    if (packetsSent(child) > (before.get(child.id) ?? 0)) return child;
  }
  return undefined;
}
function packetsSent({ outbound }: ChildSa): number {
  return outbound.reduce((total, { packets }) => total + packets, 0);
}

function ikeSaOf(simulation: Simulation): Observation['ikeSa'] {
  for (const gateway of simulation.ikeSas('gateway')) {
    if (gateway.state !== 'established') continue;
    for (const counterpart of simulation.ikeSas('counterpart', { spi: gateway.initiatorSpi })) {
      return { gateway, counterpart };
    }
  }
  return undefined;
}
