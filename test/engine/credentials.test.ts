import { describe, expect, test } from 'vitest';
import type { Certificates, Peer, PreSharedKey } from '../../src/ir/ike.ts';
import type { Identity } from '../../src/ir/scalars.ts';
import { type Changes, ENDS, type Lab, labOf, type LabOptions } from './lab.ts';

/** How an IKE SA is made: two exchange modes of IKEv1, or IKEv2. */
const WAYS: readonly (readonly [way: string, changes: Changes])[] = [
  ['main mode', { version: 'ikev1' }],
  ['aggressive mode', { version: 'ikev1', peer: { exchangeModes: ['aggressive'] } }],
  ['IKEv2', { version: 'ikev2' }],
];

function lab(way: Changes, own: Partial<Peer>, theirs: Partial<Peer>, options: LabOptions = {}): Lab {
  const method = own.localAuthentication ?? 'pre-shared-key';
  const end = (peer: Partial<Peer>): Changes => ({
    ...way,
    ikeProposal: { authenticationMethod: method },
    peer: { ...way.peer, ...peer },
  });
  const made = labOf({ ...options, a: end(own), b: end(theirs) });
  made.until(8000);
  return made;
}
function isUp(made: Lab): boolean {
  return ENDS.every((end) => made.children(end).length === 1);
}
/** Those of the expected causes that either end recorded. */
function causesOf(made: Lab, expected: readonly string[]): readonly string[] {
  const found: ReadonlySet<string> = new Set(
    ENDS.flatMap((end) => made.failures(end).map(({ cause }) => cause)),
  );
  return expected.filter((cause) => found.has(cause));
}

function withCertificates(certificates: Partial<Certificates> | undefined): Partial<Peer> {
  return {
    localAuthentication: 'rsa-signature',
    remoteAuthentication: 'rsa-signature',
    preSharedKeys: [],
    localId: { type: 'ID_DER_ASN1_DN', value: 'CN=x' },
    remoteIds: [{ type: 'ID_DER_ASN1_DN', value: 'CN=x' }],
    ...(certificates === undefined ? {} : { certificates: { verify: true, ...certificates } }),
  };
}
const ROOT = { certificate: 'own', authority: 'root' };

describe.each(WAYS)('certificates in %s', (_way, changes) => {
  test.each<
    readonly [
      string,
      Partial<Certificates> | undefined,
      NonNullable<LabOptions['unverifiable']>,
      boolean,
      readonly string[],
    ]
  >([
    ['one authority', ROOT, 'refuse', true, []],
    ['the certificate of the peer itself', { ...ROOT, peerCertificate: 'own' }, 'refuse', true, []],
    ['nothing is checked', { ...ROOT, verify: false }, 'refuse', true, []],
    [
      'another name of an authority',
      { ...ROOT, authority: 'root2' },
      'accept',
      true,
      ['unverifiable-secret'],
    ],
    [
      'another name of an authority',
      { ...ROOT, authority: 'root2' },
      'refuse',
      false,
      ['unverifiable-secret'],
    ],
    ['another certificate', { ...ROOT, peerCertificate: 'else' }, 'refuse', false, ['unverifiable-secret']],
    ['no authority', { certificate: 'own' }, 'refuse', false, ['unverifiable-secret']],
  ])('%s: %j (%s)', (_what, theirs, unverifiable, up, expected) => {
    const made = lab(changes, withCertificates(ROOT), withCertificates(theirs), { unverifiable });
    expect([isUp(made), causesOf(made, expected)]).toEqual([up, expected]);
  });
  test('an end without any certificate proves nothing', () => {
    const made = lab(changes, withCertificates(ROOT), withCertificates(undefined));
    expect(isUp(made)).toBe(false);
  });
});

const FQDN: Identity = { type: 'ID_FQDN', value: 'a.example' };
const key = (psk: string): PreSharedKey => ({ secret: { psk } });

describe.each(WAYS)('keys and identities in %s', (_way, changes) => {
  test.each<
    readonly [
      string,
      Partial<Peer>,
      Partial<Peer>,
      NonNullable<LabOptions['unverifiable']>,
      boolean,
      readonly string[],
    ]
  >([
    [
      'two keys',
      { preSharedKeys: [key('one')] },
      { preSharedKeys: [key('two')] },
      'refuse',
      false,
      ['authentication-failed'],
    ],
    ['no key', { preSharedKeys: [key('one')] }, { preSharedKeys: [] }, 'refuse', false, []],
    [
      'an unreadable key',
      { preSharedKeys: [key('one')] },
      { preSharedKeys: [{ secret: { unreadable: 'psk:a' } }] },
      'accept',
      true,
      [],
    ],
    [
      'an unreadable key',
      { preSharedKeys: [key('one')] },
      { preSharedKeys: [{ secret: { unreadable: 'psk:a' } }] },
      'refuse',
      false,
      ['unverifiable-secret'],
    ],
    ['a name that is expected', { localId: FQDN }, { remoteIds: [FQDN] }, 'refuse', true, []],
    [
      'another name',
      { localId: FQDN },
      { remoteIds: [{ type: 'ID_FQDN', value: 'c.example' }] },
      'refuse',
      false,
      ['remote-id-mismatch'],
    ],
    ['any name', { localId: FQDN }, { remoteIds: [] }, 'refuse', true, []],
    [
      'a hidden address',
      {},
      { remoteIds: [{ type: 'ID_IPV4_ADDR', value: 'unknown:198.x' }] },
      'accept',
      true,
      [],
    ],
    [
      'a hidden address',
      {},
      { remoteIds: [{ type: 'ID_IPV4_ADDR', value: 'unknown:198.x' }] },
      'refuse',
      false,
      ['unverifiable-secret'],
    ],
  ])('%s', (_what, own, theirs, unverifiable, up, expected) => {
    const made = lab(changes, own, theirs, { unverifiable });
    expect([isUp(made), causesOf(made, expected)]).toEqual([up, expected]);
  });
});
