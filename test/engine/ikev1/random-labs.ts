import fc from 'fast-check';
import type { Action } from '../../../src/engine/index.ts';
import type { EngineBehaviour } from '../../../src/ir/behaviour.ts';
import type { DeadPeerDetection } from '../../../src/ir/ike.ts';
import type { ChildSa, IkeSa } from '../../../src/ir/result.ts';
import { AR, type End, Lab, NE, RACOON, USG } from './lab.ts';

export type Side = 'left' | 'right';
export const SIDES: readonly Side[] = ['left', 'right'];
export const IKE_SECONDS = 3000;
export const CHILD_SECONDS = 1000;

/** What happens to a lab, and how much time passes after it. */
export interface Step {
  readonly action: Action | { readonly kind: 'send'; readonly side: Side };
  readonly after: number;
}
export interface RandomLab {
  readonly seed: number;
  readonly behaviour: EngineBehaviour;
  readonly left: End;
  readonly right: End;
  readonly link: { readonly latency: number; readonly jitter: number; readonly loss: number };
  readonly steps: readonly Step[];
  /** No phase 1 is given up before its end. */
  readonly isGentle: boolean;
}

const side = fc.constantFrom<Side>('left', 'right');
const operation = (gateway: Side, of: Extract<Action, { kind: 'operation' }>['operation']): Action => ({
  kind: 'operation',
  gateway,
  operation: of,
});
const then = fc.constantFrom('at-once', 'by-policy', 'on-traffic', 'never');

/** What operators and users do; both ends hear of all of it where nothing is lost. */
const commands = fc.oneof(
  fc.record({ kind: fc.constant('send' as const), side }),
  fc
    .record({ gateway: side, then })
    .map((row) => operation(row.gateway, { kind: 'clear-child-sa', select: {}, then: row.then })),
  fc.record({ gateway: side, then }).map((row) =>
    operation(row.gateway, {
      kind: 'clear-ike-sa',
      select: {},
      children: 'delete',
      then: row.then,
      childConnection: 'not-selected',
    }),
  ),
  fc.record({
    kind: fc.constant('expire' as const),
    gateway: side,
    level: fc.constantFrom('ike' as const, 'child' as const),
    how: fc.constant('soft' as const),
    select: fc.constant({}),
  }),
  side.map((gateway): Action => ({ kind: 'expire', gateway, level: 'child', how: 'hard', select: {} })),
  side.map((gateway) => operation(gateway, { kind: 'initiate', select: {}, level: 'child', wait: false })),
);
/** What goes wrong, too. */
const faults = fc.oneof(
  fc.record({ kind: fc.constant('reboot' as const), gateway: side }),
  fc.record({
    kind: fc.constant('link' as const),
    between: fc.constant(['left', 'right'] as const),
    properties: fc.record({ up: fc.boolean() }),
  }),
  fc
    .record({ from: side, exchange: fc.constantFrom(2, 4, 5, 32), first: fc.integer({ min: 1, max: 3 }) })
    .chain(({ from, exchange, first }) =>
      fc
        .constantFrom(
          { kind: 'drop' as const },
          { kind: 'duplicate' as const },
          { kind: 'delay' as const, milliseconds: 700 },
          { kind: 'delay' as const, milliseconds: 30_000 },
        )
        .map((effect): Action => ({
          kind: 'packet-rule',
          rule: { name: 'fault', match: { from, exchange }, first, last: first, effect },
        })),
    ),
  // a child SA that is left alone can be deleted without a word to the peer
  side.map((gateway): Action => ({ kind: 'expire', gateway, level: 'ike', how: 'hard', select: {} })),
  side.map((gateway) =>
    operation(gateway, {
      kind: 'clear-ike-sa',
      select: {},
      children: 'keep',
      then: 'by-policy',
      childConnection: 'not-selected',
    }),
  ),
);
const pause = fc.oneof(
  fc.integer({ min: 0, max: 120 }),
  fc.integer({ min: 0, max: 20_000 }),
  fc.integer({ min: 0, max: 400_000 }),
);

type Modes = readonly ('main' | 'aggressive' | 'base')[];
const MODES: readonly Modes[] = [['main'], ['aggressive'], ['base'], ['main', 'aggressive']];
const ends = fc.record({
  modes: fc.constantFrom(...MODES),
  depends: fc.boolean(),
  initiation: fc.constantFrom('at-once', 'on-traffic'),
  watched: fc.constantFrom<DeadPeerDetection['mode']>('off', 'answer', 'periodic', 'on-demand'),
  heartbeat: fc.boolean(),
  pfs: fc.constantFrom([], [14]),
});

function endOf(members: {
  readonly modes: Modes;
  readonly depends: boolean;
  readonly initiation: 'at-once' | 'on-traffic';
  readonly watched: DeadPeerDetection['mode'];
  readonly heartbeat: boolean;
  readonly pfs: readonly number[];
}): End {
  const heartbeat = { sequence: 'old', spiList: true, sendIntervalSeconds: 20, timeoutSeconds: 60 } as const;
  return {
    ike: members.heartbeat ? { heartbeat } : {},
    proposals: [{ lifetimeSeconds: IKE_SECONDS }],
    peer: {
      exchangeModes: members.modes,
      childSasDependOnIkeSa: members.depends,
      dpd: {
        mode: members.watched,
        idleSeconds: 30,
        retryIntervalSeconds: 5,
        retries: 3,
        payloadOrder: 'hash-notify',
        then: 'by-policy',
      },
    },
    policy: {
      initiation: members.initiation,
      pfsGroups: members.pfs,
      lifetime: { seconds: CHILD_SECONDS, kilobytes: 0 },
    },
  };
}

/** Labs whose ends agree on everything; with or without faults. */
export function randomLabs(withFaults: boolean): fc.Arbitrary<RandomLab> {
  return fc
    .record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      behaviour: fc.constantFrom(USG, AR, NE, RACOON),
      end: ends,
      initiation: fc.constantFrom('at-once' as const, 'on-traffic' as const),
      latency: fc.integer({ min: 1, max: 60 }),
      jitter: fc.constantFrom(0, 0, 15),
      loss: withFaults ? fc.constantFrom(0, 0.1) : fc.constant(0),
      steps: fc.array(
        fc.record({
          action: withFaults ? fc.oneof(commands, faults) : commands,
          after: pause,
        }),
        { maxLength: 14 },
      ),
    })
    .map(({ end, initiation, latency, jitter, loss, ...rest }) => ({
      ...rest,
      left: endOf(end),
      right: endOf({ ...end, initiation }),
      isGentle: !withFaults,
      // packets that overtake each other are a fault
      link: { latency, jitter: withFaults ? jitter : 0, loss },
    }));
}

/** Who gives a phase 1 up before its end may have no keys to say so with, and leaves the peer with an SA of its own. */
function hasHalfMade(
  lab: Lab,
  { gateway, operation: { kind } }: Extract<Action, { kind: 'operation' }>,
): boolean {
  return (
    kind === 'clear-ike-sa' &&
    SIDES.some((at) => at === gateway && lab.ikeSas(at).some(({ state }) => state === 'connecting'))
  );
}

/** The lab after all its steps; `check` looks at it after each. */
export function runLab(random: RandomLab, check: (lab: Lab) => unknown = () => null): Lab {
  const { seed, behaviour, left, right, link, steps, isGentle } = random;
  const lab = new Lab({ seed, behaviour, left, right, network: { link, throughJson: false } });
  for (const { action, after } of steps) {
    if (isGentle && action.kind === 'operation' && hasHalfMade(lab, action)) lab.simulation.runFor(60_000);
    if (action.kind === 'send') lab.send(action.side);
    else lab.simulation.perform(action);
    check(lab);
    lab.simulation.runFor(after);
    check(lab);
  }
  return lab;
}

/** Nothing is lost, cut or held any more. */
export function heal(lab: Lab): void {
  lab.simulation.perform({ kind: 'release', rule: 'fault' });
  lab.simulation.perform({
    kind: 'link',
    between: ['left', 'right'],
    properties: { up: true, loss: 0, jitter: 0 },
  });
}

export function isLiveChild({ inbound }: ChildSa): boolean {
  return inbound[0]?.state === 'installed' || inbound[0]?.state === 'rekeying';
}
export function isLiveIkeSa({ state }: IkeSa): boolean {
  return state === 'established' || state === 'rekeying';
}
/** Live SAs in words that are the same at both ends. */
export function liveSas(
  lab: Lab,
  at: Side,
): { readonly ike: readonly string[]; readonly child: readonly string[] } {
  return {
    ike: lab
      .ikeSas(at)
      .filter(isLiveIkeSa)
      .map(({ initiatorSpi, responderSpi }) => `${initiatorSpi} ${responderSpi}`)
      .toSorted(),
    child: lab
      .childSas(at)
      .filter(isLiveChild)
      .map(({ inbound, outbound }) => {
        const spis = [inbound[0]?.spi ?? 0, outbound[0]?.spi ?? 0];
        return `${Math.min(...spis)} ${Math.max(...spis)}`;
      })
      .toSorted(),
  };
}
