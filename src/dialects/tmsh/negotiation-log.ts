import type { FailureCause, NegotiationFailure } from '../../ir/result.ts';

/** /var/log/racoon.log: the daemon of IKEv1 (`reference/tmsh.md` section 5). */
const IKEV1: Readonly<Partial<Record<FailureCause, string>>> = {
  'no-response': 'ERROR: phase1 negotiation failed due to time up.',
  'no-peer-configured': 'ERROR: no configuration found for {address}',
};
/** The same daemon, of the end that refuses (`reference/translation.md` 5.8, `reference/sa-engine.md` 2.5). */
const IKEV1_REFUSALS: Readonly<Partial<Record<FailureCause, string>>> = {
  'ike-proposal-mismatch': 'no suitable proposal found',
  'dh-group-mismatch': 'no suitable proposal found',
  'authentication-method-mismatch': 'no suitable proposal found',
  'lifetime-refused': 'no suitable proposal found',
  'selector-mismatch': 'failed to get sainfo',
};
/** /var/log/ipsec.log: TMM, which does IKEv2 (`reference/clients.md` section 5). */
const IKEV2: Readonly<Partial<Record<FailureCause, string>>> = {
  'no-response': 'retransmission count exceeded the limit',
};
/** Counters of `show net ike-evt-stat`, where no line of a log is known. */
const COUNTERS: Readonly<Partial<Record<FailureCause, string>>> = {
  'ike-proposal-mismatch': 'proposalMismatch',
  'dh-group-mismatch': 'proposalMismatch',
  'child-proposal-mismatch': 'proposalMismatch',
  'authentication-failed': 'authFailures',
  'remote-id-mismatch': 'authFailures',
};

/** What a BIG-IP tells of a failure, as far as it is recorded. */
export function negotiationLog({ cause, version, remote, notify }: NegotiationFailure): readonly string[] {
  const ikev1 = notify?.direction === 'received' ? IKEV1 : { ...IKEV1_REFUSALS, ...IKEV1 };
  const [table, file] = version === 'ikev1' ? [ikev1, 'racoon.log'] : [IKEV2, 'ipsec.log'];
  const line = table[cause];
  if (line !== undefined) return [`/var/log/${file}: ${line.replace('{address}', remote.address)}`];
  const counter = version === 'ikev2' ? COUNTERS[cause] : undefined;
  return counter === undefined ? [] : [`show net ike-evt-stat: ${counter} counts up`];
}
