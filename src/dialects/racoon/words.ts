import { GROUP_WORDS } from '../../../grammars/racoon/values.ts';
import type { Peer } from '../../ir/ike.ts';
import { sameJson } from '../../ir/json.ts';
import type {
  AuthenticationMethod,
  EncryptionName,
  EncryptionTransform,
  HashName,
  IdentityType,
  IntegrityTransform,
  PrfTransform,
} from '../../ir/scalars.ts';

/** racoon's words for algorithms (`reference/racoon.md` 3.4, `translation.md` 2.3). */

/** A cipher by its word; `lengths`: it takes a key length, 128 where none is written. */
interface Cipher {
  readonly name: EncryptionName;
  readonly lengths?: true;
}
const SHARED: Readonly<Record<string, Cipher>> = {
  des: { name: 'ENCR_DES' },
  '3des': { name: 'ENCR_3DES' },
  aes: { name: 'ENCR_AES_CBC', lengths: true },
  camellia: { name: 'ENCR_CAMELLIA_CBC', lengths: true },
  blowfish: { name: 'ENCR_BLOWFISH', lengths: true },
  cast128: { name: 'ENCR_CAST', lengths: true },
  idea: { name: 'ENCR_IDEA' },
  rc5: { name: 'ENCR_RC5', lengths: true },
};
/** `encryption_algorithm` of a `proposal`. */
export const IKE_CIPHERS: Readonly<Record<string, Cipher>> = SHARED;
/** `encryption_algorithm` of a `sainfo`. */
export const ESP_CIPHERS: Readonly<Record<string, Cipher>> = {
  ...SHARED,
  null_enc: { name: 'ENCR_NULL' },
  des_iv64: { name: 'ENCR_DES_IV64' },
  des_iv32: { name: 'ENCR_DES_IV32' },
  '3idea': { name: 'ENCR_3IDEA' },
  twofish: { name: 'ENCR_TWOFISH_CBC', lengths: true },
};
/** Other spellings: read, and never written. */
const OTHER_CIPHERS: Readonly<Record<string, string>> = { rijndael: 'aes', null: 'null_enc' };
const USUAL_BITS = 128;

/** The cipher of a word and a key length; absent: it has no name in the registries (`rc4`). */
export function cipherOf(
  words: Readonly<Record<string, Cipher>>,
  word: string,
  bits: string | undefined,
): EncryptionTransform | undefined {
  const found = words[OTHER_CIPHERS[word] ?? word];
  if (found === undefined) return undefined;
  return found.lengths === true
    ? { name: found.name, keyLength: bits === undefined ? USUAL_BITS : Number(bits) }
    : { name: found.name };
}

/** `aes 256`, `3des`; the limits of the dialect leave only ciphers that have a word. */
export function cipherWord(
  words: Readonly<Record<string, Cipher>>,
  { name, keyLength }: EncryptionTransform,
): readonly [word: string, bits: string | undefined] {
  const [word] = Object.entries(words).find(([, cipher]) => cipher.name === name) ?? [];
  if (word === undefined) throw new Error(`racoon has no word for ${name}`);
  return [word, keyLength === undefined ? undefined : String(keyLength)];
}

/** `hash_algorithm`. */
export const HASHES: Readonly<Record<string, HashName>> = {
  md5: 'MD5',
  sha1: 'SHA',
  sha256: 'SHA2-256',
  sha384: 'SHA2-384',
  sha512: 'SHA2-512',
};
/** `authentication_algorithm`; `non_auth` is none. */
export const INTEGRITY: Readonly<Record<string, IntegrityTransform>> = {
  hmac_md5: { name: 'AUTH_HMAC_MD5_96' },
  hmac_sha1: { name: 'AUTH_HMAC_SHA1_96' },
  hmac_sha256: { name: 'AUTH_HMAC_SHA2_256_128' },
  hmac_sha384: { name: 'AUTH_HMAC_SHA2_384_192' },
  hmac_sha512: { name: 'AUTH_HMAC_SHA2_512_256' },
  kpdk: { name: 'AUTH_KPDK_MD5' },
};
/** `sha2_256` is `sha256`: other spellings are read, and never written. */
export function plainHash(word: string): string {
  return word.replace('sha2_', 'sha');
}

/** What the hash of a proposal would be in IKEv2, which racoon does not speak: other devices have words for it. */
export const OF_HASH: Readonly<
  Partial<Record<HashName, { readonly integrity: IntegrityTransform; readonly prf: PrfTransform }>>
> = {
  MD5: { integrity: { name: 'AUTH_HMAC_MD5_96' }, prf: { name: 'PRF_HMAC_MD5' } },
  SHA: { integrity: { name: 'AUTH_HMAC_SHA1_96' }, prf: { name: 'PRF_HMAC_SHA1' } },
  'SHA2-256': { integrity: { name: 'AUTH_HMAC_SHA2_256_128' }, prf: { name: 'PRF_HMAC_SHA2_256' } },
  'SHA2-384': { integrity: { name: 'AUTH_HMAC_SHA2_384_192' }, prf: { name: 'PRF_HMAC_SHA2_384' } },
  'SHA2-512': { integrity: { name: 'AUTH_HMAC_SHA2_512_256' }, prf: { name: 'PRF_HMAC_SHA2_512' } },
};

/** `dh_group`, `pfs_group`: the words, by IANA number. */
export const GROUPS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(GROUP_WORDS).map(([word, number]) => [word, Number(number)]),
);

export const METHODS: Readonly<Record<string, AuthenticationMethod>> = {
  pre_shared_key: 'pre-shared-key',
  rsasig: 'rsa-signature',
  dsssig: 'dss-signature',
  rsaenc: 'rsa-encryption',
  rsarev: 'revised-rsa-encryption',
  gssapi_krb: 'gssapi',
  hybrid_rsa_server: 'hybrid-rsa-server',
  hybrid_dss_server: 'hybrid-dss-server',
  hybrid_rsa_client: 'hybrid-rsa-client',
  hybrid_dss_client: 'hybrid-dss-client',
  xauth_psk_server: 'xauth-psk-server',
  xauth_psk_client: 'xauth-psk-client',
  xauth_rsa_server: 'xauth-rsa-server',
  xauth_rsa_client: 'xauth-rsa-client',
};
/** Methods of two gateways; the others serve people who dial in. */
export const GATEWAY_METHODS: readonly AuthenticationMethod[] = [
  'pre-shared-key',
  'rsa-signature',
  'dss-signature',
];

export const EXCHANGE_MODES: Readonly<Record<string, Peer['exchangeModes'][number]>> = {
  main: 'main',
  aggressive: 'aggressive',
  base: 'base',
};

/** `my_identifier`, `peers_identifier`; `address` is of the family of its value. */
export const IDENTITY_TYPES: Readonly<Record<string, IdentityType>> = {
  address: 'ID_IPV4_ADDR',
  fqdn: 'ID_FQDN',
  user_fqdn: 'ID_RFC822_ADDR',
  keyid: 'ID_KEY_ID',
  asn1dn: 'ID_DER_ASN1_DN',
};

/** Words for protocols in `sainfo` and setkey (IANA protocol numbers); the others are numbers. */
export const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmp6: 58,
  ipcomp: 108,
};
/** Names of /etc/protocols that setkey takes besides; read, and never written. */
export const OTHER_PROTOCOLS: Readonly<Record<string, number>> = {
  'ipv6-icmp': 58,
  ip4: 4,
  ipencap: 4,
  ip6: 41,
  ipv6: 41,
  ospf: 89,
  sctp: 132,
  l2tp: 115,
};

/** `-E` of setkey, by length of the key where the cipher has several. */
export const MANUAL_CIPHERS: Readonly<Record<string, EncryptionName>> = {
  'des-cbc': 'ENCR_DES',
  '3des-cbc': 'ENCR_3DES',
  'aes-cbc': 'ENCR_AES_CBC',
  'aes-ctr': 'ENCR_AES_CTR',
  'camellia-cbc': 'ENCR_CAMELLIA_CBC',
  'blowfish-cbc': 'ENCR_BLOWFISH',
  'cast128-cbc': 'ENCR_CAST',
  'twofish-cbc': 'ENCR_TWOFISH_CBC',
  'des-deriv': 'ENCR_DES_IV64',
  'des-32iv': 'ENCR_DES_IV32',
  null: 'ENCR_NULL',
};
/** `-A` of setkey. */
export const MANUAL_INTEGRITY: Readonly<Record<string, IntegrityTransform['name']>> = {
  'hmac-md5': 'AUTH_HMAC_MD5_96',
  'hmac-sha1': 'AUTH_HMAC_SHA1_96',
  'hmac-sha256': 'AUTH_HMAC_SHA2_256_128',
  'hmac-sha384': 'AUTH_HMAC_SHA2_384_192',
  'hmac-sha512': 'AUTH_HMAC_SHA2_512_256',
  'hmac-ripemd160': 'AUTH_HMAC_RIPEMD160_96',
  'aes-xcbc-mac': 'AUTH_AES_XCBC_96',
};

/** What the kernel is asked for, in packets; without IKE nothing counts them. */
export const REPLAY = { enabled: true, window: 4 } as const;
export const MANUAL_REPLAY = { enabled: false, window: 32 } as const;

/** The word for a value; the limits of the dialect leave only values that have one. */
export function wordFor<Value>(words: Readonly<Record<string, Value>>, value: Value): string {
  for (const word in words) if (sameJson(words[word], value)) return word;
  throw new Error(`racoon has no word for ${JSON.stringify(value)}`);
}
