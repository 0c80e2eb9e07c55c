import type { FailureCause, NegotiationFailure } from '../../ir/result.ts';

/** What racoon's log says of a failure, as far as it is recorded (`reference/racoon.md` section 7). */
const LINES: Readonly<Partial<Record<FailureCause, string>>> = {
  'no-response': 'ERROR: phase1 negotiation failed due to time up.',
  'no-peer-configured': 'ERROR: no configuration found for {address}',
  'no-policy': 'NOTIFY: no outbound policy found',
};
/** Of the end that refuses (`reference/translation.md` 5.8, `reference/sa-engine.md` 2.5). */
const REFUSALS: Readonly<Partial<Record<FailureCause, string>>> = {
  'ike-proposal-mismatch': 'no suitable proposal found',
  'dh-group-mismatch': 'no suitable proposal found',
  'authentication-method-mismatch': 'no suitable proposal found',
  'lifetime-refused': 'no suitable proposal found',
  'selector-mismatch': 'failed to get sainfo',
};

export function negotiationLog({ cause, exchange, remote, notify }: NegotiationFailure): readonly string[] {
  if (exchange === 'quick-mode' && cause === 'no-response') return [];
  const line = LINES[cause] ?? (notify?.direction === 'received' ? undefined : REFUSALS[cause]);
  return line === undefined ? [] : [line.replace('{address}', remote.address)];
}
