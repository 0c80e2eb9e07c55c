import { describe, expect, it } from 'vitest';
import { dialectNamed } from '../../src/dialects/registry.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import { lint } from '../../src/lint/lint.ts';
import { checkText, type Edits, findings, tmshWith, vrpWith } from './gateways.ts';

/** Only the findings of the row's code are compared: "severity line". */
type Row = readonly [code: string, what: string, edits: Edits, expected: readonly string[]];

function onlyOf(code: string, all: readonly string[]): readonly string[] {
  return all.filter((row) => row.startsWith(`${code} `)).map((row) => row.slice(code.length + 1));
}

const SECOND_PEER = `ike peer b
 undo version 1
 pre-shared-key Tg-Demo-2026-long-enough
 ike-proposal 1
 remote-address 203.0.113.3
ipsec policy m 1 isakmp`;
const IKEV1 = { ' undo version 1': ' undo version 2' };

// Codes and severities: `translation.md` 2.11; levels: RFC 8247, 8221 and 9395 (`algorithms.md` 4 and 9).
const VRP_ROWS: readonly Row[] = [
  ['TG400', 'IKEv1', IKEV1, ['warning 15']],
  ['TG400', 'both versions, by default', { ' undo version 1': '' }, ['warning 14']],
  ['TG400', 'IKEv2 alone', {}, []],

  ['TG401', 'DES for IKE', { ' encryption-algorithm aes-256': ' encryption-algorithm des' }, ['error 8']],
  [
    'TG401',
    'DES for ESP',
    { ' esp encryption-algorithm aes-256': ' esp encryption-algorithm des' },
    ['error 6'],
  ],
  [
    'TG401',
    'MD5 for IKEv1',
    { ...IKEV1, ' authentication-algorithm sha2-256': ' authentication-algorithm md5' },
    ['error 10'],
  ],
  [
    'TG401',
    'MD5, which IKEv2 does not read',
    { ' authentication-algorithm sha2-256': ' authentication-algorithm md5' },
    [],
  ],
  [
    'TG401',
    'MD5 for IKEv2',
    { ' integrity-algorithm hmac-sha2-256': ' integrity-algorithm hmac-md5-96' },
    ['error 12'],
  ],
  ['TG401', 'PRF MD5', { ' prf hmac-sha2-256': ' prf hmac-md5' }, ['error 13']],
  [
    'TG401',
    'MD5 for ESP',
    { ' esp authentication-algorithm sha2-256': ' esp authentication-algorithm md5' },
    ['error 5'],
  ],
  [
    'TG401',
    'MD5 for AH',
    { ' esp authentication-algorithm sha2-256': ' transform ah\n ah authentication-algorithm md5' },
    ['error 6'],
  ],
  ['TG401', 'DH group 1', { ' dh group14': ' dh group1' }, ['error 9']],
  ['TG401', 'PFS group 1', { ' pfs dh-group14': ' pfs dh-group1' }, ['error 21']],

  ['TG402', '3DES for IKE', { ' encryption-algorithm aes-256': ' encryption-algorithm 3des' }, ['warning 8']],
  [
    'TG402',
    '3DES for ESP',
    { ' esp encryption-algorithm aes-256': ' esp encryption-algorithm 3des' },
    ['warning 6'],
  ],
  [
    'TG402',
    'SHA-1 for IKEv1',
    { ...IKEV1, ' authentication-algorithm sha2-256': ' authentication-algorithm sha1' },
    ['warning 10'],
  ],
  [
    'TG402',
    'SHA-1 for IKEv2',
    { ' integrity-algorithm hmac-sha2-256': ' integrity-algorithm hmac-sha1-96' },
    ['warning 12'],
  ],
  ['TG402', 'PRF SHA-1', { ' prf hmac-sha2-256': ' prf hmac-sha1' }, ['warning 13']],
  [
    'TG402',
    'SHA-1 for ESP',
    { ' esp authentication-algorithm sha2-256': ' esp authentication-algorithm sha1' },
    ['warning 5'],
  ],
  ['TG402', 'DH group 2', { ' dh group14': ' dh group2' }, ['warning 9']],
  ['TG402', 'DH group 5', { ' dh group14': ' dh group5' }, ['warning 9']],
  ['TG402', 'PFS group 5', { ' pfs dh-group14': ' pfs dh-group5' }, ['warning 21']],
  ['TG402', 'DH group 19', { ' dh group14': ' dh group19' }, []],

  [
    'TG403',
    'aggressive mode with a key',
    { ' undo version 1': ' undo version 2\n exchange-mode aggressive' },
    ['error 16'],
  ],
  [
    'TG403',
    'aggressive mode with certificates',
    {
      ' undo version 1': ' undo version 2\n exchange-mode aggressive',
      ' authentication-method pre-share': ' authentication-method rsa-signature',
    },
    [],
  ],
  ['TG403', 'main mode', IKEV1, []],

  [
    'TG404',
    'ESP without integrity',
    { ' esp authentication-algorithm sha2-256': ' undo esp authentication-algorithm' },
    ['error 5'],
  ],
  [
    'TG404',
    'ESP without encryption',
    { ' esp encryption-algorithm aes-256': ' undo esp encryption-algorithm' },
    ['warning 6'],
  ],
  [
    'TG404',
    'GCM, which needs no other integrity',
    {
      ' esp encryption-algorithm aes-256': ' esp encryption-algorithm aes-256-gcm-128',
      ' esp authentication-algorithm sha2-256': '',
    },
    [],
  ],

  ['TG405', 'no PFS', { ' pfs dh-group14': '' }, ['warning 19']],
  [
    'TG407',
    'a key of 15 characters',
    { ' pre-shared-key Tg-Demo-2026-long-enough': ' pre-shared-key Tg-Demo-2026-15' },
    ['warning 16'],
  ],
  [
    'TG407',
    'a key of 16 characters',
    { ' pre-shared-key Tg-Demo-2026-long-enough': ' pre-shared-key Tg-Demo-2026-016' },
    [],
  ],
  ['TG408', 'one key for two peers', { 'ipsec policy m 1 isakmp': SECOND_PEER }, ['warning 16']],
  [
    'TG409',
    'AH with ESP',
    {
      ' esp authentication-algorithm sha2-256':
        ' transform ah-esp\n esp authentication-algorithm sha2-256\n ah authentication-algorithm sha2-256',
    },
    ['warning 5'],
  ],

  ['TG412', 'DES', { ' encryption-algorithm aes-256': ' encryption-algorithm des' }, ['warning 8']],
  ['TG412', '3DES', { ' esp encryption-algorithm aes-256': ' esp encryption-algorithm 3des' }, ['warning 6']],
  [
    'TG412',
    'MD5',
    { ' esp authentication-algorithm sha2-256': ' esp authentication-algorithm md5' },
    ['warning 5'],
  ],
  [
    'TG412',
    'SHA-1',
    { ' integrity-algorithm hmac-sha2-256': ' integrity-algorithm hmac-sha1-96' },
    ['warning 12'],
  ],
  ['TG412', 'group 5', { ' dh group14': ' dh group5' }, ['warning 9']],
  ['TG412', 'group 14', {}, []],

  [
    'TG414',
    '3DES without a limit by volume',
    {
      ' esp encryption-algorithm aes-256': ' esp encryption-algorithm 3des',
      ' pfs dh-group14': ' pfs dh-group14\n sa duration traffic-based 0',
    },
    ['warning 22'],
  ],
  [
    'TG414',
    '3DES with the default limit',
    { ' esp encryption-algorithm aes-256': ' esp encryption-algorithm 3des' },
    [],
  ],
  [
    'TG414',
    'AES without a limit',
    { ' pfs dh-group14': ' pfs dh-group14\n sa duration traffic-based 0' },
    [],
  ],

  [
    'TG416',
    'IKE SAs that live as long as their children',
    { ' dh group14': ' dh group14\n sa duration 3600' },
    ['warning 20'],
  ],
  [
    'TG416',
    'child SAs that live longer',
    { ' pfs dh-group14': ' pfs dh-group14\n sa duration time-based 90000' },
    ['warning 22'],
  ],

  [
    'TG417',
    'a rule inside an earlier one',
    {
      'ipsec proposal p1':
        ' rule 10 permit ip source 10.1.3.0 0.0.0.255 destination 10.2.0.0 0.0.255.255\nipsec proposal p1',
    },
    ['warning 4'],
  ],
  [
    'TG417',
    'a rule around an earlier one',
    {
      'ipsec proposal p1':
        ' rule 10 permit ip source 10.0.0.0 0.255.255.255 destination 10.2.0.0 0.0.255.255\nipsec proposal p1',
    },
    [],
  ],
  [
    'TG417',
    'another protocol first',
    {
      ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255':
        ' rule 1 permit udp source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255\n rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255',
    },
    [],
  ],

  [
    'TG115',
    'an ike proposal that no peer offers',
    { 'ike peer a': 'ike proposal 7\n encryption-algorithm aes-256\nike peer a' },
    ['note 14'],
  ],
  ['TG115', 'a peer of no policy', { 'ipsec policy m 1 isakmp': SECOND_PEER }, ['note 19']],
  [
    'TG115',
    'an ipsec proposal of no policy',
    { 'ike proposal 1': 'ipsec proposal p2\nike proposal 1' },
    ['note 7'],
  ],
  [
    'TG142',
    'a group that two interfaces have',
    {
      ' tunnel local 198.51.100.1': '',
      ' ipsec policy m':
        ' ipsec policy m\ninterface GigabitEthernet1/0/1\n ip address 192.0.2.1 255.255.255.0\n ipsec policy m',
    },
    ['warning 19'],
  ],
  [
    'TG171',
    'two peers at one address',
    { 'ipsec policy m 1 isakmp': SECOND_PEER.replace('203.0.113.3', '203.0.113.2') },
    ['warning 23'],
  ],
  ['TG116', 'a policy that no interface has', { ' ipsec policy m': '' }, ['warning 19']],
  ['TG114', 'a proposal that is not there', { ' proposal p1': ' proposal p9' }, ['error 23']],
  ['TG114', 'an ACL that is not there', { ' security acl 3000': ' security acl 3999' }, ['error 20']],
  [
    'TG401',
    'written in a proposal that nobody uses',
    { 'ike proposal 1': 'ipsec proposal p2\n esp encryption-algorithm des\nike proposal 1' },
    ['error 8'],
  ],
];

describe.each(VRP_ROWS)('%s: %s', (code, _what, edits, expected) => {
  it(`is ${expected.length === 0 ? 'not found' : expected.join(', ')} in VRP`, () => {
    expect(onlyOf(code, findings('vrp@usg', vrpWith(edits)))).toEqual(expected);
  });
});

const TMSH_ROWS: readonly Row[] = [
  ['TG400', 'IKEv1', { '    version { v2 }': '    version { v1 }' }, ['warning 17']],
  [
    'TG402',
    'SHA-1 for both versions is told once',
    {
      '    version { v2 }': '    version { v1 v2 }',
      '    phase1-hash-algorithm sha256': '    phase1-hash-algorithm sha1',
    },
    ['warning 9'],
  ],
  ['TG402', '3DES by default', { '    phase1-encrypt-algorithm aes256': '' }, ['warning 1']],
  [
    'TG403',
    'aggressive mode',
    {
      '    version { v2 }': '    version { v1 }',
      '    lifetime 480': '    lifetime 480\n    mode aggressive',
    },
    ['error 3'],
  ],
  [
    'TG404',
    'GMAC does not encrypt',
    {
      '    ike-phase2-encrypt-algorithm aes256': '    ike-phase2-encrypt-algorithm aes-gmac256',
      '    ike-phase2-auth-algorithm sha256': '    ike-phase2-auth-algorithm aes-gmac256',
    },
    ['warning 21'],
  ],
  [
    'TG405',
    'no PFS',
    { '    ike-phase2-perfect-forward-secrecy modp2048': '    ike-phase2-perfect-forward-secrecy none' },
    ['warning 23'],
  ],
  [
    'TG410',
    'the identity that a device has by default',
    { '    my-id-type address': '', '    my-id-value 198.51.100.1': '' },
    ['warning 1'],
  ],
  ['TG410', 'an address', {}, []],
  [
    'TG411',
    'no identity of the peer',
    { '    peers-id-type address': '', '    peers-id-value 203.0.113.2': '' },
    ['warning 1'],
  ],
  [
    'TG412',
    'DES needs no package here',
    { '    phase1-encrypt-algorithm aes256': '    phase1-encrypt-algorithm des' },
    [],
  ],
  [
    'TG416',
    'a day for both, by default',
    { '    lifetime 480': '', '    ike-phase2-lifetime 60': '' },
    ['warning 18'],
  ],
];

describe.each(TMSH_ROWS)('%s: %s', (code, _what, edits, expected) => {
  it(`is ${expected.length === 0 ? 'not found' : expected.join(', ')} in tmsh`, () => {
    expect(onlyOf(code, findings('tmsh@16', tmshWith(edits)))).toEqual(expected);
  });
});

it('finds nothing where nothing is wrong', () => {
  expect([findings('vrp@usg', vrpWith()), findings('tmsh@16', tmshWith())]).toEqual([[], []]);
});

it('never shows a key', () => {
  const text = vrpWith({ ' pre-shared-key Tg-Demo-2026-long-enough': ' pre-shared-key Short-Key-9' });
  expect(JSON.stringify(checkText('vrp@usg', text))).not.toContain('Short-Key');
});

/** The clean gateway of the VRP rows, in the IR. */
function gatewayWith(change: (gateway: Gateway) => Gateway): Gateway {
  const vrp = dialectNamed('vrp');
  if (vrp === undefined) throw new Error('VRP is gone');
  const read = vrp.read([{ name: 'input', text: vrpWith() }], 'usg');
  return change(vrp.lower(read, 'usg').gateway);
}

function withPeer(change: Partial<Gateway['peers'][number]>): Gateway {
  return gatewayWith((gateway) => ({
    ...gateway,
    peers: gateway.peers.map((peer) => ({ ...peer, ...change })),
  }));
}

const MANUAL: Gateway['manualSas'][number] = {
  name: 'manual',
  direction: 'out',
  protocol: 'esp',
  mode: 'tunnel',
  spi: 4096,
  source: '198.51.100.1',
  destination: '203.0.113.2',
  encryption: { name: 'ENCR_AES_CBC', keyLength: 128 },
};
function withManual(encryption: NonNullable<(typeof MANUAL)['encryption']>): Gateway {
  return gatewayWith((gateway) => ({ ...gateway, manualSas: [{ ...MANUAL, encryption }] }));
}

/** What other dialects can say, in the IR. */
describe.each<readonly [code: string, what: string, severity: string, gateway: Gateway]>([
  ['TG402', 'DSS for IKEv2', 'warning', withPeer({ localAuthentication: 'dss-signature' })],
  ['TG406', 'a manual key', 'warning', withManual({ name: 'ENCR_AES_CBC', keyLength: 128 })],
  ['TG406', 'a manual key for GCM', 'error', withManual({ name: 'ENCR_AES_GCM_16', keyLength: 128 })],
  ['TG406', 'a manual key for a counter mode', 'error', withManual({ name: 'ENCR_AES_CTR', keyLength: 128 })],
  ['TG408', 'one key for any peer', 'warning', withPeer({ remote: [] })],
  ['TG411', 'an identity that is not verified', 'warning', withPeer({ verifyRemoteId: false })],
  ['TG413', 'an identity that is not verified', 'warning', withPeer({ verifyRemoteId: false })],
  [
    'TG415',
    'whatever the peer proposes',
    'warning',
    withPeer({ versions: ['ikev1'], lifetimeCheck: 'obey' }),
  ],
  [
    'TG418',
    'a certificate that is not verified',
    'warning',
    withPeer({ remoteAuthentication: 'rsa-signature', certificates: { verify: false } }),
  ],
])('%s: %s', (code, _what, severity, gateway) => {
  it(`is a ${severity}`, () => {
    const found = lint(gateway, new Map()).filter((finding) => finding.code === code);
    expect(found.map((finding) => finding.severity)).toEqual([severity]);
  });
});

it('compares ten thousand selectors in a moment', () => {
  const gateway = gatewayWith((given) => {
    const [policy] = given.policies;
    if (policy === undefined) throw new Error('no policy');
    const policies = Array.from({ length: 10_000 }, (_, index) => ({
      ...policy,
      sequence: index + 1,
      selectors: policy.selectors.map((selector) => ({
        ...selector,
        remote: { prefix: `10.${index >> 8}.${index & 255}.0/24` },
      })),
    }));
    return { ...given, policies };
  });
  expect(lint(gateway, new Map()).filter(({ code }) => code === 'TG417')).toEqual([]);
});
