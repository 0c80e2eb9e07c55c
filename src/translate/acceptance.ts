import { CODES } from '../ir/codes.ts';
import type { Diagnostic } from '../ir/diagnostic.ts';

/** Sets of refusals that one word of `--accept` lets through (`translation.md` 0.2). */
export const ACCEPT_SETS: Readonly<Record<string, readonly string[]>> = {
  weaker: ['TG211', 'TG212', 'TG213', 'TG214', 'TG219'],
  wider: ['TG251', 'TG252'],
  'no-pfs': ['TG230', 'TG231'],
  'no-identity-check': ['TG242'],
  ikev1: ['TG210'],
};
/** Refusals for which there is a text to write instead. */
const WITH_FALLBACK: ReadonlySet<string> = new Set(Object.values(ACCEPT_SETS).flat());

/** The codes behind the words of `--accept`; `unknown`: what is neither a code nor a set. */
export function readAccepted(words: readonly string[]): {
  readonly accepted: ReadonlySet<string>;
  readonly unknown: readonly string[];
} {
  const accepted = new Set<string>();
  const unknown: string[] = [];
  for (const word of words) {
    const set = ACCEPT_SETS[word];
    if (set !== undefined) for (const code of set) accepted.add(code);
    else if (Object.hasOwn(CODES, word)) accepted.add(word);
    else unknown.push(word);
  }
  return { accepted, unknown };
}

/** Of the accepted codes those that lift a refusal; others only count for `--strict`. */
export function refusalsLifted(accepted: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...accepted].filter((code) => WITH_FALLBACK.has(code)));
}

/** An error of reading that a person lets through is an approximation. */
export function liftDiagnostic(found: Diagnostic, lifted: ReadonlySet<string>): Diagnostic {
  return found.severity === 'error' && lifted.has(found.code)
    ? { ...found, severity: 'warning', status: 'approximated' }
    : found;
}
