import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';
import { vrp } from '../../../src/dialects/vrp/index.ts';

type Cell = string | readonly string[] | undefined;

/** Both versions answer; the one with the larger number is initiated. */
const BOTH: Cell = ['version 1', 'version 2'];

/** `reference/vrp.md` 2.8, typed by hand: an item, where it is said, and what each profile means by silence. */
const DEFAULTS: readonly (readonly [
  item: string,
  view: string,
  slot: string,
  arV2r3: Cell,
  ar: Cell,
  usg: Cell,
  ne: Cell,
])[] = [
  ['IKE version', 'ike-peer', 'version', BOTH, BOTH, BOTH, BOTH],
  ['exchange mode', 'ike-peer', 'exchangeMode', ...same('exchange-mode main')],
  [
    'IKE encryption',
    'ike-proposal',
    'encryptionAlgorithm',
    'encryption-algorithm des-cbc',
    'encryption-algorithm aes-256',
    'encryption-algorithm aes-256',
    'encryption-algorithm aes-cbc 256',
  ],
  [
    'IKE hash',
    'ike-proposal',
    'authenticationAlgorithm',
    'authentication-algorithm sha1',
    'authentication-algorithm sha2-256',
    'authentication-algorithm sha2-256',
    'authentication-algorithm sha2-256',
  ],
  ['DH group', 'ike-proposal', 'dh', 'dh group1', 'dh group14', 'dh group14', undefined],
  ['PRF', 'ike-proposal', 'prf', 'prf hmac-sha1', 'prf hmac-sha2-256', 'prf hmac-sha2-256', undefined],
  [
    'IKE integrity',
    'ike-proposal',
    'integrityAlgorithm',
    'integrity-algorithm hmac-sha1-96',
    'integrity-algorithm hmac-sha2-256',
    'integrity-algorithm hmac-sha2-256',
    'integrity-algorithm hmac-sha2-256',
  ],
  ['IKE lifetime', 'ike-proposal', 'saDuration', ...same('sa duration 86400')],
  ['transform', 'ipsec-proposal', 'transform', ...same('transform esp')],
  ['mode', 'ipsec-proposal', 'encapsulationMode', ...same('encapsulation-mode tunnel')],
  [
    'ESP encryption',
    'ipsec-proposal',
    'espEncryptionAlgorithm',
    'esp encryption-algorithm des',
    'esp encryption-algorithm aes-256',
    'esp encryption-algorithm aes-256',
    'esp encryption-algorithm aes 256',
  ],
  [
    'ESP authentication',
    'ipsec-proposal',
    'espAuthenticationAlgorithm',
    'esp authentication-algorithm md5',
    'esp authentication-algorithm sha2-256',
    'esp authentication-algorithm sha2-256',
    'esp authentication-algorithm sha2-256',
  ],
  ['PFS', 'ipsec-policy-isakmp', 'pfs', ...same(undefined)],
  [
    'IPsec lifetime, time',
    'system',
    'globalDurationTime',
    ...same('ipsec sa global-duration time-based 3600'),
  ],
  [
    'IPsec lifetime, volume',
    'system',
    'globalDurationTraffic',
    'ipsec sa global-duration traffic-based 1843200',
    'ipsec sa global-duration traffic-based 1843200',
    'ipsec sa global-duration traffic-based 10485760',
    'ipsec sa global-duration traffic-based 1843200',
  ],
  ['DPD', 'ike-peer', 'dpdType', ...same(undefined)],
  [
    'DPD payload order',
    'system',
    'ikeDpdMessage',
    'ike dpd msg seq-notify-hash',
    'ike dpd msg seq-notify-hash',
    'ike dpd msg seq-hash-notify',
    undefined,
  ],
  [
    'NAT traversal',
    'ike-peer',
    'natTraversal',
    'undo nat traversal',
    'nat traversal',
    'nat traversal',
    'undo nat traversal',
  ],
  [
    'SA trigger',
    'ipsec-policy-isakmp',
    'saTriggerMode',
    'sa trigger-mode auto',
    'sa trigger-mode traffic-based',
    'sa trigger-mode traffic-based',
    'sa trigger-mode traffic-based',
  ],
  [
    'anti-replay window',
    'system',
    'antiReplayWindow',
    'ipsec anti-replay window 32',
    'ipsec anti-replay window 1024',
    'ipsec anti-replay window 1024',
    'ipsec anti-replay window 1024',
  ],
  ['heartbeat timer', 'system', 'ikeHeartbeatInterval', ...same(undefined)],
  ['heartbeat sequence numbers', 'system', 'ikeHeartbeatSequence', ...same('ike heartbeat seq-num old')],
];

function same(cell: Cell): readonly [Cell, Cell, Cell, Cell] {
  return [cell, cell, cell, cell];
}

describe('what a profile means where nothing is written', () => {
  it.each(DEFAULTS)('%s', (_item, view, slot, ...cells) => {
    const rows = table.rows.filter((row) => row.view === view && row.slot === slot);
    expect(rows.length).toBeGreaterThan(0);
    const found = PROFILES.map((profile) =>
      rows.map(({ options }) => options.defaults?.[profile]).find((sentence) => sentence !== undefined),
    );
    expect(found).toEqual(cells);
  });

  it('counts them: 22 facts in the rows of the table, for four profiles each', () => {
    const cells = DEFAULTS.flatMap(([, , , ...ofProfiles]) => ofProfiles);
    expect([DEFAULTS.length, cells.length]).toEqual([22, 88]);
  });
});

/** `reference/vrp.md` 1.8, 2.1 and 3.4: behind those that are configured, by priority. */
const BUILT_IN: readonly (readonly [profile: string, offered: readonly string[]])[] = [
  ['ar-v2r3', ['5', '20', 'default']],
  ['ar', ['5', '20', 'default']],
  ['usg', ['5', '20', 'default']],
  ['ne', ['5', '20', 'default1', 'default2', 'default3']],
];
const WITHOUT_PROPOSAL = `#
ike proposal 20
 dh group2
#
ike proposal 5
 dh group14
#
ike peer p
 remote-address 203.0.113.2
#
`;

describe('a peer without a proposal offers all of the device', () => {
  it.each(BUILT_IN)('vrp@%s', (profile, offered) => {
    const read = vrp.read([{ name: 'a.cfg', text: WITHOUT_PROPOSAL }], profile);
    const { gateway } = vrp.lower(read, profile);
    expect(gateway.peers.map(({ proposals }) => proposals)).toEqual([offered]);
    const known = new Set(gateway.ikeProposals.map(({ name }) => name));
    expect(offered.every((name) => known.has(name))).toBe(true);
  });
});
