import type { Statistics } from '../../../src/ir/result.ts';
import { type End, ENDS, type Lab } from '../lab.ts';

/** 12: what only grows, and how it hangs together between the ends. */
export class CounterCheck {
  private readonly before = new Map<End, Statistics>();

  /** Compares with the last time. */
  look(lab: Lab): readonly string[] {
    const shrunken = ENDS.flatMap((end) => {
      const now = lab.statistics(end);
      const last = this.before.get(end);
      this.before.set(end, now);
      return last === undefined ? [] : shrunk(last, now).map((name) => `12: ${end}: ${name} shrank`);
    });
    return [...shrunken, ...moreThanWasSent(lab)];
  }
}

function shrunk(before: Statistics, after: Statistics): readonly string[] {
  const [old, now] = [numbersOf(before), numbersOf(after)];
  return [...old].flatMap(([name, value]) => ((now.get(name) ?? 0) >= value ? [] : [name]));
}
/** Totals of what stands may shrink: they are left out. */
function numbersOf(statistics: Statistics): ReadonlyMap<string, number> {
  const { ikeSas, childSas, messages, drops, softExpiries, hardExpiries, triggers, traffic } = statistics;
  const groups = { ikeSas, childSas, messages, drops, expiries: { softExpiries, hardExpiries, triggers } };
  const packets = Object.fromEntries(
    traffic.map((row) => [
      `${row.mode} ${row.protocol}`,
      row.packetsIn + row.packetsOut + row.bytesIn + row.bytesOut,
    ]),
  );
  return new Map(
    Object.entries({ ...groups, packets }).flatMap(([group, counters]) =>
      Object.entries(counters)
        .filter(([name]) => !['total', 'halfOpen', 'standby'].includes(name))
        .map(([name, value]): [string, number] => [`${group}.${name}`, value]),
    ),
  );
}

/** 12, 14: nothing comes out of an SA that was not put in at the other end (copies are replays). */
function moreThanWasSent(lab: Lab): readonly string[] {
  const sum = (end: End, of: 'packetsIn' | 'packetsOut' | 'bytesIn' | 'bytesOut'): number =>
    lab.statistics(end).traffic.reduce((total, row) => total + row[of], 0);
  return ENDS.flatMap((end) => {
    const other = end === 'a' ? 'b' : 'a';
    const isMore =
      sum(end, 'packetsIn') > sum(other, 'packetsOut') || sum(end, 'bytesIn') > sum(other, 'bytesOut');
    return isMore ? [`12: ${end} got more than ${other} sent`] : [];
  });
}
