import { describe, expect, it } from 'vitest';
import {
  AUTHENTICATION_METHODS,
  ESP_ENCRYPTION,
  groupNumber,
  HASHES,
  IKE_ENCRYPTION,
  IKE_INTEGRITY,
  IPSEC_INTEGRITY,
  PORTS,
  PRF_OF_INTEGRITY,
  PRFS,
  PROTOCOLS,
} from '../../../src/dialects/vrp/words.ts';

/** `reference/algorithms.md` 1b to 5 and `translation.md` 2.3, the columns of Huawei; typed by hand. */
type Rows = readonly (readonly [word: string, meaning: object | string | number])[];

const CIPHERS: Rows = [
  ['des', { name: 'ENCR_DES' }],
  ['3des', { name: 'ENCR_3DES' }],
  ['aes-128', { name: 'ENCR_AES_CBC', keyLength: 128 }],
  ['aes-192', { name: 'ENCR_AES_CBC', keyLength: 192 }],
  ['aes-256', { name: 'ENCR_AES_CBC', keyLength: 256 }],
  // The first number is the key, the second the length of the tag: GCM_16.
  ['aes-128-gcm-128', { name: 'ENCR_AES_GCM_16', keyLength: 128 }],
  ['aes-192-gcm-128', { name: 'ENCR_AES_GCM_16', keyLength: 192 }],
  ['aes-256-gcm-128', { name: 'ENCR_AES_GCM_16', keyLength: 256 }],
  ['sm1', { name: 'ENCR_SM1_CBC' }],
  ['sm4', { name: 'ENCR_SM4_CBC' }],
  ['des-cbc', { name: 'ENCR_DES' }],
  ['3des-cbc', { name: 'ENCR_3DES' }],
  ['aes-cbc-128', { name: 'ENCR_AES_CBC', keyLength: 128 }],
  ['aes-cbc-192', { name: 'ENCR_AES_CBC', keyLength: 192 }],
  ['aes-cbc-256', { name: 'ENCR_AES_CBC', keyLength: 256 }],
  ['aes-cbc 128', { name: 'ENCR_AES_CBC', keyLength: 128 }],
  ['aes-cbc 192', { name: 'ENCR_AES_CBC', keyLength: 192 }],
  ['aes-cbc 256', { name: 'ENCR_AES_CBC', keyLength: 256 }],
  // Of NE routers: the first number is the length of the tag, the second that of the key.
  ['aes-gcm-128 128', { name: 'ENCR_AES_GCM_16', keyLength: 128 }],
  ['aes-gcm-128 192', { name: 'ENCR_AES_GCM_16', keyLength: 192 }],
  ['aes-gcm-128 256', { name: 'ENCR_AES_GCM_16', keyLength: 256 }],
];

const MAPS: readonly (readonly [what: string, map: Readonly<Record<string, unknown>>, rows: Rows])[] = [
  ['encryption-algorithm', IKE_ENCRYPTION, CIPHERS],
  [
    'esp encryption-algorithm',
    ESP_ENCRYPTION,
    [
      ...CIPHERS,
      ['aes', { name: 'ENCR_AES_CBC', keyLength: 128 }],
      ['aes 128', { name: 'ENCR_AES_CBC', keyLength: 128 }],
      ['aes 192', { name: 'ENCR_AES_CBC', keyLength: 192 }],
      ['aes 256', { name: 'ENCR_AES_CBC', keyLength: 256 }],
      ['aes-128-gmac', { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 128 }],
      ['aes-192-gmac', { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 192 }],
      ['aes-256-gmac', { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 256 }],
    ],
  ],
  [
    'authentication-algorithm (IKEv1)',
    HASHES,
    [
      ['md5', 'MD5'],
      ['sha1', 'SHA'],
      ['sha2-256', 'SHA2-256'],
      ['sha2-384', 'SHA2-384'],
      ['sha2-512', 'SHA2-512'],
      ['sm3', 'SM3'],
      ['aes-xcbc-mac-96', 'AES-XCBC-MAC-96'],
    ],
  ],
  [
    'integrity-algorithm (IKEv2)',
    IKE_INTEGRITY,
    [
      ['aes-xcbc-96', { name: 'AUTH_AES_XCBC_96' }],
      ['hmac-md5-96', { name: 'AUTH_HMAC_MD5_96' }],
      ['hmac-sha1-96', { name: 'AUTH_HMAC_SHA1_96' }],
      ['hmac-sha2-256', { name: 'AUTH_HMAC_SHA2_256_128' }],
      ['hmac-sha2-384', { name: 'AUTH_HMAC_SHA2_384_192' }],
      ['hmac-sha2-512', { name: 'AUTH_HMAC_SHA2_512_256' }],
    ],
  ],
  [
    'prf',
    PRFS,
    [
      ['aes-xcbc-128', { name: 'PRF_AES128_XCBC' }],
      ['hmac-md5', { name: 'PRF_HMAC_MD5' }],
      ['hmac-sha1', { name: 'PRF_HMAC_SHA1' }],
      ['hmac-sha2-256', { name: 'PRF_HMAC_SHA2_256' }],
      ['hmac-sha2-384', { name: 'PRF_HMAC_SHA2_384' }],
      ['hmac-sha2-512', { name: 'PRF_HMAC_SHA2_512' }],
    ],
  ],
  [
    'the PRF of a device without "prf" (`translation.md` 2.3)',
    PRF_OF_INTEGRITY,
    [
      ['AUTH_AES_XCBC_96', { name: 'PRF_AES128_XCBC' }],
      ['AUTH_HMAC_MD5_96', { name: 'PRF_HMAC_MD5' }],
      ['AUTH_HMAC_SHA1_96', { name: 'PRF_HMAC_SHA1' }],
      ['AUTH_HMAC_SHA2_256_128', { name: 'PRF_HMAC_SHA2_256' }],
      ['AUTH_HMAC_SHA2_384_192', { name: 'PRF_HMAC_SHA2_384' }],
      ['AUTH_HMAC_SHA2_512_256', { name: 'PRF_HMAC_SHA2_512' }],
    ],
  ],
  [
    'esp and ah authentication-algorithm',
    IPSEC_INTEGRITY,
    [
      ['md5', { name: 'AUTH_HMAC_MD5_96' }],
      ['sha1', { name: 'AUTH_HMAC_SHA1_96' }],
      ['sha2-256', { name: 'AUTH_HMAC_SHA2_256_128' }],
      ['sha2-384', { name: 'AUTH_HMAC_SHA2_384_192' }],
      ['sha2-512', { name: 'AUTH_HMAC_SHA2_512_256' }],
      ['sm3', { name: 'AUTH_HMAC_SM3' }],
    ],
  ],
  [
    'authentication-method',
    AUTHENTICATION_METHODS,
    [
      ['pre-share', 'pre-shared-key'],
      ['rsa-signature', 'rsa-signature'],
      ['rsa-sig', 'rsa-signature'],
      ['rsassa-pss', 'digital-signature'],
      ['digital-envelope', 'digital-envelope'],
    ],
  ],
  [
    'protocols (IANA protocol numbers)',
    PROTOCOLS,
    [
      ['icmp', 1],
      ['icmpv6', 58],
      ['igmp', 2],
      ['ipinip', 4],
      ['tcp', 6],
      ['udp', 17],
      ['gre', 47],
      ['esp', 50],
      ['ah', 51],
      ['ospf', 89],
      ['sctp', 132],
    ],
  ],
  [
    'ports (IANA service names)',
    PORTS,
    [
      ['echo', 7],
      ['discard', 9],
      ['daytime', 13],
      ['chargen', 19],
      ['ftp-data', 20],
      ['ftp', 21],
      ['ssh', 22],
      ['telnet', 23],
      ['smtp', 25],
      ['time', 37],
      ['nameserver', 42],
      ['whois', 43],
      ['tacacs', 49],
      ['domain', 53],
      ['dns', 53],
      ['tacacs-ds', 65],
      ['bootps', 67],
      ['bootpc', 68],
      ['tftp', 69],
      ['gopher', 70],
      ['finger', 79],
      ['www', 80],
      ['dnsix', 90],
      ['hostname', 101],
      ['pop2', 109],
      ['pop3', 110],
      ['sunrpc', 111],
      ['nntp', 119],
      ['ntp', 123],
      ['netbios-ns', 137],
      ['netbios-dgm', 138],
      ['netbios-ssn', 139],
      ['snmp', 161],
      ['snmptrap', 162],
      ['xdmcp', 177],
      ['bgp', 179],
      ['irc', 194],
      ['mobilip-ag', 434],
      ['mobilip-mn', 435],
      ['exec', 512],
      ['login', 513],
      ['who', 513],
      ['cmd', 514],
      ['syslog', 514],
      ['lpd', 515],
      ['talk', 517],
      ['rip', 520],
      ['uucp', 540],
      ['klogin', 543],
      ['kshell', 544],
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

/** `group14` for the IKE group, `dh-group14` for PFS: the IANA number stands in the word. */
it.each([
  ['group1', 1],
  ['group2', 2],
  ['group5', 5],
  ['group14', 14],
  ['group18', 18],
  ['group24', 24],
  ['dh-group5', 5],
  ['dh-group15', 15],
  ['dh-group21', 21],
])('%s is DH group %i', (word, number) => {
  expect(groupNumber(word)).toBe(number);
});
