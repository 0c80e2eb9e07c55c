import { describe, expect, it } from 'vitest';
import { dialectNamed } from '../../src/dialects/registry.ts';
import type { ExchangeName, FailureCause, NegotiationFailure } from '../../src/ir/result.ts';

type Half = 'initiator' | 'responder';

function logged(language: string, failure: Partial<NegotiationFailure>): readonly string[] {
  const [name = '', profile = ''] = language.split('@');
  const whole: NegotiationFailure = {
    time: 0,
    version: 'ikev2',
    role: 'responder',
    exchange: 'ike-sa-init',
    cause: 'no-response',
    local: { address: '198.51.100.1', port: 500 },
    remote: { address: '203.0.113.2', port: 500 },
    ...failure,
  };
  return dialectNamed(name)?.negotiationLog?.(whole, profile) ?? [];
}
const received = { name: 'NO_PROPOSAL_CHOSEN', number: 14, direction: 'received' } as const;

/** `reference/clients.md` section 5, D2, and `reference/vrp.md` 3.9: the reasons of hwIPSecNegoFail. */
const REASONS: readonly (readonly [FailureCause, Half, string])[] = [
  ['ike-proposal-mismatch', 'responder', 'phase1 proposal mismatch'], // 1
  ['child-proposal-mismatch', 'responder', 'phase2 proposal or pfs mismatch'], // 2
  ['pfs-mismatch', 'responder', 'phase2 proposal or pfs mismatch'], // 2
  ['encapsulation-mismatch', 'responder', 'encapsulation mode mismatch'], // 3
  ['selector-mismatch', 'responder', 'flow or peer mismatch'], // 4
  ['version-mismatch', 'responder', 'version mismatch'], // 5
  ['dh-group-mismatch', 'responder', 'responder dh mismatch'], // 6
  ['dh-group-mismatch', 'initiator', 'initiator dh mismatch'], // 7
  ['no-peer-configured', 'responder', 'peer address mismatch'], // 12
  ['remote-id-mismatch', 'responder', 'config ID mismatch'], // 13
  ['local-id-missing', 'initiator', 'construct local ID fail'], // 14
  ['authentication-failed', 'responder', 'authentication fail'], // 15
  ['exchange-mode-mismatch', 'responder', 'exchange mode mismatch'], // 32
  ['nat-not-supported', 'responder', 'nat detection fail'], // 40
  ['limit-reached', 'responder', 'ipsec tunnel number reaches limitation'], // 41
  ['responder-only', 'initiator', 'in disconnect state'], // 44
  ['no-policy', 'initiator', 'no policy applied on interface'], // 49
  ['no-response', 'initiator', 'max transmit reached'], // 53
];
describe.each(['vrp@ar', 'vrp@ar-v2r3', 'vrp@ne', 'vrp@usg'])('the alarm of %s', (language) => {
  it.each(REASONS)('%s, %s: %s', (cause, role, words) => {
    expect(logged(language, { cause, role })).toEqual([`IPSec tunnel negotiation fails: ${words}`]);
  });
});

/** The responder of a newer firewall says which part it was; the initiator, and other devices, do not. */
const PARTS = [
  ['ikeProposals.encryption', 'encryption algorithm mismatch'],
  ['ikeProposals.authenticationMethod', 'authentication method mismatch'],
  ['ikeProposals.hashes', 'authentication algorithm mismatch'],
  ['ikeProposals.dhGroups', 'dh mismatch'],
  ['ikeProposals.integrity', 'integrity algorithm mismatch'],
] as const;
describe('parts of a phase 1 proposal', () => {
  it.each(PARTS)('%s', (parameter, words) => {
    const told = (language: string, role: Half): readonly string[] =>
      logged(language, { cause: 'ike-proposal-mismatch', role, parameter });
    expect(told('vrp@usg', 'responder')).toEqual([
      `IPSec tunnel negotiation fails: phase1 proposal ${words}`,
    ]);
    for (const [language, role] of [
      ['vrp@usg', 'initiator'],
      ['vrp@ar', 'responder'],
    ] as const) {
      expect(told(language, role)).toEqual(['IPSec tunnel negotiation fails: phase1 proposal mismatch']);
    }
  });
});

/** `reference/racoon.md` 7, `reference/translation.md` 5.8, `reference/sa-engine.md` 2.5. */
const DAEMON: readonly (readonly [FailureCause, ExchangeName, string | undefined])[] = [
  ['no-response', 'main-mode', 'ERROR: phase1 negotiation failed due to time up.'],
  ['no-peer-configured', 'main-mode', 'ERROR: no configuration found for 203.0.113.2'],
  ['ike-proposal-mismatch', 'main-mode', 'no suitable proposal found'],
  ['dh-group-mismatch', 'main-mode', 'no suitable proposal found'],
  ['authentication-method-mismatch', 'main-mode', 'no suitable proposal found'],
  ['lifetime-refused', 'main-mode', 'no suitable proposal found'],
  ['selector-mismatch', 'quick-mode', 'failed to get sainfo'],
];
describe.each([
  ['racoon@0.9', ''],
  ['tmsh@16', '/var/log/racoon.log: '],
])('the log of %s under IKEv1', (language, file) => {
  it.each(DAEMON)('%s in %s: %s', (cause, exchange, line) => {
    expect(logged(language, { cause, exchange, version: 'ikev1' })).toEqual([`${file}${line}`]);
  });
  it.each(['ike-proposal-mismatch', 'selector-mismatch'] as const)(
    '%s: nothing of its own where the other end refuses',
    (cause) => {
      expect(
        logged(language, {
          cause,
          exchange: 'main-mode',
          version: 'ikev1',
          role: 'initiator',
          notify: received,
        }),
      ).toEqual([]);
    },
  );
});

/** `reference/clients.md` section 5, `reference/tmsh.md` section 4 (show net ike-evt-stat). */
const TMM: readonly (readonly [FailureCause, string])[] = [
  ['no-response', '/var/log/ipsec.log: retransmission count exceeded the limit'],
  ['ike-proposal-mismatch', 'show net ike-evt-stat: proposalMismatch counts up'],
  ['dh-group-mismatch', 'show net ike-evt-stat: proposalMismatch counts up'],
  ['child-proposal-mismatch', 'show net ike-evt-stat: proposalMismatch counts up'],
  ['authentication-failed', 'show net ike-evt-stat: authFailures counts up'],
  ['remote-id-mismatch', 'show net ike-evt-stat: authFailures counts up'],
];
describe('a BIG-IP under IKEv2', () => {
  it.each(TMM)('%s', (cause, line) => {
    expect(logged('tmsh@16', { cause })).toEqual([line]);
  });
});
