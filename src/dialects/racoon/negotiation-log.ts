import type { FailureCause, NegotiationFailure } from '../../ir/result.ts';

/** What racoon's log says of a failure, as far as it is recorded (`reference/racoon.md` section 7). */
const LINES: Readonly<Partial<Record<FailureCause, string>>> = {
  'no-response': 'ERROR: phase1 negotiation failed due to time up.',
  'no-peer-configured': 'ERROR: no configuration found for {address}',
  'no-policy': 'NOTIFY: no outbound policy found',
};

export function negotiationLog({ cause, exchange, remote }: NegotiationFailure): readonly string[] {
  const line = exchange === 'quick-mode' && cause === 'no-response' ? undefined : LINES[cause];
  return line === undefined ? [] : [line.replace('{address}', remote.address)];
}
