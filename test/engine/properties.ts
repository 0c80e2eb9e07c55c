import type { Action } from '../../src/engine/index.ts';
import type { Lab } from './lab.ts';
import { disagreements, shrunk, statisticsOf, traceViolations, violations } from './invariants.ts';
import { carryOut, labOfPlan, type Plan, repair } from './random-labs.ts';

const TRAFFIC: Action = {
  kind: 'traffic',
  gateway: 'a',
  packet: {
    source: '10.1.0.5',
    destination: '10.2.0.9',
    protocol: 17,
    sourcePort: 5000,
    destinationPort: 5000,
    octets: 1000,
  },
};

/** Carries a plan out, and says what is wrong: nothing should be. */
export function faultsOf(plan: Plan): readonly string[] {
  const lab = labOfPlan(plan);
  const wrong: string[] = [];
  let before = statisticsOf(lab, 'a');
  const look = (at: Lab): void => {
    wrong.push(...violations(at, plan).map((text) => `${at.time} ms: ${text}`));
    const now = statisticsOf(at, 'a');
    wrong.push(...shrunk(before, now));
    before = now;
  };
  carryOut(lab, plan, look);
  repair(lab, plan);
  look(lab);
  wrong.push(...disagreements(lab));
  // 15: traffic brings the tunnel up, whatever was before
  lab.simulation.perform(TRAFFIC);
  lab.settle();
  if (lab.children('a').length === 0) wrong.push('15: no child SA stands');
  wrong.push(...disagreements(lab), ...traceViolations(lab, plan));
  return wrong;
}

/** 20: the same plan gives the same trace. */
export function hashOf(plan: Plan): string {
  const lab = labOfPlan(plan);
  carryOut(lab, plan, () => {});
  return lab.simulation.traceHash;
}
