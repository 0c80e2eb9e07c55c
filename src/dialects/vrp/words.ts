import type {
  AuthenticationMethod,
  EncryptionTransform,
  HashName,
  IntegrityName,
  IntegrityTransform,
  PrfTransform,
} from '../../ir/scalars.ts';

/** VRP's words for algorithms (`reference/algorithms.md` 1b, 2b, 3, 4, 5; `translation.md` 2.3). */

/** `encryption-algorithm` of an IKE proposal: VRP5 words, those of old ARs, then those of NE routers (two words). */
export const IKE_ENCRYPTION: Readonly<Record<string, EncryptionTransform>> = {
  des: { name: 'ENCR_DES' },
  '3des': { name: 'ENCR_3DES' },
  'aes-128': { name: 'ENCR_AES_CBC', keyLength: 128 },
  'aes-192': { name: 'ENCR_AES_CBC', keyLength: 192 },
  'aes-256': { name: 'ENCR_AES_CBC', keyLength: 256 },
  'aes-128-gcm-128': { name: 'ENCR_AES_GCM_16', keyLength: 128 },
  'aes-192-gcm-128': { name: 'ENCR_AES_GCM_16', keyLength: 192 },
  'aes-256-gcm-128': { name: 'ENCR_AES_GCM_16', keyLength: 256 },
  sm1: { name: 'ENCR_SM1_CBC' },
  sm4: { name: 'ENCR_SM4_CBC' },
  'des-cbc': { name: 'ENCR_DES' },
  '3des-cbc': { name: 'ENCR_3DES' },
  'aes-cbc-128': { name: 'ENCR_AES_CBC', keyLength: 128 },
  'aes-cbc-192': { name: 'ENCR_AES_CBC', keyLength: 192 },
  'aes-cbc-256': { name: 'ENCR_AES_CBC', keyLength: 256 },
  'aes-cbc 128': { name: 'ENCR_AES_CBC', keyLength: 128 },
  'aes-cbc 192': { name: 'ENCR_AES_CBC', keyLength: 192 },
  'aes-cbc 256': { name: 'ENCR_AES_CBC', keyLength: 256 },
  'aes-gcm-128 128': { name: 'ENCR_AES_GCM_16', keyLength: 128 },
  'aes-gcm-128 192': { name: 'ENCR_AES_GCM_16', keyLength: 192 },
  'aes-gcm-128 256': { name: 'ENCR_AES_GCM_16', keyLength: 256 },
};

/** `esp encryption-algorithm`; the second number of a GCM word is the length of its tag. */
export const ESP_ENCRYPTION: Readonly<Record<string, EncryptionTransform>> = {
  ...IKE_ENCRYPTION,
  aes: { name: 'ENCR_AES_CBC', keyLength: 128 },
  'aes 128': { name: 'ENCR_AES_CBC', keyLength: 128 },
  'aes 192': { name: 'ENCR_AES_CBC', keyLength: 192 },
  'aes 256': { name: 'ENCR_AES_CBC', keyLength: 256 },
  'aes-128-gmac': { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 128 },
  'aes-192-gmac': { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 192 },
  'aes-256-gmac': { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 256 },
};

/** `authentication-algorithm` of an IKE proposal: the IKEv1 hash. */
export const HASHES: Readonly<Record<string, HashName>> = {
  md5: 'MD5',
  sha1: 'SHA',
  'sha2-256': 'SHA2-256',
  'sha2-384': 'SHA2-384',
  'sha2-512': 'SHA2-512',
  sm3: 'SM3',
  'aes-xcbc-mac-96': 'AES-XCBC-MAC-96',
};

/** `integrity-algorithm`: IKEv2. */
export const IKE_INTEGRITY: Readonly<Record<string, IntegrityTransform>> = {
  'aes-xcbc-96': { name: 'AUTH_AES_XCBC_96' },
  'hmac-md5-96': { name: 'AUTH_HMAC_MD5_96' },
  'hmac-sha1-96': { name: 'AUTH_HMAC_SHA1_96' },
  'hmac-sha2-256': { name: 'AUTH_HMAC_SHA2_256_128' },
  'hmac-sha2-384': { name: 'AUTH_HMAC_SHA2_384_192' },
  'hmac-sha2-512': { name: 'AUTH_HMAC_SHA2_512_256' },
};

/** `prf`: IKEv2. */
export const PRFS: Readonly<Record<string, PrfTransform>> = {
  'aes-xcbc-128': { name: 'PRF_AES128_XCBC' },
  'hmac-md5': { name: 'PRF_HMAC_MD5' },
  'hmac-sha1': { name: 'PRF_HMAC_SHA1' },
  'hmac-sha2-256': { name: 'PRF_HMAC_SHA2_256' },
  'hmac-sha2-384': { name: 'PRF_HMAC_SHA2_384' },
  'hmac-sha2-512': { name: 'PRF_HMAC_SHA2_512' },
};

/** The PRF of a device without `prf`: the hash of its integrity algorithm (`translation.md` 2.3). */
export const PRF_OF_INTEGRITY: Readonly<Partial<Record<IntegrityName, PrfTransform>>> = {
  AUTH_AES_XCBC_96: { name: 'PRF_AES128_XCBC' },
  AUTH_HMAC_MD5_96: { name: 'PRF_HMAC_MD5' },
  AUTH_HMAC_SHA1_96: { name: 'PRF_HMAC_SHA1' },
  AUTH_HMAC_SHA2_256_128: { name: 'PRF_HMAC_SHA2_256' },
  AUTH_HMAC_SHA2_384_192: { name: 'PRF_HMAC_SHA2_384' },
  AUTH_HMAC_SHA2_512_256: { name: 'PRF_HMAC_SHA2_512' },
};

/** `esp` and `ah authentication-algorithm`, with the tags of RFC 4868. */
export const IPSEC_INTEGRITY: Readonly<Record<string, IntegrityTransform>> = {
  md5: { name: 'AUTH_HMAC_MD5_96' },
  sha1: { name: 'AUTH_HMAC_SHA1_96' },
  'sha2-256': { name: 'AUTH_HMAC_SHA2_256_128' },
  'sha2-384': { name: 'AUTH_HMAC_SHA2_384_192' },
  'sha2-512': { name: 'AUTH_HMAC_SHA2_512_256' },
  sm3: { name: 'AUTH_HMAC_SM3' },
};

export const AUTHENTICATION_METHODS: Readonly<Record<string, AuthenticationMethod>> = {
  'pre-share': 'pre-shared-key',
  'rsa-signature': 'rsa-signature',
  'rsa-sig': 'rsa-signature',
  'rsassa-pss': 'digital-signature',
  'digital-envelope': 'digital-envelope',
};

/** The IANA number of `group14` or `dh-group14`. */
export function groupNumber(word: string): number {
  return Number(word.replace(/^(?:dh-)?group/, ''));
}

/** Protocol words of an advanced ACL; `ip` is every protocol (IANA protocol numbers). */
export const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  icmpv6: 58,
  igmp: 2,
  ipinip: 4,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  ospf: 89,
  sctp: 132,
};

/** Port words of an advanced ACL (IANA service names, in VRP's spelling). */
export const PORTS: Readonly<Record<string, number>> = {
  echo: 7,
  discard: 9,
  daytime: 13,
  chargen: 19,
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  time: 37,
  nameserver: 42,
  whois: 43,
  tacacs: 49,
  domain: 53,
  dns: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  gopher: 70,
  finger: 79,
  www: 80,
  dnsix: 90,
  hostname: 101,
  pop2: 109,
  pop3: 110,
  sunrpc: 111,
  nntp: 119,
  ntp: 123,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  snmp: 161,
  snmptrap: 162,
  xdmcp: 177,
  bgp: 179,
  irc: 194,
  'mobilip-ag': 434,
  'mobilip-mn': 435,
  exec: 512,
  login: 513,
  who: 513,
  cmd: 514,
  syslog: 514,
  lpd: 515,
  talk: 517,
  rip: 520,
  uucp: 540,
  klogin: 543,
  kshell: 544,
  'tacacs-ds': 65,
  sip: 5060,
};
