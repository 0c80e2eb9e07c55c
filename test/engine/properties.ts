import type { Operation } from '../../src/ir/operation.ts';
import { disagreements, surplus } from './invariants/agreement.ts';
import { CounterCheck } from './invariants/counters.ts';
import { violations } from './invariants/state.ts';
import { leftovers, traceViolations } from './invariants/trace.ts';
import { ENDS, type Lab } from './lab.ts';
import { property, type EngineProperty } from './property.ts';
import { besideOthers, underOtherNames } from './metamorphic.ts';
import { carryOut, labOfPlan, LOOKS, PACKETS, type Plan, plan, repair, settle } from './random-labs.ts';

const BURST = 5;

/** Carries a plan out, and says what is wrong: nothing should be. */
function faultsOf(one: Plan): readonly string[] {
  const lab = labOfPlan(one);
  const counters = new CounterCheck();
  const wrong: string[] = [];
  const look = (at: Lab): void => {
    wrong.push(...violations(at, one), ...counters.look(at));
  };
  carryOut(lab, one, look);
  repair(lab, one);
  const repaired = lab.time;
  look(lab);
  wrong.push(...disagreements(lab), ...bringsUp(lab, one), ...disagreements(lab), ...carriesAll(lab));
  return [...wrong, ...leftovers(lab, repaired), ...traceViolations(lab, one)];
}

/** 14, 15: traffic brings the tunnel up, whatever was before; however many packets ask for it, it is asked for once. */
function bringsUp(lab: Lab, one: Plan): readonly string[] {
  const { triggers } = lab.statistics('a');
  for (let packet = 0; packet < BURST; packet++) lab.simulation.send('a', PACKETS.a);
  settle(lab);
  const asked = lab.statistics('a').triggers - triggers;
  return [
    ...(lab.children('a').length === 0 ? ['15: no child SA stands'] : []),
    ...(asked > 1 ? [`14: ${asked} negotiations for one flow`] : []),
    ...surplus(lab, one),
  ];
}
/** 12: with nothing lost both ends count the same for each SA that stands at both. */
function carriesAll(lab: Lab): readonly string[] {
  const verdicts = ENDS.map((end) => lab.simulation.send(end, PACKETS[end]));
  lab.simulation.runFor(100);
  const arrived = new Map(
    ENDS.flatMap((end) => lab.children(end)).flatMap(({ inbound }) =>
      inbound.map((half) => [half.spi, half]),
    ),
  );
  const differing = ENDS.flatMap((end) => lab.children(end))
    .flatMap(({ outbound }) => outbound)
    .filter(({ spi, packets, bytes }) => {
      const other = arrived.get(spi);
      return other !== undefined && (other.packets !== packets || other.bytes !== bytes);
    });
  return [
    ...verdicts.filter((verdict) => verdict !== 'protected').map((verdict) => `12: a packet is ${verdict}`),
    ...differing.map(({ spi }) => `12: the ends count differently for SPI ${spi}`),
  ];
}

const CLEAR_ALL: readonly Operation[] = [
  { kind: 'clear-child-sa', select: {}, then: 'never' },
  { kind: 'clear-ike-sa', select: {}, children: 'keep', then: 'never', childConnection: 'not-selected' },
  { kind: 'clear-ike-sa', select: {}, children: 'delete', then: 'never', childConnection: 'not-selected' },
];
/** 16: what was cleared is clear; the second time changes nothing. */
function faultsOfClearingTwice(one: Plan): readonly string[] {
  const lab = labOfPlan(one);
  carryOut(lab, one);
  return CLEAR_ALL.flatMap((operation) =>
    ENDS.flatMap((end) => {
      lab.simulation.execute(end, operation);
      const before = JSON.stringify(lab.simulation.snapshot());
      lab.simulation.execute(end, operation);
      return JSON.stringify(lab.simulation.snapshot()) === before ? [] : [`16: ${operation.kind} at ${end}`];
    }),
  );
}

/** 17: who only looks changes nothing at all. */
function faultsOfLooking(one: Plan): readonly string[] {
  const lab = labOfPlan(one);
  carryOut(lab, one);
  const before = JSON.stringify(lab.simulation.snapshot());
  return LOOKS.filter((look) => {
    lab.simulation.execute('a', look);
    return JSON.stringify(lab.simulation.snapshot()) !== before;
  }).map(({ kind }) => `17: ${kind} changes something`);
}

/** 20: the same plan gives the same trace. */
function faultsOfReplay(one: Plan): readonly string[] {
  const [first, second] = [0, 1].map(() => {
    const lab = labOfPlan(one);
    carryOut(lab, one);
    return lab.simulation.traceHash;
  });
  return first === second ? [] : ['20: another trace'];
}

/** The invariants of the reference (5.2); 18 is about text (test/translate), not about the engine. */
export const PROPERTIES: readonly EngineProperty[] = [
  property('whatever happens, the invariants hold, and both ends agree when it is over', plan, faultsOf),
  property('clearing twice is clearing once (16)', plan, faultsOfClearingTwice, 10),
  property('looking changes nothing (17)', plan, faultsOfLooking, 10),
  property('other names and addresses change nothing else (19)', plan, underOtherNames, 25),
  property('other gateways beside them change nothing (19)', plan, besideOthers, 10),
  property('a plan carried out twice gives the same trace (20)', plan, faultsOfReplay, 10),
];
