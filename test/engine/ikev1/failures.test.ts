import { describe, expect, it } from 'vitest';
import type { EngineBehaviour } from '../../../src/ir/behaviour.ts';
import type { NegotiationFailure } from '../../../src/ir/result.ts';
import { type End, Lab, NE, RACOON, USG } from './lab.ts';

type Seen = readonly [
  exchange: NegotiationFailure['exchange'],
  cause: NegotiationFailure['cause'],
  parameter: string | undefined,
  notify: string | undefined,
];
interface Row {
  readonly name: string;
  readonly left: End;
  readonly right: End;
  readonly behaviour?: EngineBehaviour;
  /** What the initiator and the responder see first. */
  readonly initiator: Seen;
  readonly responder: Seen | undefined;
  /** Values that the responder names. */
  readonly values?: { readonly offered?: unknown; readonly accepted?: unknown };
}

const NO_PROPOSAL = 'received NO-PROPOSAL-CHOSEN';
const TOLD_NO_PROPOSAL = 'sent NO-PROPOSAL-CHOSEN';
const AES_128 = { name: 'ENCR_AES_CBC', keyLength: 128 } as const;
const AES_256 = { name: 'ENCR_AES_CBC', keyLength: 256 } as const;
const AGGRESSIVE = { exchangeModes: ['aggressive'] } as const;
const OTHER_KEY = [{ secret: { psk: 'another' } }];
const UNREADABLE = [{ secret: { unreadable: 'psk:peer' } }];

function seen(failures: readonly NegotiationFailure[]): Seen | undefined {
  const last = failures.at(-1);
  if (last === undefined) return undefined;
  const { exchange, cause, parameter, notify } = last;
  return [exchange, cause, parameter, notify && `${notify.direction} ${notify.name}`];
}

describe('phase 1 fails, as each end sees it, when', () => {
  const rows: readonly Row[] = [
    {
      name: 'the key lengths differ',
      left: { proposals: [{ encryption: [AES_128] }] },
      right: {},
      initiator: ['main-mode', 'ike-proposal-mismatch', 'ikeProposals', NO_PROPOSAL],
      responder: ['main-mode', 'ike-proposal-mismatch', 'ikeProposals.encryption', TOLD_NO_PROPOSAL],
      values: { offered: [AES_128], accepted: [AES_256] },
    },
    {
      name: 'the hashes differ',
      left: { proposals: [{ hashes: ['SHA'] }] },
      right: { proposals: [{ hashes: ['SHA2-256', 'MD5'] }] },
      initiator: ['main-mode', 'ike-proposal-mismatch', 'ikeProposals', NO_PROPOSAL],
      responder: ['main-mode', 'ike-proposal-mismatch', 'ikeProposals.hashes', TOLD_NO_PROPOSAL],
      values: { offered: ['SHA'], accepted: ['SHA2-256', 'MD5'] },
    },
    {
      name: 'the groups differ',
      left: { proposals: [{ dhGroups: [2, 5] }] },
      right: {},
      initiator: ['main-mode', 'ike-proposal-mismatch', 'ikeProposals', NO_PROPOSAL],
      responder: ['main-mode', 'dh-group-mismatch', 'ikeProposals.dhGroups', TOLD_NO_PROPOSAL],
      values: { offered: [2, 5], accepted: [14] },
    },
    {
      name: 'the authentication methods differ',
      left: {},
      right: { proposals: [{ authenticationMethod: 'rsa-signature' }] },
      initiator: ['main-mode', 'ike-proposal-mismatch', 'ikeProposals', NO_PROPOSAL],
      responder: [
        'main-mode',
        'authentication-method-mismatch',
        'ikeProposals.authenticationMethod',
        TOLD_NO_PROPOSAL,
      ],
      values: { offered: ['pre-shared-key'], accepted: ['rsa-signature'] },
    },
    {
      name: 'each algorithm is there, but no whole set',
      left: { proposals: [{ encryption: [AES_128], hashes: ['SHA'] }, { hashes: ['SHA2-256'] }] },
      right: { proposals: [{ encryption: [AES_128] }, { hashes: ['SHA'] }] },
      initiator: ['main-mode', 'ike-proposal-mismatch', 'ikeProposals', NO_PROPOSAL],
      responder: ['main-mode', 'ike-proposal-mismatch', 'ikeProposals.hashes', TOLD_NO_PROPOSAL],
      values: { offered: ['SHA'], accepted: ['SHA2-256'] },
    },
    {
      name: 'aggressive mode offers the group of its first proposal only',
      left: { proposals: [{ dhGroups: [2] }, { dhGroups: [14] }], peer: AGGRESSIVE },
      right: { peer: AGGRESSIVE },
      initiator: ['aggressive-mode', 'ike-proposal-mismatch', 'ikeProposals', NO_PROPOSAL],
      responder: ['aggressive-mode', 'dh-group-mismatch', 'ikeProposals.dhGroups', TOLD_NO_PROPOSAL],
      values: { offered: [2], accepted: [14] },
    },
    {
      name: 'the responder checks lifetimes and its own is shorter',
      behaviour: RACOON,
      left: {},
      right: { proposals: [{ lifetimeSeconds: 28_800 }], peer: { lifetimeCheck: 'claim' } },
      initiator: ['main-mode', 'ike-proposal-mismatch', 'ikeProposals', NO_PROPOSAL],
      responder: ['main-mode', 'lifetime-refused', 'ikeProposals.lifetimeSeconds', TOLD_NO_PROPOSAL],
      values: { offered: 86_400, accepted: 28_800 },
    },
    {
      name: 'the responder does not answer in that mode',
      left: { peer: AGGRESSIVE },
      right: {},
      initiator: ['aggressive-mode', 'no-response', undefined, undefined],
      responder: ['aggressive-mode', 'exchange-mode-mismatch', 'peers.exchangeModes', undefined],
      values: { offered: 'aggressive', accepted: ['main'] },
    },
    {
      name: 'the responder has no such peer',
      left: {},
      right: { peer: { remote: [{ address: '192.0.2.77' }] } },
      initiator: ['main-mode', 'no-response', undefined, undefined],
      responder: ['main-mode', 'no-peer-configured', 'peers.remote', undefined],
    },
    {
      name: 'the responder speaks IKEv2 only with the peer',
      left: {},
      right: { peer: { versions: ['ikev2'] } },
      initiator: ['main-mode', 'no-response', undefined, undefined],
      responder: ['main-mode', 'version-mismatch', 'peers.versions', undefined],
    },
    {
      name: 'the keys differ in main mode: the responder cannot read message 5 (S9)',
      left: { peer: { preSharedKeys: OTHER_KEY } },
      right: {},
      initiator: ['main-mode', 'no-response', undefined, 'received PAYLOAD-MALFORMED'],
      responder: ['main-mode', 'authentication-failed', 'peers.preSharedKeys', 'sent PAYLOAD-MALFORMED'],
    },
    {
      name: 'the keys differ in aggressive mode: the initiator checks HASH_R first (S9)',
      left: { peer: { ...AGGRESSIVE, preSharedKeys: OTHER_KEY } },
      right: { peer: AGGRESSIVE },
      initiator: [
        'aggressive-mode',
        'authentication-failed',
        'peers.preSharedKeys',
        'sent AUTHENTICATION-FAILED',
      ],
      responder: ['aggressive-mode', 'authentication-failed', undefined, 'received AUTHENTICATION-FAILED'],
    },
    {
      name: 'the key of one end is unreadable',
      left: {},
      right: { peer: { preSharedKeys: UNREADABLE } },
      initiator: ['main-mode', 'no-response', undefined, 'received PAYLOAD-MALFORMED'],
      responder: ['main-mode', 'unverifiable-secret', 'peers.preSharedKeys', 'sent PAYLOAD-MALFORMED'],
    },
    {
      name: 'main mode finds no key for the address',
      left: { peer: { localId: { type: 'ID_FQDN', value: 'branch.example' } } },
      right: {
        peer: {
          remoteIds: [],
          preSharedKeys: [
            { identity: { type: 'ID_FQDN', value: 'branch.example' }, secret: { psk: 'Tg-Demo-2026' } },
          ],
        },
      },
      initiator: ['main-mode', 'no-response', undefined, undefined],
      responder: ['main-mode', 'authentication-failed', 'peers.preSharedKeys', undefined],
    },
    {
      name: 'the responder expects another identity',
      left: { peer: { localId: { type: 'ID_FQDN', value: 'a.example' } } },
      right: { peer: { remoteIds: [{ type: 'ID_FQDN', value: 'b.example' }] } },
      initiator: ['main-mode', 'remote-id-mismatch', undefined, 'received INVALID-ID-INFORMATION'],
      responder: ['main-mode', 'remote-id-mismatch', 'peers.remoteIds', 'sent INVALID-ID-INFORMATION'],
      values: {
        offered: { type: 'ID_FQDN', value: 'a.example' },
        accepted: [{ type: 'ID_FQDN', value: 'b.example' }],
      },
    },
    {
      name: 'the initiator expects another identity',
      left: { peer: { remoteIds: [{ type: 'ID_FQDN', value: 'b.example' }] } },
      right: { peer: { localId: { type: 'ID_FQDN', value: 'a.example' } } },
      initiator: ['main-mode', 'remote-id-mismatch', 'peers.remoteIds', 'sent INVALID-ID-INFORMATION'],
      responder: ['main-mode', 'remote-id-mismatch', undefined, 'received INVALID-ID-INFORMATION'],
    },
    {
      name: 'the initiator has no name to give',
      left: { peer: { localId: { type: 'ID_FQDN' } } },
      right: {},
      initiator: ['main-mode', 'local-id-missing', 'peers.localId', undefined],
      responder: undefined,
    },
  ];

  it.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    const { left, right, initiator, responder, values = {}, behaviour = USG } = row;
    const lab = new Lab({ left, right, behaviour });
    lab.run(51_000);
    expect(lab.childSas('left')).toEqual([]);
    expect(lab.childSas('right')).toEqual([]);
    expect(seen(lab.failures('left'))).toEqual(initiator);
    expect(seen(lab.failures('right'))).toEqual(responder);
    expect(lab.failures('right').at(-1) ?? {}).toMatchObject(values);
    expect(lab.ikeSas('right')).toEqual([]);
    expect(lab.offline('left')).toEqual([]);
  });
});

describe('quick mode fails, and phase 1 stays up, when', () => {
  const subnet = (prefix: string): NonNullable<End['policy']> => ({
    selectors: [
      {
        action: 'protect',
        local: { prefix: '10.2.0.0/16' },
        remote: { prefix },
        direction: 'both',
      },
    ],
  });
  const rows: readonly Row[] = [
    {
      name: 'only the initiator wants PFS (S8)',
      left: { policy: { pfsGroups: [14] } },
      right: {},
      initiator: ['quick-mode', 'child-proposal-mismatch', 'ipsecProposals', NO_PROPOSAL],
      responder: ['quick-mode', 'pfs-mismatch', 'policies.pfsGroups', TOLD_NO_PROPOSAL],
      values: { offered: [14], accepted: [] },
    },
    {
      name: 'the PFS groups differ (S8)',
      left: { policy: { pfsGroups: [14] } },
      right: { policy: { pfsGroups: [5, 2] } },
      initiator: ['quick-mode', 'child-proposal-mismatch', 'ipsecProposals', NO_PROPOSAL],
      responder: ['quick-mode', 'pfs-mismatch', 'policies.pfsGroups', TOLD_NO_PROPOSAL],
      values: { offered: [14], accepted: [5, 2] },
    },
    {
      name: 'the ciphers differ',
      left: { ipsec: { esp: { encryption: [AES_128], integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }] } } },
      right: {},
      initiator: ['quick-mode', 'child-proposal-mismatch', 'ipsecProposals', NO_PROPOSAL],
      responder: ['quick-mode', 'child-proposal-mismatch', 'ipsecProposals.esp.encryption', TOLD_NO_PROPOSAL],
      values: { offered: [AES_128], accepted: [AES_256] },
    },
    {
      name: 'the integrity algorithms differ',
      left: {},
      right: { ipsec: { esp: { encryption: [AES_256], integrity: [{ name: 'AUTH_HMAC_SHA1_96' }] } } },
      initiator: ['quick-mode', 'child-proposal-mismatch', 'ipsecProposals', NO_PROPOSAL],
      responder: ['quick-mode', 'child-proposal-mismatch', 'ipsecProposals.esp.integrity', TOLD_NO_PROPOSAL],
    },
    {
      name: 'one end wants transport mode',
      left: { ipsec: { encapsulation: 'transport' } },
      right: {},
      initiator: ['quick-mode', 'child-proposal-mismatch', 'ipsecProposals', NO_PROPOSAL],
      responder: ['quick-mode', 'encapsulation-mismatch', 'ipsecProposals.encapsulation', TOLD_NO_PROPOSAL],
      values: { offered: ['transport'], accepted: ['tunnel'] },
    },
    {
      name: 'the selectors are not each other mirrored, even if one holds the other',
      left: {},
      right: { policy: subnet('10.1.0.0/20') },
      initiator: ['quick-mode', 'selector-mismatch', 'policies.selectors', 'received INVALID-ID-INFORMATION'],
      responder: ['quick-mode', 'selector-mismatch', 'policies.selectors', 'sent INVALID-ID-INFORMATION'],
      values: {
        offered: { local: { prefix: '10.2.0.0/16' }, remote: { prefix: '10.1.0.0/16' } },
        accepted: [{ local: { prefix: '10.2.0.0/16' }, remote: { prefix: '10.1.0.0/20' } }],
      },
    },
    {
      name: 'the responder wants exactly its lifetime',
      behaviour: RACOON,
      left: { policy: { lifetime: { seconds: 3600, kilobytes: 0 } } },
      right: {
        policy: { lifetime: { seconds: 7200, kilobytes: 0 } },
        peer: { lifetimeCheck: 'exact' },
      },
      initiator: ['quick-mode', 'child-proposal-mismatch', 'ipsecProposals', NO_PROPOSAL],
      responder: ['quick-mode', 'lifetime-refused', 'policies.lifetime.seconds', TOLD_NO_PROPOSAL],
      values: { offered: 3600, accepted: 7200 },
    },
  ];

  it.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    const { left, right, initiator, responder, values = {}, behaviour = USG } = row;
    const lab = new Lab({ left, right, behaviour });
    lab.run(1000);
    expect(lab.childSas('left')).toEqual([]);
    expect(lab.childSas('right')).toEqual([]);
    expect(seen(lab.failures('left'))).toEqual(initiator);
    expect(seen(lab.failures('right'))).toEqual(responder);
    expect(lab.failures('right').at(-1) ?? {}).toMatchObject(values);
    expect(lab.ikeSas('left')).toMatchObject([{ state: 'established' }]);
    expect(lab.ikeSas('right')).toMatchObject([{ state: 'established' }]);
  });
});

describe('the lifetime that both ends keep', () => {
  const lifetime = (seconds: number, kilobytes: number): End => ({
    proposals: [{ lifetimeSeconds: 10 * seconds }],
    policy: { lifetime: { seconds, kilobytes } },
  });
  it.each<[behaviour: string, row: EngineBehaviour, ike: readonly number[], child: readonly number[]]>([
    ['shorter', USG, [36_000, 36_000], [3600, 3600]],
    ['initiator', NE, [72_000, 72_000], [7200, 7200]],
  ])('by the rule "%s" is its own', (_name, behaviour, ike, child) => {
    const lab = new Lab({ behaviour, left: lifetime(7200, 2048), right: lifetime(3600, 1024) });
    lab.run(1000);
    const hard = (side: 'left' | 'right'): readonly number[] => [
      lab.ikeSas(side)[0]?.suite?.lifetimeSeconds ?? -1,
      ((lab.childSas(side)[0]?.hardExpires ?? 0) - (lab.childSas(side)[0]?.created ?? 0)) / 1000,
    ];
    expect([hard('left')[0], hard('right')[0]]).toEqual(ike);
    expect([hard('left')[1], hard('right')[1]]).toEqual(child);
    expect(lab.childSas('left')[0]?.hardKilobytes).toBe(lab.childSas('right')[0]?.hardKilobytes);
  });
});
