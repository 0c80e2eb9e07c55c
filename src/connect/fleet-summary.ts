import type { Connection, Verdict } from './connection.ts';
import type { Fleet } from './fleet.ts';
import { CLASSES } from './print-text.ts';
import type { ProblemClass } from './problem.ts';
import { VERDICT_WORDS, VERDICTS } from './verdict.ts';

/** In how many tunnels a parameter does the same harm. */
export interface Tally {
  /** "PFS" */
  readonly words: string;
  readonly class: ProblemClass;
  readonly count: number;
}
/** A fleet in numbers. */
export interface FleetSummary {
  readonly gateways: number;
  readonly tunnels: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** The most frequent first; without harmless differences. */
  readonly problems: readonly Tally[];
}

export function summaryOf({ ends, connected }: Fleet): FleetSummary {
  const connections = connected.flatMap((pair) => pair.connections);
  const verdicts = { up: 0, trouble: 0, unverifiable: 0, fails: 0 };
  for (const { verdict } of connections) verdicts[verdict]++;
  return {
    gateways: ends.length,
    tunnels: connections.length,
    verdicts,
    problems: tallies(connections),
  };
}

function tallies(connections: readonly Connection[]): readonly Tally[] {
  const found = new Map<string, Tally>();
  for (const { problems } of connections) {
    for (const { left, right, class: severity } of problems) {
      if (severity === 'harmless') continue;
      const words = [left.words, right.words].toSorted(); // who comes first is chance
      const key = `${severity} ${words.join(' ')}`;
      const known = found.get(key);
      found.set(key, {
        words: known?.words ?? [...new Set(words)].join(' | '),
        class: severity,
        count: (known?.count ?? 0) + 1,
      });
    }
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count);
}

/** "465 tunnels: 450 come up, 10 fail", then what is wrong with them. */
export function summaryLines({ gateways, tunnels, verdicts, problems }: FleetSummary): readonly string[] {
  const counted = VERDICTS.filter((verdict) => verdicts[verdict] > 0);
  const found = counted
    .map(
      (verdict) => `${verdicts[verdict]} ${(verdicts[verdict] === 1 ? VERDICT_WORDS : OF_SEVERAL)[verdict]}`,
    )
    .join(', ');
  return [
    ...problems.map(({ words, class: severity, count }) => `${count} x ${words}: ${CLASSES[severity]}`),
    `${gateways} gateways, ${tunnels} tunnels${found === '' ? '' : `: ${found}`}`,
  ];
}
const OF_SEVERAL: Readonly<Record<Verdict, string>> = {
  up: 'come up',
  trouble: 'come up, and have trouble later',
  unverifiable: 'cannot be verified',
  fails: 'fail',
};
