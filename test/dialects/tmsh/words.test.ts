import { describe, expect, it } from 'vitest';
import {
  AUTHENTICATION_METHODS,
  ESP_ENCRYPTION,
  EVERY_PROTOCOL,
  EXCHANGE_MODES,
  GROUPS,
  HASHES,
  IDENTITY_TYPES,
  IKE_ENCRYPTION,
  IKE_INTEGRITY,
  IPSEC_INTEGRITY,
  OLD_IKE_ENCRYPTION,
  PORTS,
  PRFS,
  PROTOCOLS,
  wordFor,
} from '../../../src/dialects/tmsh/words.ts';

/** `reference/algorithms.md` 1b to 6, the columns of F5, and `tmsh.md` 2.2, 2.3 and 7.1; typed by hand. */
type Rows = readonly (readonly [word: string, meaning: object | string | number])[];

const AES: Rows = [
  ['aes128', { name: 'ENCR_AES_CBC', keyLength: 128 }],
  ['aes192', { name: 'ENCR_AES_CBC', keyLength: 192 }],
  ['aes256', { name: 'ENCR_AES_CBC', keyLength: 256 }],
  ['aes-gcm128', { name: 'ENCR_AES_GCM_16', keyLength: 128 }],
  ['aes-gcm192', { name: 'ENCR_AES_GCM_16', keyLength: 192 }],
  ['aes-gcm256', { name: 'ENCR_AES_GCM_16', keyLength: 256 }],
];

const MAPS: readonly (readonly [what: string, map: Readonly<Record<string, unknown>>, rows: Rows])[] = [
  [
    'phase1-encrypt-algorithm',
    IKE_ENCRYPTION,
    [
      ...AES,
      ['des', { name: 'ENCR_DES' }],
      ['3des', { name: 'ENCR_3DES' }],
      // Their length cannot be set: 128.
      ['blowfish', { name: 'ENCR_BLOWFISH', keyLength: 128 }],
      ['cast128', { name: 'ENCR_CAST', keyLength: 128 }],
      ['camellia', { name: 'ENCR_CAMELLIA_CBC', keyLength: 128 }],
    ],
  ],
  ['old spellings', OLD_IKE_ENCRYPTION, [['aes', { name: 'ENCR_AES_CBC', keyLength: 128 }]]],
  [
    'phase1-hash-algorithm (IKEv1)',
    HASHES,
    [
      ['md5', 'MD5'],
      ['sha1', 'SHA'],
      ['sha256', 'SHA2-256'],
      ['sha384', 'SHA2-384'],
      ['sha512', 'SHA2-512'],
    ],
  ],
  [
    'phase1-hash-algorithm (IKEv2)',
    IKE_INTEGRITY,
    [
      ['md5', { name: 'AUTH_HMAC_MD5_96' }],
      ['sha1', { name: 'AUTH_HMAC_SHA1_96' }],
      ['sha256', { name: 'AUTH_HMAC_SHA2_256_128' }],
      ['sha384', { name: 'AUTH_HMAC_SHA2_384_192' }],
      ['sha512', { name: 'AUTH_HMAC_SHA2_512_256' }],
    ],
  ],
  [
    'prf',
    PRFS,
    [
      ['sha1', { name: 'PRF_HMAC_SHA1' }],
      ['sha256', { name: 'PRF_HMAC_SHA2_256' }],
      ['sha384', { name: 'PRF_HMAC_SHA2_384' }],
      ['sha512', { name: 'PRF_HMAC_SHA2_512' }],
    ],
  ],
  [
    'ike-phase2-encrypt-algorithm',
    ESP_ENCRYPTION,
    [
      ...AES,
      ['null', { name: 'ENCR_NULL' }],
      ['3des', { name: 'ENCR_3DES' }],
      ['aes-gmac128', { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 128 }],
      ['aes-gmac192', { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 192 }],
      ['aes-gmac256', { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 256 }],
    ],
  ],
  [
    'ike-phase2-auth-algorithm',
    IPSEC_INTEGRITY,
    [
      ['sha1', { name: 'AUTH_HMAC_SHA1_96' }],
      ['sha256', { name: 'AUTH_HMAC_SHA2_256_128' }],
      ['sha384', { name: 'AUTH_HMAC_SHA2_384_192' }],
      ['sha512', { name: 'AUTH_HMAC_SHA2_512_256' }],
    ],
  ],
  [
    'perfect-forward-secrecy',
    GROUPS,
    [
      ['modp768', 1],
      ['modp1024', 2],
      ['modp1536', 5],
      ['modp2048', 14],
      ['modp3072', 15],
      ['modp4096', 16],
      ['modp6144', 17],
      ['modp8192', 18],
      ['ecp256', 19],
      ['ecp384', 20],
      ['ecp521', 21],
    ],
  ],
  [
    'phase1-auth-method',
    AUTHENTICATION_METHODS,
    [
      ['pre-shared-key', 'pre-shared-key'],
      ['rsa-signature', 'rsa-signature'],
      ['dss', 'dss-signature'],
      ['ecdsa-256', 'ecdsa-256'],
      ['ecdsa-384', 'ecdsa-384'],
      ['ecdsa-521', 'ecdsa-521'],
    ],
  ],
  [
    'my-id-type, peers-id-type',
    IDENTITY_TYPES,
    [
      ['address', 'ID_IPV4_ADDR'],
      ['asn1dn', 'ID_DER_ASN1_DN'],
      ['fqdn', 'ID_FQDN'],
      ['user-fqdn', 'ID_RFC822_ADDR'],
      ['keyid-tag', 'ID_KEY_ID'],
    ],
  ],
  [
    'mode',
    EXCHANGE_MODES,
    [
      ['main', 'main'],
      ['aggressive', 'aggressive'],
    ],
  ],
  [
    'ip-protocol (IANA protocol numbers)',
    PROTOCOLS,
    [
      ['icmp', 1],
      ['igmp', 2],
      ['ipencap', 4],
      ['tcp', 6],
      ['udp', 17],
      ['gre', 47],
      ['esp', 50],
      ['ah', 51],
      ['ipv6-icmp', 58],
      ['ospf', 89],
      ['sctp', 132],
    ],
  ],
  [
    'ports (IANA service names)',
    PORTS,
    [
      ['any', 0],
      ['ftp', 21],
      ['ssh', 22],
      ['telnet', 23],
      ['smtp', 25],
      ['domain', 53],
      ['http', 80],
      ['kerberos', 88],
      ['pop3', 110],
      ['ntp', 123],
      ['imap', 143],
      ['snmp', 161],
      ['bgp', 179],
      ['ldap', 389],
      ['https', 443],
      ['isakmp', 500],
      ['syslog', 514],
      ['ldaps', 636],
      ['radius', 1812],
      ['ms-wbt-server', 3389],
      ['sip', 5060],
    ],
  ],
];

describe.each(MAPS)('%s', (_, map, rows) => {
  it.each(rows)('%s is %j', (word, meaning) => {
    expect(map[word]).toEqual(meaning);
  });

  it('has no other words', () => {
    expect(Object.keys(map).toSorted()).toEqual(rows.map(([word]) => word).toSorted());
  });
});

it('protocol 255 is every protocol', () => {
  expect(EVERY_PROTOCOL).toBe(255);
});

it.each([
  ['ECP-384', GROUPS, 20, 'ecp384'],
  ['AES-CBC-192, members in any order', IKE_ENCRYPTION, { keyLength: 192, name: 'ENCR_AES_CBC' }, 'aes192'],
])('writes %s as one word', (_, words, value, word) => {
  expect(wordFor<unknown>(words, value)).toBe(word);
});

it.each([
  ['MD5 for phase 2', IPSEC_INTEGRITY, { name: 'AUTH_HMAC_MD5_96' }],
  ['PRF-HMAC-MD5', PRFS, { name: 'PRF_HMAC_MD5' }],
  ['DES for phase 2', ESP_ENCRYPTION, { name: 'ENCR_DES' }],
  ['DH group 24', GROUPS, 24],
])('has no word for %s', (_, words, value) => {
  expect(() => wordFor<unknown>(words, value)).toThrow('no word');
});
