import { describe, expect, test } from 'vitest';
import { restoreSimulation, type Snapshot } from '../../src/engine/index.ts';
import { Lab, labOf, type LabOptions } from './lab.ts';

const SHORT: LabOptions = {
  both: { policy: { lifetime: { seconds: 100, kilobytes: 0 } }, ikeProposal: { lifetimeSeconds: 300 } },
  network: { link: { loss: 0.1, jitter: 5, duplication: 0.05 } },
};
const LABS: readonly (readonly [string, LabOptions])[] = [
  ['IKEv2', SHORT],
  ['IKEv1', { ...SHORT, both: { ...SHORT.both, version: 'ikev1' } }],
];

describe.each(LABS)('a snapshot of %s', (_name, options) => {
  test.each([15, 25, 35, 70_010, 95_000, 211_005])('at %i ms goes on as if nothing had been', (time) => {
    const whole = labOf(options).until(time);
    const snapshot: Snapshot = JSON.parse(JSON.stringify(whole.simulation.snapshot()));
    const restored = new Lab(restoreSimulation(snapshot));
    expect(restored.simulation.traceHash).toBe(whole.simulation.traceHash);
    whole.until(600_000);
    restored.until(600_000);
    expect(restored.simulation.traceHash).toBe(whole.simulation.traceHash);
    expect(restored.children('a')).toEqual(whole.children('a'));
    expect([...restored.simulation.ladder()]).toEqual([...whole.simulation.ladder()]);
  });
  test('making one changes nothing', () => {
    const lab = labOf(options).until(70_010);
    const first = JSON.stringify(lab.simulation.snapshot());
    expect(JSON.stringify(lab.simulation.snapshot())).toBe(first);
  });
});

describe('what is no snapshot', () => {
  const good: Snapshot = JSON.parse(JSON.stringify(labOf().simulation.snapshot()));
  const { graph } = good;
  test.each([
    ['another version', { ...good, snapshot: 2 }, 'snapshot version 2 is not known'],
    ['another root', { ...good, graph: { root: 5, objects: [] } }, 'the snapshot holds no simulation'],
    ['a reference to nothing', { ...good, graph: { ...graph, root: { ref: 1e6 } } }, 'no object 1000000'],
    [
      'a class of somebody else',
      { ...good, graph: { root: { ref: 0 }, objects: [{ class: 'constructor', values: [] }] } },
      'there is no class constructor',
    ],
    [
      'an external of somebody else',
      { ...good, graph: { root: { ref: 0 }, objects: [{ class: 'external', values: ['fs'] }] } },
      'nothing is called "fs"',
    ],
  ])('%s', (_name, broken, text) => {
    const snapshot: Snapshot = JSON.parse(JSON.stringify(broken));
    expect(() => restoreSimulation(snapshot)).toThrow(text);
  });
});
