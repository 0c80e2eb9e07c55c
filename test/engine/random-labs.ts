import fc from 'fast-check';
import type { Action, TrafficPacket } from '../../src/engine/index.ts';
import type { EngineBehaviour } from '../../src/ir/behaviour.ts';
import type { Policy } from '../../src/ir/ipsec.ts';
import type { ChildSa } from '../../src/ir/result.ts';
import type { Operation } from '../../src/ir/operation.ts';
import type { IkeVersion } from '../../src/ir/scalars.ts';
import {
  BEHAVIOUR,
  type Changes,
  type End,
  ENDS,
  gatewayOf,
  type Lab,
  labOf,
  type LabOptions,
} from './lab.ts';

/** A lab, and what is done to it. Plain data: a failing one is printed whole, and can be pasted into a test. */
export interface Plan {
  readonly seed: number;
  readonly version: IkeVersion;
  readonly initiation: readonly [Policy['initiation'], Policy['initiation']];
  readonly dpd: boolean;
  readonly dependent: boolean;
  readonly pfs: boolean;
  readonly childSeconds: number;
  readonly ikeSeconds: number;
  readonly behaviour: Pick<
    EngineBehaviour,
    'childRekeyBy' | 'ikev1ChildrenOnIkeLoss' | 'makeBeforeBreak' | 'replacedChildSa' | 'proposalPreference'
  >;
  readonly link: { readonly loss: number; readonly jitter: number; readonly duplication: number };
  readonly nat: boolean;
  readonly steps: readonly Step[];
}
export type Step =
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'act'; readonly action: Action }
  /** Another lifetime makes it another policy; the same one changes nothing. */
  | { readonly do: 'configure'; readonly end: End; readonly childSeconds: 0 | 77 }
  | { readonly do: 'look'; readonly end: End; readonly operation: Operation };

const anyEnd = fc.constantFrom<End>('a', 'b');
const level = fc.constantFrom('ike' as const, 'child' as const);
/** A packet of users for each end to send. */
export const PACKETS: Readonly<Record<End, TrafficPacket>> = {
  a: packetOf('10.1.0.5', '10.2.0.9'),
  b: packetOf('10.2.0.9', '10.1.0.5'),
};
function packetOf(source: string, destination: string): TrafficPacket {
  return { source, destination, protocol: 17, sourcePort: 5000, destinationPort: 5000, octets: 1000 };
}

const then = fc.constantFrom(
  'at-once' as const,
  'by-policy' as const,
  'on-traffic' as const,
  'never' as const,
);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    kind: fc.constant('clear-ike-sa' as const),
    select: fc.constant({}),
    children: fc.constantFrom('delete' as const, 'keep' as const),
    then,
    childConnection: then,
  }),
  fc.record({ kind: fc.constant('clear-child-sa' as const), select: fc.constant({}), then }),
  fc.record({
    kind: fc.constant('initiate' as const),
    select: fc.constant({}),
    level,
    wait: fc.constant(false),
  }),
);
/** Operations that only read. */
export const LOOKS: readonly Operation[] = [
  { kind: 'show-ike-sa', select: {}, detail: 'full' },
  { kind: 'show-child-sa', select: {}, detail: 'full' },
  { kind: 'show-offline-log' },
  { kind: 'show-failure-log' },
  { kind: 'show-statistics', subject: 'ike' },
  { kind: 'show-events', follow: false },
  { kind: 'show-timers' },
  { kind: 'show-certificate', select: {} },
];
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('operation' as const), gateway: anyEnd, operation }),
  },
  {
    weight: 4,
    arbitrary: anyEnd.map((gateway): Action => ({
      kind: 'traffic',
      gateway,
      packet: PACKETS[gateway],
      count: 3,
      intervalMilliseconds: 7,
    })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('expire' as const),
      gateway: anyEnd,
      level,
      how: fc.constantFrom('soft' as const, 'soft' as const, 'hard' as const),
      select: fc.constant({}),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reboot' as const), gateway: anyEnd }) },
  {
    weight: 2,
    arbitrary: fc.boolean().map((up): Action => ({ kind: 'link', between: ['a', 'b'], properties: { up } })),
  },
  { weight: 1, arbitrary: fc.constant<Action>({ kind: 'nat-rebind', nat: 'nat' }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ gateway: anyEnd, nonces: fc.array(fc.integer(), { maxLength: 3 }) })
      .map(({ gateway, nonces }): Action => ({ kind: 'impair', gateway, impairments: { nonces } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        from: anyEnd,
        first: fc.integer({ min: 1, max: 4 }),
        effect: fc.constantFrom(
          { kind: 'drop' as const },
          { kind: 'duplicate' as const },
          { kind: 'delay' as const, milliseconds: 45 },
        ),
      })
      .map(({ from, first, effect }): Action => ({
        kind: 'packet-rule',
        rule: { name: 'fault', match: { from }, first, last: first, effect },
      })),
  },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(0, 5, 10, 15, 25, 100, 4000, 20_000, 60_000)
      .map((milliseconds): Step => ({ do: 'wait', milliseconds })),
  },
  { weight: 6, arbitrary: action.map((one): Step => ({ do: 'act', action: one })) },
  {
    weight: 1,
    arbitrary: fc
      .record({ end: anyEnd, childSeconds: fc.constantFrom(0 as const, 77 as const) })
      .map((configured): Step => ({ do: 'configure', ...configured })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ end: anyEnd, operation: fc.constantFrom(...LOOKS) })
      .map((look): Step => ({ do: 'look', ...look })),
  },
);
const initiation = fc.constantFrom('at-once' as const, 'on-traffic' as const);

/** Labs of two gateways that can agree, whatever happens to them. */
export const plan: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat({ max: 9999 }),
  version: fc.constantFrom('ikev2' as const, 'ikev2' as const, 'ikev1' as const),
  initiation: fc.tuple(initiation, initiation),
  dpd: fc.boolean(),
  dependent: fc.boolean(),
  pfs: fc.boolean(),
  childSeconds: fc.integer({ min: 40, max: 120 }),
  ikeSeconds: fc.integer({ min: 100, max: 300 }),
  behaviour: fc.record({
    childRekeyBy: fc.constantFrom('either' as const, 'initiator' as const),
    ikev1ChildrenOnIkeLoss: fc.constantFrom('keep' as const, 'delete' as const, 'move-or-delete' as const),
    makeBeforeBreak: fc.boolean(),
    replacedChildSa: fc.record({ deleteAfterSeconds: fc.constantFrom(0, 1, 5) }),
    proposalPreference: fc.constantFrom('initiator' as const, 'responder' as const),
  }),
  link: fc.record({
    loss: fc.constantFrom(0, 0, 0.1, 0.3),
    jitter: fc.constantFrom(0, 0, 8),
    duplication: fc.constantFrom(0, 0.1),
  }),
  nat: fc.constantFrom(false, false, true),
  steps: fc.array(step, { minLength: 1, maxLength: 14 }),
});

/** The lab of a plan, at time 0. */
export function labOfPlan(from: Plan): Lab {
  return labOf(optionsOf(from));
}
export function optionsOf(from: Plan): LabOptions {
  return {
    seed: from.seed,
    a: changesOf(from, 'a'),
    b: changesOf(from, 'b'),
    behaviour: from.behaviour,
    network: {
      link: from.link,
      throughJson: from.seed % 2 === 0,
      nats: from.nat
        ? [{ name: 'nat', outside: '192.0.2.99', inside: ['a'], mappingTimeoutSeconds: 60 }]
        : [],
    },
  };
}

function changesOf(
  from: Pick<
    Plan,
    'version' | 'ikeSeconds' | 'dependent' | 'dpd' | 'nat' | 'initiation' | 'childSeconds' | 'pfs'
  >,
  end: End,
): Changes {
  return {
    version: from.version,
    ikeProposal: { lifetimeSeconds: from.ikeSeconds },
    peer: {
      childSasDependOnIkeSa: from.dependent,
      ...(from.dpd
        ? {
            dpd: {
              mode: 'periodic',
              idleSeconds: 10,
              retryIntervalSeconds: 5,
              retries: 3,
              payloadOrder: 'hash-notify',
              then: 'by-policy',
            },
          }
        : {}),
      // behind a NAT device a peer has another address than its name says
      ...(from.nat ? { remoteIds: [], ...(end === 'b' ? { remote: [] } : {}) } : {}),
    },
    policy: {
      initiation: from.initiation[end === 'a' ? 0 : 1],
      lifetime: { seconds: from.childSeconds, kilobytes: 0 },
      pfsGroups: from.pfs ? [14] : [],
    },
  };
}

/** Carries out a plan; `after` looks at the lab after every step. */
export function carryOut(lab: Lab, from: Plan, after: (lab: Lab) => void = () => {}): void {
  for (const one of from.steps) {
    switch (one.do) {
      case 'wait':
        lab.until(lab.time + one.milliseconds);
        break;
      case 'act':
        lab.simulation.perform(one.action);
        break;
      case 'configure':
        configure(lab, from, one);
        break;
      case 'look':
        lab.simulation.execute(one.end, one.operation);
        break;
      default:
        one satisfies never;
    }
    after(lab);
  }
}

function configure(
  lab: Lab,
  from: Plan,
  { end: name, childSeconds }: Extract<Step, { readonly do: 'configure' }>,
): void {
  const changes = changesOf(
    { ...from, childSeconds: childSeconds === 0 ? from.childSeconds : childSeconds },
    name,
  );
  lab.simulation.configure(name, gatewayOf(name, changes), { ...BEHAVIOUR, ...from.behaviour });
}

/** Ends all faults, and waits until all that they left behind must be gone. */
export function repair(lab: Lab, { ikeSeconds, childSeconds }: Plan): void {
  lab.simulation.perform({ kind: 'release', rule: 'fault' });
  lab.simulation.perform({
    kind: 'link',
    between: ['a', 'b'],
    properties: { up: true, loss: 0, jitter: 0, duplication: 0 },
  });
  lab.until(lab.time + 1000 * (Math.max(ikeSeconds, childSeconds) + 300));
  settle(lab);
}
/** Until nothing is under way, and what was replaced is deleted. */
export function settle(lab: Lab): void {
  lab.settle();
  for (let tries = 0; tries < 20 && ENDS.some((end) => lab.children(end).some(isReplaced)); tries++) {
    lab.simulation.runFor(3000);
    lab.settle();
  }
}
function isReplaced({ inbound }: ChildSa): boolean {
  return inbound[0]?.state === 'rekeyed';
}
