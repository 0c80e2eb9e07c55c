import type { Verdict } from './connection.ts';
import type { Finding } from './problem.ts';

/** What all that was found makes of a tunnel. */
export function verdictOf(findings: readonly Pick<Finding, 'class'>[]): Verdict {
  const classes = new Set(findings.map((finding) => finding.class));
  if (classes.has('stops')) return 'fails';
  if (classes.has('unverifiable')) return 'unverifiable';
  return classes.has('shows-later') ? 'trouble' : 'up';
}

/** The worst of several. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict | undefined {
  return ORDER.find((verdict) => verdicts.includes(verdict));
}
const ORDER: readonly Verdict[] = ['fails', 'unverifiable', 'trouble', 'up'];

/** In words, of a tunnel. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  up: 'comes up',
  trouble: 'comes up, and has trouble later',
  unverifiable: 'cannot be verified',
  fails: 'fails',
};
/** The best first. */
export const VERDICTS: readonly Verdict[] = ORDER.toReversed();
