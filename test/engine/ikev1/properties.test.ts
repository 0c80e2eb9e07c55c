import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfflineReason } from '../../../src/ir/result.ts';
import type { Lab } from './lab.ts';
import {
  CHILD_SECONDS,
  heal,
  IKE_SECONDS,
  isLiveIkeSa,
  liveSas,
  type RandomLab,
  randomLabs,
  runLab,
  SIDES,
} from './random-labs.ts';

const RUNS = { seed: 2026, numRuns: Number(process.env['ENGINE_RUNS'] ?? 300) };

/** The invariants of `reference/sa-engine.md` 5.2 that hold at any moment, whatever happens. */
function checkState(lab: Lab, random: RandomLab): void {
  for (const side of SIDES) {
    const ike = lab.ikeSas(side);
    const children = lab.childSas(side);
    const owners = new Map(ike.map((sa) => [sa.id, sa]));
    for (const child of children) {
      // 1, 2: an owner that is there; alone only where it does not depend on one
      if (child.ikeSa !== undefined) expect(owners.get(child.ikeSa)?.childSas).toContain(child.id);
      for (const half of child.inbound) expect(half.spi).toBeGreaterThan(255); // 3
      if (child.softExpires !== undefined) expect(child.softExpires).toBeLessThan(child.hardExpires ?? 0); // 9
    }
    expect(distinct(ike.map(({ initiatorSpi, responderSpi }) => initiatorSpi + responderSpi))).toBe(true); // 3
    expect(distinct(children.map(({ inbound }) => inbound[0]?.spi))).toBe(true);
    const ids = [...ike, ...children].map(({ connectionId }) => connectionId); // 4
    expect(distinct(ids)).toBe(true);
    const { first, last } = random.behaviour.connectionIds;
    for (const id of ids) expect(id >= first && id <= last).toBe(true);
    const log = lab.offline(side); // 11
    expect(log.length).toBeLessThanOrEqual(200);
    for (const [index, { time }] of log.entries())
      expect(time).toBeLessThanOrEqual(log[index - 1]?.time ?? Infinity);
    checkReasons(new Set(log.map(({ reason }) => reason)), random);
  }
}
/** 10: what is switched off ends nothing. */
function checkReasons(reasons: ReadonlySet<OfflineReason>, { left, behaviour }: RandomLab): void {
  const mode = left.peer?.dpd?.mode;
  if (mode !== 'periodic' && mode !== 'on-demand') expect(reasons).not.toContain('dpd-timeout');
  if (left.ike?.heartbeat === undefined || !behaviour.heartbeat)
    expect(reasons).not.toContain('heartbeat-timeout');
  if (left.peer?.childSasDependOnIkeSa !== true) expect(reasons).not.toContain('dependent-ike-sa-gone');
}
function distinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

const ORDER = ['created', 'connecting', 'established', 'rekeying', 'rekeyed', 'deleting', 'deleted', 'dead'];
/** 6: states only go forward, but a rekeying that fails. */
function checkStates(lab: Lab): void {
  const last = new Map<string, string>();
  for (const record of lab.simulation.trace) {
    if (record.kind !== 'ike-sa-state' && record.kind !== 'child-sa-state') continue;
    const key = `${record.kind} ${record.sa}`;
    const before = last.get(key) ?? 'created';
    const isBack = before === 'rekeying' && (record.state === 'established' || record.state === 'installed');
    const rank = (state: string): number => ORDER.indexOf(state === 'installed' ? 'established' : state);
    if (!isBack) expect(rank(record.state)).toBeGreaterThanOrEqual(rank(before));
    expect(before).not.toBe('deleted');
    expect(before).not.toBe('dead');
    last.set(key, record.state);
  }
}

describe('IKEv1 gateways that agree on everything', () => {
  it('keep the invariants of their state, whatever happens', () => {
    fc.assert(
      fc.property(randomLabs(true), (random) => {
        const lab = runLab(random, (running) => checkState(running, random));
        checkStates(lab);
      }),
      RUNS,
    );
  });

  it('have the same SAs when nothing is lost and nothing runs (7, 13)', () => {
    fc.assert(
      fc.property(randomLabs(false), (random) => {
        const lab = runLab(random);
        // what was replaced goes within ten seconds, and may be wanted again
        lab.simulation.runUntilQuiet(lab.simulation.time + 200_000);
        lab.simulation.runFor(11_000);
        expect(lab.simulation.runUntilQuiet(lab.simulation.time + 200_000)).toBe(true);
        const [left, right] = [liveSas(lab, 'left'), liveSas(lab, 'right')];
        expect(left).toEqual(right);
        expect(left.ike.length).toBeLessThanOrEqual(1);
        expect(left.child.length).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('come to the same SAs again within two lifetimes after any faults (13, 15)', () => {
    fc.assert(
      fc.property(randomLabs(true), (random) => {
        const lab = runLab(random);
        heal(lab);
        lab.simulation.runFor(2000 * (IKE_SECONDS + CHILD_SECONDS));
        lab.send('left');
        lab.simulation.runFor(60_000);
        lab.simulation.runUntilQuiet(lab.simulation.time + 200_000);
        const [left, right] = [liveSas(lab, 'left'), liveSas(lab, 'right')];
        expect(left).toEqual(right);
        expect(left.child).toHaveLength(1);
        expect(lab.send('left')).toBe('protected');
        expect(lab.send('right')).toBe('protected');
        lab.simulation.runFor(1000);
        for (const side of SIDES) {
          expect(lab.childSas(side).some(({ inbound }) => (inbound[0]?.packets ?? 0) > 0)).toBe(true);
          expect(lab.ikeSas(side).filter(isLiveIkeSa).length).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  it('run the same way again (20), and showing changes nothing (17)', () => {
    fc.assert(
      fc.property(randomLabs(true), (random) => {
        const once = runLab(random).simulation.traceHash;
        const again = runLab(random, (lab) => checkState(lab, random)).simulation.traceHash;
        expect(again).toBe(once);
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 5) },
    );
  });

  it('are not changed by a second deletion (16)', () => {
    fc.assert(
      fc.property(randomLabs(true), (random) => {
        const lab = runLab(random);
        for (const side of SIDES) {
          lab.clear(side, 'delete');
          const sent = lab.sent().length;
          lab.clear(side, 'delete');
          expect(lab.sent()).toHaveLength(sent);
          expect(lab.ikeSas(side)).toEqual([]);
        }
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 5) },
    );
  });
});
