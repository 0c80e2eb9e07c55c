import { describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/index.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import type { ManualSa } from '../../src/ir/ipsec.ts';
import type { Origins } from '../../src/ir/origins.ts';
import { ADDRESS, BEHAVIOUR, type Changes, gatewayOf, labOf, peerOf, policyOf } from './lab.ts';

const MANUAL_SA: ManualSa = {
  name: 'in',
  policy: { name: 'gone', sequence: 7 },
  direction: 'in',
  protocol: 'esp',
  mode: 'tunnel',
  spi: 256,
  source: ADDRESS.b,
  destination: ADDRESS.a,
};

describe('a gateway that makes no sense', () => {
  test.each<readonly [string, Changes, readonly string[]]>([
    [
      'a dangling peer',
      { policy: { peer: 'nobody' } },
      ['TG522 policy map 1 refers to peer nobody, which is not there'],
    ],
    [
      'a dangling IPsec proposal',
      { policy: { proposals: ['q'] } },
      ['TG522 policy map 1 refers to ipsec-proposal q, which is not there'],
    ],
    [
      'a dangling IKE proposal',
      { peer: { proposals: ['9'] } },
      ['TG522 to-b refers to ike-proposal 9, which is not there'],
    ],
    [
      'a peer with nothing to propose',
      { peer: { proposals: [] } },
      ['TG523 peer to-b has nothing to propose'],
    ],
    [
      'a policy with nothing to propose',
      { policy: { proposals: [] } },
      ['TG523 policy map 1 has nothing to propose'],
    ],
    [
      'a manual SA of a policy that is not there',
      { gateway: { manualSas: [MANUAL_SA] } },
      ['TG522 manual-sa in refers to policy gone 7, which is not there'],
    ],
    [
      'two peers of one name',
      { gateway: { peers: [peerOf('a'), { ...peerOf('a'), remote: [] }] } },
      ['TG521 two objects are called peer to-b'],
    ],
  ])('%s is refused', (_name, changes, expected) => {
    const simulation = createSimulation({ seed: 1 });
    const { accepted, diagnostics } = simulation.configure('a', gatewayOf('a', changes), BEHAVIOUR);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual(expected);
    expect([accepted, simulation.gateways]).toEqual([false, []]);
  });
  test.each<readonly [string, Partial<Gateway>, string]>([
    [
      'two peers of one address',
      { peers: [peerOf('a'), { ...peerOf('a'), name: 'other' }] },
      `TG524 peers to-b and other have the address ${ADDRESS.b}: the first whose identity fits answers`,
    ],
    [
      'a selector that an earlier one hides',
      { policies: [policyOf('a'), { ...policyOf('a'), sequence: 2 }] },
      'TG525 policy map 2 is never reached: policy map 1 has 10.1.0.0/16 to 10.2.0.0/16 already',
    ],
  ])('%s is taken, with a warning', (_name, gateway, expected) => {
    const simulation = createSimulation({ seed: 1 });
    const { accepted, diagnostics } = simulation.configure('a', gatewayOf('a', { gateway }), BEHAVIOUR);
    expect([accepted, ...diagnostics.map(({ code, message }) => `${code} ${message}`)]).toEqual([
      true,
      expected,
    ]);
  });
  test('the statement is told', () => {
    const gateway = gatewayOf('a', { policy: { peer: 'nobody' } });
    const [policy] = gateway.policies;
    const origins: Origins = new Map([[policy ?? {}, { peer: [17] }]]);
    const { diagnostics } = createSimulation({ seed: 1 }).configure('a', gateway, BEHAVIOUR, { origins });
    expect(diagnostics.map(({ origin }) => origin)).toEqual([17]);
  });
  test('an address that another gateway has is refused', () => {
    const simulation = createSimulation({ seed: 1 });
    simulation.configure('a', gatewayOf('a'), BEHAVIOUR);
    const { accepted, diagnostics } = simulation.configure('c', gatewayOf('a'), BEHAVIOUR);
    expect([accepted, diagnostics[0]?.message]).toEqual([false, `the address ${ADDRESS.a} is a's already`]);
  });
  test('a bad change leaves a running gateway alone', () => {
    const lab = labOf().settle();
    const before = lab.simulation.traceHash;
    const bad = gatewayOf('a', { peer: { proposals: [] } });
    expect(lab.simulation.configure('a', bad, BEHAVIOUR).accepted).toBe(false);
    expect(lab.simulation.traceHash).toBe(before);
    expect(lab.children('a')).toHaveLength(1);
  });
});

describe('a gateway that is configured anew', () => {
  test('the same again: SAs stay', () => {
    const lab = labOf().settle();
    const [before] = lab.children('a');
    lab.simulation.configure('a', gatewayOf('a'), BEHAVIOUR);
    lab.settle();
    expect(lab.children('a').map(({ id }) => id)).toEqual([before?.id]);
    lab.until(3_000_000); // rekeyed under the new configuration
    expect(lab.children('a')).toHaveLength(1);
    expect(lab.offline('b').map(({ reason }) => reason)).toEqual(['child-sa-replaced']);
  });
  test('a policy that changed: its child SA is negotiated again, the IKE SA stays', () => {
    const lab = labOf().settle();
    const [ike] = lab.ike('a');
    lab.simulation.configure(
      'a',
      gatewayOf('a', { policy: { lifetime: { seconds: 1800, kilobytes: 0 } } }),
      BEHAVIOUR,
    );
    lab.settle();
    expect(lab.ike('a').map(({ id }) => id)).toEqual([ike?.id]);
    expect(lab.children('a')).toHaveLength(1);
    expect(lab.offline('a').map(({ reason, level }) => [reason, level])).toEqual([
      ['configuration-change-or-manual', 'child'],
    ]);
  });
  test('a peer that changed: its IKE SA goes, and the peer is told', () => {
    const lab = labOf().settle();
    lab.simulation.configure('a', gatewayOf('a', { peer: { natTraversal: 'off' } }), BEHAVIOUR);
    lab.settle();
    expect(lab.offline('a').map(({ reason, level }) => [reason, level])).toEqual([
      ['configuration-change-or-manual', 'ike'],
    ]);
    expect(lab.offline('b').map(({ reason }) => reason)).toEqual(['peer-request']);
    expect([lab.ike('a').length, lab.children('b').length]).toEqual([1, 1]);
  });
  test('a policy that is gone', () => {
    const lab = labOf().settle();
    lab.simulation.configure('a', gatewayOf('a', { gateway: { policies: [] } }), BEHAVIOUR);
    lab.settle();
    expect([lab.children('a'), lab.children('b')]).toEqual([[], []]);
  });
  test('while a set-up runs', () => {
    const lab = labOf().until(15);
    lab.simulation.configure('a', gatewayOf('a', { policy: { pfsGroups: [14] } }), BEHAVIOUR);
    lab.settle();
    expect([lab.ike('a').length, lab.children('a').length, lab.children('b').length]).toEqual([1, 1, 1]);
  });
});

test('a lab that never gets quiet is stopped at its horizon, with a note', () => {
  const lab = labOf({ b: { peer: { preSharedKeys: [{ secret: { psk: 'other' } }] } } });
  expect(lab.simulation.runUntilQuiet(1_000_000)).toBe(false);
  expect(lab.simulation.trace.at(-1)).toMatchObject({
    kind: 'note',
    text: 'stopped at its horizon of 1000000 ms: it is not quiet',
  });
});
