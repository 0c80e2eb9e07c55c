import type { Peer } from '../../ir/ike.ts';
import { sameJson } from '../../ir/json.ts';
import type {
  AuthenticationMethod,
  EncryptionTransform,
  HashName,
  IdentityType,
  IntegrityTransform,
  PrfTransform,
} from '../../ir/scalars.ts';

/** tmsh's words for algorithms (`reference/algorithms.md` 1b, 2b, 3, 4, 5; `tmsh.md` 2.2, 2.3 and 7.1). */

const AES: Readonly<Record<string, EncryptionTransform>> = {
  aes128: { name: 'ENCR_AES_CBC', keyLength: 128 },
  aes192: { name: 'ENCR_AES_CBC', keyLength: 192 },
  aes256: { name: 'ENCR_AES_CBC', keyLength: 256 },
};
const GCM: Readonly<Record<string, EncryptionTransform>> = {
  'aes-gcm128': { name: 'ENCR_AES_GCM_16', keyLength: 128 },
  'aes-gcm192': { name: 'ENCR_AES_GCM_16', keyLength: 192 },
  'aes-gcm256': { name: 'ENCR_AES_GCM_16', keyLength: 256 },
};

/** `phase1-encrypt-algorithm`. */
export const IKE_ENCRYPTION: Readonly<Record<string, EncryptionTransform>> = {
  des: { name: 'ENCR_DES' },
  '3des': { name: 'ENCR_3DES' },
  ...AES,
  ...GCM,
  blowfish: { name: 'ENCR_BLOWFISH', keyLength: 128 },
  cast128: { name: 'ENCR_CAST', keyLength: 128 },
  camellia: { name: 'ENCR_CAMELLIA_CBC', keyLength: 128 },
};
/** `aes` without a length means 128 bits (inferred in the reference); it is read and never written. */
export const OLD_IKE_ENCRYPTION: Readonly<Record<string, EncryptionTransform>> = {
  aes: { name: 'ENCR_AES_CBC', keyLength: 128 },
};

/** `phase1-hash-algorithm`, as the IKEv1 hash. */
export const HASHES: Readonly<Record<string, HashName>> = {
  md5: 'MD5',
  sha1: 'SHA',
  sha256: 'SHA2-256',
  sha384: 'SHA2-384',
  sha512: 'SHA2-512',
};
/** `phase1-hash-algorithm`, as the IKEv2 integrity algorithm. */
export const IKE_INTEGRITY: Readonly<Record<string, IntegrityTransform>> = {
  md5: { name: 'AUTH_HMAC_MD5_96' },
  sha1: { name: 'AUTH_HMAC_SHA1_96' },
  sha256: { name: 'AUTH_HMAC_SHA2_256_128' },
  sha384: { name: 'AUTH_HMAC_SHA2_384_192' },
  sha512: { name: 'AUTH_HMAC_SHA2_512_256' },
};
/** `prf`. */
export const PRFS: Readonly<Record<string, PrfTransform>> = {
  sha1: { name: 'PRF_HMAC_SHA1' },
  sha256: { name: 'PRF_HMAC_SHA2_256' },
  sha384: { name: 'PRF_HMAC_SHA2_384' },
  sha512: { name: 'PRF_HMAC_SHA2_512' },
};

/** `ike-phase2-encrypt-algorithm`. */
export const ESP_ENCRYPTION: Readonly<Record<string, EncryptionTransform>> = {
  null: { name: 'ENCR_NULL' },
  '3des': { name: 'ENCR_3DES' },
  ...AES,
  ...GCM,
  'aes-gmac128': { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 128 },
  'aes-gmac192': { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 192 },
  'aes-gmac256': { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 256 },
};
/** `ike-phase2-auth-algorithm`; with a combined cipher its word stands here again. */
export const IPSEC_INTEGRITY: Readonly<Record<string, IntegrityTransform>> = {
  sha1: { name: 'AUTH_HMAC_SHA1_96' },
  sha256: { name: 'AUTH_HMAC_SHA2_256_128' },
  sha384: { name: 'AUTH_HMAC_SHA2_384_192' },
  sha512: { name: 'AUTH_HMAC_SHA2_512_256' },
};

/** `encrypt-algorithm` and `auth-algorithm` of a manual SA (tmsh reference 2.5). */
export const MANUAL_ENCRYPTION: Readonly<Record<string, EncryptionTransform>> = {
  null: { name: 'ENCR_NULL' },
  '3des': { name: 'ENCR_3DES' },
  ...AES,
};
export const MANUAL_INTEGRITY: Readonly<Record<string, IntegrityTransform>> = {
  sha1: { name: 'AUTH_HMAC_SHA1_96' },
};

/** `phase1-` and `ike-phase2-perfect-forward-secrecy`, by IANA group number. */
export const GROUPS: Readonly<Record<string, number>> = {
  modp768: 1,
  modp1024: 2,
  modp1536: 5,
  modp2048: 14,
  modp3072: 15,
  modp4096: 16,
  modp6144: 17,
  modp8192: 18,
  ecp256: 19,
  ecp384: 20,
  ecp521: 21,
};

export const AUTHENTICATION_METHODS: Readonly<Record<string, AuthenticationMethod>> = {
  'pre-shared-key': 'pre-shared-key',
  'rsa-signature': 'rsa-signature',
  dss: 'dss-signature',
  'ecdsa-256': 'ecdsa-256',
  'ecdsa-384': 'ecdsa-384',
  'ecdsa-521': 'ecdsa-521',
};

/** `my-id-type`, `peers-id-type`; `address` is of the family of its value. */
export const IDENTITY_TYPES: Readonly<Record<string, IdentityType>> = {
  address: 'ID_IPV4_ADDR',
  asn1dn: 'ID_DER_ASN1_DN',
  fqdn: 'ID_FQDN',
  'keyid-tag': 'ID_KEY_ID',
  'user-fqdn': 'ID_RFC822_ADDR',
};

export const EXCHANGE_MODES: Readonly<Record<string, Peer['exchangeModes'][number]>> = {
  main: 'main',
  aggressive: 'aggressive',
};

/** `ip-protocol` words (IANA protocol numbers); 255 is every protocol. */
export const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  ipencap: 4,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  ospf: 89,
  sctp: 132,
};
export const EVERY_PROTOCOL = 255;

/** Service names that stand for ports (IANA); `any` is every port. They are read and never written. */
export const PORTS: Readonly<Record<string, number>> = {
  any: 0,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  http: 80,
  kerberos: 88,
  pop3: 110,
  ntp: 123,
  imap: 143,
  snmp: 161,
  bgp: 179,
  ldap: 389,
  https: 443,
  isakmp: 500,
  syslog: 514,
  ldaps: 636,
  radius: 1812,
  'ms-wbt-server': 3389,
  sip: 5060,
};

/** The setting of the device that interface mode wants (tmsh reference 2.7 and 6.3). */
export const CHECK_POLICY = { name: 'ipsec.if.checkpolicy', value: 'disable' } as const;

/** Whether a certificate's name is that of an object of a BIG-IP; elsewhere it is a realm, or a path of more folders. */
export function isFileOfTmsh(name: string): boolean {
  return /^\/(?:Common\/.+|[^/]+\/[^/]+)$/.test(name);
}

/** The word for a value; the limits of the dialect leave only values that have one. */
export function wordFor<Value>(words: Readonly<Record<string, Value>>, value: Value): string {
  for (const word in words) if (sameJson(words[word], value)) return word;
  throw new Error(`tmsh has no word for ${JSON.stringify(value)}`);
}
