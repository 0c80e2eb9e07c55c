import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Result } from '../../ir/result.ts';

type Refused = Extract<Result, { kind: 'refused' }>;

/** Nothing was done, and why. */
export function refused(reason: Refused['reason'], diagnostics: readonly Diagnostic[] = []): Refused {
  return { kind: 'refused', reason, diagnostics };
}
