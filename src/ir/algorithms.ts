import type {
  AuthenticationMethod,
  EncryptionName,
  EncryptionTransform,
  HashName,
  IntegrityName,
  PrfName,
} from './scalars.ts';

/**
 * Requirement level of RFC 8247 (IKEv2) and RFC 8221 (ESP and AH), with what RFC 9395 deprecated; one word for
 * both where they agree. `none`: the algorithm gives no protection of its kind.
 */
export type Level = 'none' | 'must-not' | 'should-not' | 'allowed';

/** Numbers of the IANA registries "IKEv2 Transform Type 1", "IPsec (Oakley) attributes" and "ISAKMP DOI". */
export interface EncryptionProperties {
  readonly ikev2?: number;
  readonly ikev1Phase1?: number;
  readonly esp?: number;
  /** Values of the KEY LENGTH attribute, in bits, its default first; absent: the cipher has no such attribute. */
  readonly keyLengths?: readonly number[];
  /** Effective key bits of a cipher without that attribute. */
  readonly keyBits?: number;
  readonly blockOctets: number;
  readonly combined: boolean; // encrypts and authenticates: no integrity algorithm beside it
  readonly level: Level;
  /** What replaces it where a person accepts another algorithm at both ends (`--accept`); absent: nothing does. */
  readonly substitute?: { readonly encryption: EncryptionTransform; readonly integrity?: IntegrityName };
}

const AES = [128, 192, 256] as const;
const AES_CBC_128: EncryptionTransform = { name: 'ENCR_AES_CBC', keyLength: 128 };

export const ENCRYPTION: Readonly<Record<EncryptionName, EncryptionProperties>> = {
  ENCR_DES_IV64: { ikev2: 1, esp: 1, keyBits: 56, blockOctets: 8, combined: false, level: 'must-not' },
  ENCR_DES: {
    ikev2: 2,
    ikev1Phase1: 1,
    esp: 2,
    keyBits: 56,
    blockOctets: 8,
    combined: false,
    level: 'must-not',
    substitute: { encryption: AES_CBC_128 },
  },
  ENCR_3DES: {
    ikev2: 3,
    ikev1Phase1: 5,
    esp: 3,
    keyBits: 168,
    blockOctets: 8,
    combined: false,
    level: 'should-not',
    substitute: { encryption: AES_CBC_128 },
  },
  ENCR_RC5: {
    ikev2: 4,
    ikev1Phase1: 4,
    esp: 4,
    keyLengths: [128],
    blockOctets: 8,
    combined: false,
    level: 'must-not',
  },
  ENCR_IDEA: {
    ikev2: 5,
    ikev1Phase1: 2,
    esp: 5,
    keyBits: 128,
    blockOctets: 8,
    combined: false,
    level: 'must-not',
  },
  ENCR_CAST: {
    ikev2: 6,
    ikev1Phase1: 6,
    esp: 6,
    keyLengths: [128],
    blockOctets: 8,
    combined: false,
    level: 'must-not',
    substitute: { encryption: AES_CBC_128 },
  },
  ENCR_BLOWFISH: {
    ikev2: 7,
    ikev1Phase1: 3,
    esp: 7,
    keyLengths: [128],
    blockOctets: 8,
    combined: false,
    level: 'must-not',
    substitute: { encryption: AES_CBC_128 },
  },
  ENCR_3IDEA: { ikev2: 8, esp: 8, keyBits: 128, blockOctets: 8, combined: false, level: 'must-not' },
  ENCR_DES_IV32: { ikev2: 9, esp: 9, keyBits: 56, blockOctets: 8, combined: false, level: 'must-not' },
  ENCR_NULL: { ikev2: 11, esp: 11, blockOctets: 1, combined: false, level: 'none' },
  ENCR_AES_CBC: {
    ikev2: 12,
    ikev1Phase1: 7,
    esp: 12,
    keyLengths: AES,
    blockOctets: 16,
    combined: false,
    level: 'allowed',
  },
  ENCR_AES_CTR: {
    ikev2: 13,
    ikev1Phase1: 13,
    esp: 13,
    keyLengths: AES,
    blockOctets: 16,
    combined: false,
    level: 'allowed',
  },
  ENCR_AES_CCM_8: { ikev2: 14, esp: 14, keyLengths: AES, blockOctets: 16, combined: true, level: 'allowed' },
  ENCR_AES_CCM_12: { ikev2: 15, esp: 15, keyLengths: AES, blockOctets: 16, combined: true, level: 'allowed' },
  ENCR_AES_CCM_16: { ikev2: 16, esp: 16, keyLengths: AES, blockOctets: 16, combined: true, level: 'allowed' },
  ENCR_AES_GCM_8: { ikev2: 18, esp: 18, keyLengths: AES, blockOctets: 16, combined: true, level: 'allowed' },
  ENCR_AES_GCM_12: { ikev2: 19, esp: 19, keyLengths: AES, blockOctets: 16, combined: true, level: 'allowed' },
  ENCR_AES_GCM_16: {
    ikev2: 20,
    esp: 20,
    keyLengths: AES,
    blockOctets: 16,
    combined: true,
    level: 'allowed',
    substitute: { encryption: { name: 'ENCR_AES_CBC' }, integrity: 'AUTH_HMAC_SHA2_256_128' },
  },
  ENCR_NULL_AUTH_AES_GMAC: {
    ikev2: 21,
    esp: 23,
    keyLengths: AES,
    blockOctets: 16,
    combined: true,
    level: 'none',
    substitute: { encryption: { name: 'ENCR_NULL' }, integrity: 'AUTH_HMAC_SHA2_256_128' },
  },
  ENCR_CAMELLIA_CBC: {
    ikev2: 23,
    ikev1Phase1: 8,
    esp: 22,
    keyLengths: AES,
    blockOctets: 16,
    combined: false,
    level: 'allowed',
    substitute: { encryption: { name: 'ENCR_AES_CBC' } },
  },
  ENCR_CHACHA20_POLY1305: { ikev2: 28, keyBits: 256, blockOctets: 1, combined: true, level: 'allowed' },
  // No IANA number (strongSwan, GM/T 0022): they match only themselves.
  ENCR_TWOFISH_CBC: { keyLengths: AES, blockOctets: 16, combined: false, level: 'allowed' },
  ENCR_SERPENT_CBC: { keyLengths: AES, blockOctets: 16, combined: false, level: 'allowed' },
  ENCR_SM1_CBC: {
    keyBits: 128,
    blockOctets: 16,
    combined: false,
    level: 'allowed',
    substitute: { encryption: AES_CBC_128 },
  },
  ENCR_SM4_CBC: {
    keyBits: 128,
    blockOctets: 16,
    combined: false,
    level: 'allowed',
    substitute: { encryption: AES_CBC_128 },
  },
};

export interface IntegrityProperties {
  readonly ikev2?: number;
  /** Authentication attribute of an IKEv1 phase 2 SA. */
  readonly ikev1Phase2?: number;
  /** The IKEv1 phase 1 hash that is the same function. */
  readonly hash?: HashName;
  readonly level: Level;
  readonly substitute?: IntegrityName;
}

export const INTEGRITY: Readonly<Record<IntegrityName, IntegrityProperties>> = {
  AUTH_HMAC_MD5_96: {
    ikev2: 1,
    ikev1Phase2: 1,
    hash: 'MD5',
    level: 'must-not',
    substitute: 'AUTH_HMAC_SHA2_256_128',
  },
  AUTH_HMAC_SHA1_96: { ikev2: 2, ikev1Phase2: 2, hash: 'SHA', level: 'should-not' },
  AUTH_DES_MAC: { ikev2: 3, ikev1Phase2: 3, level: 'must-not' },
  AUTH_KPDK_MD5: { ikev2: 4, ikev1Phase2: 4, level: 'must-not' },
  AUTH_AES_XCBC_96: {
    ikev2: 5,
    ikev1Phase2: 9,
    hash: 'AES-XCBC-MAC-96',
    level: 'allowed',
    substitute: 'AUTH_HMAC_SHA2_256_128',
  },
  AUTH_AES_CMAC_96: { ikev2: 8, level: 'allowed' },
  AUTH_AES_128_GMAC: { ikev2: 9, ikev1Phase2: 11, level: 'allowed' },
  AUTH_AES_192_GMAC: { ikev2: 10, ikev1Phase2: 12, level: 'allowed' },
  AUTH_AES_256_GMAC: { ikev2: 11, ikev1Phase2: 13, level: 'allowed' },
  AUTH_HMAC_SHA2_256_128: { ikev2: 12, ikev1Phase2: 5, hash: 'SHA2-256', level: 'allowed' },
  AUTH_HMAC_SHA2_384_192: { ikev2: 13, ikev1Phase2: 6, hash: 'SHA2-384', level: 'allowed' },
  AUTH_HMAC_SHA2_512_256: { ikev2: 14, ikev1Phase2: 7, hash: 'SHA2-512', level: 'allowed' },
  // HMAC-SHA-256 cut to 96 bits, as before RFC 4868; private use, equal only to itself.
  AUTH_HMAC_SHA2_256_96: { ikev1Phase2: 5, level: 'allowed' },
  AUTH_HMAC_RIPEMD160_96: { ikev1Phase2: 8, level: 'allowed' },
  AUTH_HMAC_SM3: { hash: 'SM3', level: 'allowed', substitute: 'AUTH_HMAC_SHA2_256_128' },
};

export interface PrfProperties {
  readonly ikev2: number;
  readonly level: Level;
  readonly substitute?: PrfName;
}

export const PRF: Readonly<Record<PrfName, PrfProperties>> = {
  PRF_HMAC_MD5: { ikev2: 1, level: 'must-not', substitute: 'PRF_HMAC_SHA2_256' },
  PRF_HMAC_SHA1: { ikev2: 2, level: 'should-not' },
  PRF_AES128_XCBC: { ikev2: 4, level: 'allowed', substitute: 'PRF_HMAC_SHA2_256' },
  PRF_HMAC_SHA2_256: { ikev2: 5, level: 'allowed' },
  PRF_HMAC_SHA2_384: { ikev2: 6, level: 'allowed' },
  PRF_HMAC_SHA2_512: { ikev2: 7, level: 'allowed' },
  PRF_AES128_CMAC: { ikev2: 8, level: 'allowed' },
};

export interface HashProperties {
  /** Oakley hash attribute; absent: a device's own value. */
  readonly ikev1Phase1?: number;
  readonly level: Level;
  readonly substitute?: HashName;
}

export const HASH: Readonly<Record<HashName, HashProperties>> = {
  MD5: { ikev1Phase1: 1, level: 'must-not', substitute: 'SHA2-256' },
  SHA: { ikev1Phase1: 2, level: 'should-not' },
  TIGER: { ikev1Phase1: 3, level: 'must-not' },
  'SHA2-256': { ikev1Phase1: 4, level: 'allowed' },
  'SHA2-384': { ikev1Phase1: 5, level: 'allowed' },
  'SHA2-512': { ikev1Phase1: 6, level: 'allowed' },
  SM3: { ikev1Phase1: 20, level: 'allowed', substitute: 'SHA2-256' },
  'AES-XCBC-MAC-96': { level: 'allowed', substitute: 'SHA2-256' },
};

export interface GroupProperties {
  readonly name: string;
  /** Strength in bits: RFC 3526 section 8 (the lower estimate), RFC 5114 section 4, half the curve size. */
  readonly strength: number;
  readonly level: Level;
  readonly substitute?: number;
}

/** By IANA transform type 4 number, which IKEv1 shares. */
export const DH_GROUPS: ReadonlyMap<number, GroupProperties> = new Map<number, GroupProperties>([
  [1, { name: 'MODP-768', strength: 60, level: 'must-not', substitute: 14 }],
  [2, { name: 'MODP-1024', strength: 80, level: 'should-not', substitute: 14 }],
  [5, { name: 'MODP-1536', strength: 90, level: 'should-not', substitute: 14 }],
  [14, { name: 'MODP-2048', strength: 110, level: 'allowed' }],
  [15, { name: 'MODP-3072', strength: 130, level: 'allowed' }],
  [16, { name: 'MODP-4096', strength: 150, level: 'allowed' }],
  [17, { name: 'MODP-6144', strength: 170, level: 'allowed', substitute: 18 }],
  [18, { name: 'MODP-8192', strength: 190, level: 'allowed' }],
  [19, { name: 'ECP-256', strength: 128, level: 'allowed', substitute: 14 }],
  [20, { name: 'ECP-384', strength: 192, level: 'allowed', substitute: 15 }],
  [21, { name: 'ECP-521', strength: 256, level: 'allowed', substitute: 16 }],
  [22, { name: 'MODP-1024-160', strength: 80, level: 'must-not', substitute: 14 }],
  [23, { name: 'MODP-2048-224', strength: 112, level: 'should-not', substitute: 14 }],
  [24, { name: 'MODP-2048-256', strength: 112, level: 'should-not', substitute: 14 }],
  [25, { name: 'ECP-192', strength: 96, level: 'should-not' }],
  [26, { name: 'ECP-224', strength: 112, level: 'should-not' }],
  [27, { name: 'BRAINPOOL-224', strength: 112, level: 'allowed' }],
  [28, { name: 'BRAINPOOL-256', strength: 128, level: 'allowed' }],
  [29, { name: 'BRAINPOOL-384', strength: 192, level: 'allowed' }],
  [30, { name: 'BRAINPOOL-512', strength: 256, level: 'allowed' }],
  [31, { name: 'CURVE25519', strength: 128, level: 'allowed' }],
  [32, { name: 'CURVE448', strength: 224, level: 'allowed' }],
]);

/** RFC 8247 section 3: DSS should not be used; a peer without authentication is anybody. */
export const AUTHENTICATION: Readonly<Record<AuthenticationMethod, Level>> = {
  'pre-shared-key': 'allowed',
  'rsa-signature': 'allowed',
  'dss-signature': 'should-not',
  'ecdsa-256': 'allowed',
  'ecdsa-384': 'allowed',
  'ecdsa-521': 'allowed',
  'digital-signature': 'allowed',
  'rsa-encryption': 'allowed',
  'revised-rsa-encryption': 'allowed',
  'digital-envelope': 'allowed',
  eap: 'allowed',
  null: 'none',
  gssapi: 'allowed',
  'hybrid-rsa-client': 'allowed',
  'hybrid-rsa-server': 'allowed',
  'hybrid-dss-client': 'should-not',
  'hybrid-dss-server': 'should-not',
  'xauth-psk-client': 'allowed',
  'xauth-psk-server': 'allowed',
  'xauth-rsa-client': 'allowed',
  'xauth-rsa-server': 'allowed',
};

/** A set of algorithms by name. */
export interface AlgorithmNames {
  readonly encryption: readonly EncryptionName[];
  readonly hashes: readonly HashName[];
  readonly integrity: readonly IntegrityName[];
  readonly prfs: readonly PrfName[];
  readonly dhGroups: readonly number[];
}

const LEVELS: readonly Level[] = ['none', 'must-not', 'should-not', 'allowed'];

/** Negative: `left` is of a lower class than `right`. */
export function compareLevels(left: Level, right: Level): number {
  return LEVELS.indexOf(left) - LEVELS.indexOf(right);
}

/** Whether `candidate` protects less than `reference`: a lower class, or the same class with a shorter key. */
export function isWeakerEncryption(candidate: EncryptionTransform, reference: EncryptionTransform): boolean {
  const order = compareLevels(ENCRYPTION[candidate.name].level, ENCRYPTION[reference.name].level);
  return order < 0 || (order === 0 && keyBits(candidate) < keyBits(reference));
}

function keyBits({ name, keyLength }: EncryptionTransform): number {
  return keyLength ?? ENCRYPTION[name].keyBits ?? 0;
}

/** A transform in words: "AES-CBC-256", "3DES". */
export function describeEncryption({ name, keyLength }: EncryptionTransform): string {
  const short = name.replace(/^ENCR_/, '').replaceAll('_', '-');
  return keyLength === undefined ? short : `${short}-${keyLength}`;
}

/** Whether every cipher of a list authenticates by itself, so that an integrity algorithm has no part (RFC 7296 section 3.3). */
export function isCombined(ciphers: readonly EncryptionTransform[]): boolean {
  return ciphers.length > 0 && ciphers.every(({ name }) => ENCRYPTION[name].combined);
}

/** IANA names of transforms: ENCR_AES_CBC, AUTH_HMAC_SHA1_96, PRF_HMAC_SHA1. */
export function isAlgorithmName(name: string): boolean {
  return /^(?:ENCR|AUTH|PRF)_/.test(name);
}
