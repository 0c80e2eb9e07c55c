import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChildSa, IkeSa, OfflineReason } from '../../../src/ir/result.ts';
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

const RUNS = { seed: 2026, numRuns: Number(process.env['ENGINE_RUNS'] ?? 500) };

/** What is wrong at a moment, by the numbers of `reference/sa-engine.md` 5.2: nothing should be, whatever happens. */
function wrongIn(lab: Lab, random: RandomLab): readonly string[] {
  return SIDES.flatMap((side) => {
    const [ike, children, log] = [lab.ikeSas(side), lab.childSas(side), lab.offline(side)];
    const ids = [...ike, ...children].map(({ connectionId }) => connectionId);
    const { first, last } = random.behaviour.connectionIds;
    return [
      ...children
        .filter((child) => !isOwned(child, ike))
        .map(({ id }) => `1: child SA ${id} has a wrong owner`),
      ...(isDistinct(ike.map(({ initiatorSpi, responderSpi }) => initiatorSpi + responderSpi))
        ? []
        : ['3: cookies']),
      ...(isDistinct(children.map(({ inbound }) => inbound[0]?.spi)) ? [] : ['3: SPIs']),
      ...(children.every(({ inbound }) => inbound.every(({ spi }) => spi > 255))
        ? []
        : ['3: a reserved SPI']),
      ...(isDistinct(ids) && ids.every((id) => id >= first && id <= last) ? [] : ['4: connection ids']),
      ...(children.every(isSoftFirst) ? [] : ['9: soft after hard']),
      ...(log.length <= 200 ? [] : ['11: the log is too long']),
      ...(log.every(({ time }, index) => time <= (log[index - 1]?.time ?? Infinity))
        ? []
        : ['11: the order of the log']),
      ...wrongReasons(new Set(log.map(({ reason }) => reason)), random),
    ].map((text) => `${lab.simulation.time} ${side}: ${text}`);
  });
}
/** 1, 2: its IKE SA is there and knows it; IKEv1 lets a child SA live without one. */
function isOwned({ id, ikeSa }: ChildSa, ike: readonly IkeSa[]): boolean {
  return ikeSa === undefined || ike.some((sa) => sa.id === ikeSa && sa.childSas.includes(id));
}
function isSoftFirst({ softExpires, hardExpires }: ChildSa): boolean {
  return softExpires === undefined || softExpires < (hardExpires ?? 0);
}
function isDistinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
/** 10: what is switched off ends nothing. */
function wrongReasons(
  reasons: ReadonlySet<OfflineReason>,
  { left, behaviour }: RandomLab,
): readonly string[] {
  const mode = left.peer?.dpd?.mode;
  const allowed: Partial<Record<OfflineReason, boolean>> = {
    'dpd-timeout': mode === 'periodic' || mode === 'on-demand',
    'heartbeat-timeout': left.ike?.heartbeat !== undefined && behaviour.heartbeat,
    'dependent-ike-sa-gone': left.peer?.childSasDependOnIkeSa === true,
  };
  return [...reasons].filter((reason) => allowed[reason] === false).map((reason) => `10: ${reason}`);
}

const ORDER = ['created', 'connecting', 'established', 'rekeying', 'rekeyed', 'deleting', 'deleted', 'dead'];
/** 6: states only go forward, but where a rekeying fails. */
function wrongTurns(lab: Lab): readonly string[] {
  const last = new Map<string, string>();
  const rank = (state: string): number => ORDER.indexOf(state === 'installed' ? 'established' : state);
  return lab.simulation.trace.flatMap((record) => {
    if (record.kind !== 'ike-sa-state' && record.kind !== 'child-sa-state') return [];
    const key = `${record.kind} ${record.sa}`;
    const before = last.get(key) ?? 'created';
    last.set(key, record.state);
    const isBack = before === 'rekeying' && (record.state === 'established' || record.state === 'installed');
    const isForward = rank(record.state) >= rank(before) && before !== 'deleted' && before !== 'dead';
    return isBack || isForward ? [] : [`6: ${key} from ${before} to ${record.state}`];
  });
}

describe('IKEv1 gateways that agree on everything', () => {
  it('keep the invariants of their state, whatever happens', () => {
    fc.assert(
      fc.property(randomLabs(true), (random) => {
        const wrong: string[] = [];
        const lab = runLab(random, (running) => wrong.push(...wrongIn(running, random)));
        expect([...wrong, ...wrongTurns(lab)]).toEqual([]);
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
        const again = runLab(random, (lab) => wrongIn(lab, random)).simulation.traceHash;
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
