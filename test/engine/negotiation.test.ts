import { describe, expect, test } from 'vitest';
import {
  addressKey,
  addressOf,
  keyRanges,
  trafficAddress,
} from '../../src/engine/negotiation/address-keys.ts';
import { localIdentity, matchIdentity } from '../../src/engine/negotiation/identities.ts';
import { matchCertificate, preSharedKeyFor, secretTag } from '../../src/engine/negotiation/proofs.ts';
import type { Certificates, IkeProposal, Peer } from '../../src/ir/ike.ts';
import type { Identity, Secret } from '../../src/ir/scalars.ts';
import type { IpsecProposal } from '../../src/ir/ipsec.ts';
import { type Changes, IPSEC_PROPOSAL, labOf, peerOf } from './lab.ts';

type IkeEncryption = IkeProposal['encryption'][number];

describe('addresses as keys', () => {
  test.each(['0.0.0.0', '10.1.2.255', '::', '::1', '2001:db8::1', '2001:db8:0:1:1:1:1:1', '1::2:0:0:3'])(
    '%s',
    (address) => {
      expect(addressOf(addressKey(address) ?? '')).toBe(address);
    },
  );
  test('a hidden one has none', () => {
    expect([addressKey('unknown:x'), keyRanges({ prefix: 'unknown:x/24' })]).toEqual([undefined, []]);
  });
  test.each([
    [{ prefix: '10.1.0.0/16' }, { prefix: '10.1.0.0/16' }],
    [{ first: '10.1.0.0', last: '10.1.0.255' }, { prefix: '10.1.0.0/24' }],
    [
      { first: '10.1.0.1', last: '10.1.0.9' },
      { first: '10.1.0.1', last: '10.1.0.9' },
    ],
  ])('%j is %j', (address, expected) => {
    expect(keyRanges(address).map(trafficAddress)).toEqual([expected]);
  });
});

describe('identities', () => {
  test.each<readonly [Identity, Identity, string]>([
    [{ type: 'ID_FQDN', value: 'A.example' }, { type: 'ID_FQDN', value: 'a.EXAMPLE' }, 'match'],
    [{ type: 'ID_FQDN', value: 'a' }, { type: 'ID_FQDN', value: 'b' }, 'mismatch'],
    [{ type: 'ID_FQDN', value: 'a' }, { type: 'ID_RFC822_ADDR', value: 'a' }, 'mismatch'],
    [{ type: 'ID_KEY_ID', value: 'a' }, { type: 'ID_KEY_ID', value: 'A' }, 'mismatch'],
    [{ type: 'ID_IPV4_ADDR' }, { type: 'ID_IPV4_ADDR', value: '192.0.2.1' }, 'match'],
    [{ type: 'ID_IPV4_ADDR' }, { type: 'ID_IPV4_ADDR', value: '192.0.2.2' }, 'mismatch'],
    [
      { type: 'ID_IPV4_ADDR', value: 'unknown:1.x' },
      { type: 'ID_IPV4_ADDR', value: '192.0.2.1' },
      'unverifiable',
    ],
    [{ type: 'ID_DER_ASN1_DN' }, { type: 'ID_DER_ASN1_DN', value: 'CN=a' }, 'match'],
    [
      { type: 'ID_DER_ASN1_DN', value: 'cn=a, o=b' },
      { type: 'ID_DER_ASN1_DN', value: 'CN = a,O=b' },
      'match',
    ],
    [{ type: 'ID_DER_ASN1_DN', value: 'CN=a' }, { type: 'ID_DER_ASN1_DN', value: 'CN=A' }, 'mismatch'],
    [{ type: 'ID_DER_ASN1_DN', value: 'CN=*,O=b' }, { type: 'ID_DER_ASN1_DN', value: 'CN=a,O=b' }, 'match'],
    // an address that is not written out has the family of the one that is used
    [{ type: 'ID_IPV6_ADDR' }, { type: 'ID_IPV4_ADDR', value: '192.0.2.1' }, 'match'],
    [{ type: 'ID_IPV4_ADDR' }, { type: 'ID_FQDN', value: '192.0.2.1' }, 'mismatch'],
    [
      { type: 'ID_IPV6_ADDR', value: '2001:db8::1' },
      { type: 'ID_IPV4_ADDR', value: '192.0.2.1' },
      'mismatch',
    ],
  ])('%j expects, %j comes: %s', (expected, presented, match) => {
    expect(matchIdentity(expected, presented, '192.0.2.1')).toBe(match);
  });
  test.each<readonly [Partial<Peer>, Identity | undefined]>([
    [{ localId: { type: 'ID_IPV4_ADDR' } }, { type: 'ID_IPV4_ADDR', value: '192.0.2.1' }],
    [{ localId: { type: 'ID_FQDN', value: 'x' } }, { type: 'ID_FQDN', value: 'x' }],
    [{ localId: { type: 'ID_KEY_ID' } }, undefined],
    [{ localId: { type: 'ID_RFC822_ADDR' } }, undefined],
    [{ localId: { type: 'ID_NULL' } }, { type: 'ID_NULL', value: '' }],
    [{ localId: { type: 'ID_DER_ASN1_DN' } }, undefined],
    [
      { localId: { type: 'ID_DER_ASN1_DN' }, certificates: { certificate: 'me', verify: true } },
      { type: 'ID_DER_ASN1_DN', value: 'me' },
    ],
    [{ localId: { type: 'ID_DER_ASN1_GN' } }, undefined],
  ])('%j says it is %j', (changes, expected) => {
    expect(localIdentity({ ...peerOf('a'), ...changes }, '192.0.2.1')).toEqual(expected);
  });
});

test('an address of the other family says so itself', () => {
  const said = localIdentity({ ...peerOf('a'), localId: { type: 'ID_IPV4_ADDR' } }, '2001:db8::1');
  expect(said).toEqual({ type: 'ID_IPV6_ADDR', value: '2001:db8::1' });
});

describe('the transforms that two ends choose (RFC 7296 section 3.3.6)', () => {
  const GCM = { name: 'ENCR_AES_GCM_16', keyLength: 256 } as const;
  const CBC = { name: 'ENCR_AES_CBC', keyLength: 256 } as const;
  test.each<
    readonly [string, readonly IkeEncryption[], readonly IkeEncryption[], string | undefined, boolean]
  >([
    ['an AEAD cipher has no integrity beside it', [GCM], [GCM], 'ENCR_AES_GCM_16', false],
    ['the responder prefers', [CBC, GCM], [GCM, CBC], 'ENCR_AES_GCM_16', false],
    ['the other one is in common', [GCM, CBC], [CBC], 'ENCR_AES_CBC', true],
    ['none is in common', [GCM], [CBC], undefined, false],
  ])('%s', (_name, a, b, cipher, hasIntegrity) => {
    const lab = labOf({
      a: { ikeProposal: { encryption: a } },
      b: { ikeProposal: { encryption: b } },
    }).settle();
    const suite = lab.ike('b')[0]?.suite;
    expect(suite?.encryption.name).toBe(cipher);
    expect(suite?.integrity !== undefined).toBe(hasIntegrity);
  });
});

describe('keys and certificates', () => {
  test.each<readonly [Secret, Secret, boolean]>([
    [{ psk: 'abc' }, { psk: 'abc' }, true],
    [{ psk: 'abc' }, { psk: 'abd' }, false],
    [{ psk: 'abc' }, { psk: '616263', encoding: 'hex' }, true],
    [{ psk: 'abc' }, { psk: '0x616263', encoding: 'hex' }, true],
    [{ psk: 'clé' }, { psk: '636cc3a9', encoding: 'hex' }, true],
  ])('%j and %j: %s', (left, right, isSame) => {
    expect(secretTag(left) === secretTag(right)).toBe(isSame);
  });
  test('the first key whose identity fits', () => {
    const peer: Peer = {
      ...peerOf('a'),
      preSharedKeys: [
        { identity: { type: 'ID_FQDN', value: 'other' }, secret: { psk: '1' } },
        { identity: { type: 'ID_IPV4_ADDR', value: '192.0.2.1' }, secret: { psk: '2' } },
        { secret: { psk: '3' } },
      ],
    };
    const keyFor = (identity: Identity | undefined, remote: string): unknown =>
      preSharedKeyFor(peer, identity, remote);
    expect(keyFor({ type: 'ID_FQDN', value: 'other' }, '192.0.2.9')).toEqual({ psk: '1' });
    expect(keyFor({ type: 'ID_IPV4_ADDR', value: '192.0.2.1' }, '192.0.2.1')).toEqual({ psk: '2' });
    expect(keyFor({ type: 'ID_FQDN', value: 'third' }, '192.0.2.9')).toEqual({ psk: '3' });
    expect(keyFor(undefined, '192.0.2.1')).toEqual({ psk: '2' });
  });
  test.each<readonly [Partial<Certificates> | undefined, string]>([
    [undefined, 'mismatch'],
    [{ verify: false }, 'match'],
    [{ peerCertificate: 'theirs' }, 'match'],
    [{ peerCertificate: 'others' }, 'unverifiable'],
    [{ authority: 'root' }, 'match'],
    [{ authority: 'root2' }, 'unverifiable'],
    [{}, 'unverifiable'],
  ])('%j: %s', (certificates, expected) => {
    const peer: Peer = {
      ...peerOf('a'),
      ...(certificates === undefined ? {} : { certificates: { verify: true, ...certificates } }),
    };
    expect(matchCertificate(peer, { kind: 'CERT', subject: 'theirs', authority: 'root' })).toBe(expected);
    expect(matchCertificate(peer, undefined)).toBe('mismatch');
  });
  test('a tunnel with certificates', () => {
    const certificates = { certificate: 'own', authority: 'root', verify: true };
    const lab = labOf({
      both: {
        peer: {
          localAuthentication: 'rsa-signature',
          remoteAuthentication: 'rsa-signature',
          preSharedKeys: [],
          certificates,
          localId: { type: 'ID_DER_ASN1_DN' },
          remoteIds: [{ type: 'ID_DER_ASN1_DN' }],
        },
      },
    }).settle();
    expect([lab.children('a').length, lab.children('b').length]).toEqual([1, 1]);
    expect(lab.ike('a')[0]?.suite?.authenticationMethod).toBe('rsa-signature');
  });
});

describe('child SAs of other kinds', () => {
  const integrity = [{ name: 'AUTH_HMAC_SHA2_256_128' as const }];
  test.each<readonly [string, Partial<IpsecProposal>, readonly string[]]>([
    ['AH beside ESP', { ah: { integrity } }, ['ah', 'esp']],
    ['transport mode', { encapsulation: 'transport' }, ['esp']],
    ['extended sequence numbers', { extendedSequenceNumbers: true }, ['esp']],
    [
      'an AEAD cipher and another',
      {
        esp: {
          encryption: [
            { name: 'ENCR_AES_GCM_16', keyLength: 128 },
            { name: 'ENCR_AES_CBC', keyLength: 128 },
          ],
          integrity,
        },
      },
      ['esp'],
    ],
  ])('%s', (_name, ipsecProposal, protocols) => {
    const lab = labOf({ both: { ipsecProposal } }).settle();
    const [a, b] = [lab.children('a')[0], lab.children('b')[0]];
    expect(a?.inbound.map(({ protocol }) => protocol)).toEqual(protocols);
    expect(a?.inbound.map(({ spi }) => spi)).toEqual(b?.outbound.map(({ spi }) => spi));
    expect(a?.mode).toBe(ipsecProposal.encapsulation ?? 'tunnel');
    lab.simulation.perform({ kind: 'expire', gateway: 'a', level: 'child', how: 'soft', select: {} });
    lab.settle();
    expect(lab.children('b')).toHaveLength(1);
    lab.simulation.execute('a', { kind: 'clear-child-sa', select: {}, then: 'never' });
    lab.settle();
    expect(lab.children('b')).toEqual([]);
  });
  const { esp: _esp, ...WITHOUT_ESP } = IPSEC_PROPOSAL;
  const AH: Changes = { gateway: { ipsecProposals: [{ ...WITHOUT_ESP, ah: { integrity } }] } };
  test.each(['ikev1', 'ikev2'] as const)('AH alone, %s', (version) => {
    const lab = labOf({ both: { version, ...AH } }).settle();
    const [a, b] = [lab.children('a')[0], lab.children('b')[0]];
    expect(a?.outbound).toMatchObject([{ protocol: 'ah', integrity: integrity[0] }]);
    expect(a?.outbound.map(({ spi }) => spi)).toEqual(b?.inbound.map(({ spi }) => spi));
    expect(b?.outbound.map(({ spi }) => spi)).toEqual(a?.inbound.map(({ spi }) => spi));
    lab.simulation.perform({ kind: 'expire', gateway: 'a', level: 'child', how: 'soft', select: {} });
    lab.settle();
    expect(lab.children('b').map(({ id }) => id)).not.toContain(b?.id);
    lab.simulation.execute('a', { kind: 'clear-child-sa', select: {}, then: 'never' });
    lab.settle();
    expect([lab.children('a'), lab.children('b')]).toEqual([[], []]);
  });
  // AH protects the addresses that the device changes (section 2.6)
  test.each([
    ['AH alone', AH],
    ['AH beside ESP', { ipsecProposal: { ah: { integrity } } }],
  ] as const)('%s is impossible behind a NAT device', (_name, changes) => {
    const nats = [{ name: 'nat', outside: '192.0.2.99', inside: ['a'], mappingTimeoutSeconds: 300 }];
    const lab = labOf({
      both: { version: 'ikev1', ...changes },
      a: { version: 'ikev1', ...changes },
      b: {
        version: 'ikev1',
        ...changes,
        peer: { remote: [], remoteIds: [] },
        policy: { initiation: 'never' },
      },
      network: { nats },
    });
    lab.settle(60_000);
    expect(lab.children('b')).toEqual([]);
    expect(lab.failures('a').map(({ cause }) => cause)).toContain('nat-not-supported');
  });
  test('INVALID_KE_PAYLOAD by force when a child SA is rekeyed: the other group of its PFS', () => {
    const lab = labOf({ both: { policy: { pfsGroups: [14, 19] } } }).settle();
    lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { invalidKeyExchanges: 1 } });
    lab.simulation.perform({ kind: 'expire', gateway: 'a', level: 'child', how: 'soft', select: {} });
    lab.settle();
    expect(lab.children('a').map(({ pfsGroup }) => pfsGroup)).toEqual([19]);
    expect(lab.children('b').map(({ pfsGroup }) => pfsGroup)).toEqual([19]);
  });
  test('combined selectors are one child SA', () => {
    const selectors = (local: string, remote: string): object => ({
      selectorGrouping: 'combined',
      selectors: [1, 2].map((rule) => ({
        action: 'protect',
        local: { prefix: `${local}.${rule}.0/24` },
        remote: { prefix: `${remote}.${rule}.0/24` },
        direction: 'both',
        rule,
      })),
    });
    const lab = labOf({
      a: { policy: selectors('10.1', '10.2') },
      b: { policy: selectors('10.2', '10.1') },
    }).settle();
    expect([lab.children('a').length, lab.children('b').length]).toEqual([1, 1]);
  });
  test('a tunnel interface without selectors', () => {
    const route = { kind: 'route-based' as const, selectors: [], interfaces: ['Tunnel0'], tunnel: {} };
    const lab = labOf({
      a: {
        policy: route,
        gateway: {
          interfaces: [
            {
              name: 'Tunnel0',
              kind: 'tunnel',
              addresses: ['10.0.0.1/30'],
              enabled: true,
              tunnel: { protocol: 'ipsec', source: { interface: 'wan' }, destination: '203.0.113.2' },
            },
            { name: 'wan', kind: 'physical', addresses: ['198.51.100.1/24'], enabled: true },
          ],
        },
      },
      b: { policy: { ...route, interfaces: [], tunnel: { local: '203.0.113.2' } } },
    }).settle();
    expect(lab.children('a')[0]).toMatchObject({ origin: 'route-based', interface: 'Tunnel0' });
    expect(lab.children('a')[0]?.selector.local).toEqual({ prefix: '0.0.0.0/0' });
  });
});
