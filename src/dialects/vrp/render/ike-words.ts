import type { Seen } from '../../../ir/captured.ts';
import type {
  AuthenticationMethod,
  EncryptionTransform,
  HashName,
  IntegrityTransform,
  PrfTransform,
} from '../../../ir/scalars.ts';
import { DH_GROUPS } from '../../../ir/algorithms.ts';
import type { Codec } from '../../../text/layout/form.ts';

/** Words of displays of IKE proposals and IKE SAs (`reference/vrp.md` 3.2, 3.4), the usual one first. */
export const ENCRYPTION_WORDS: Readonly<Record<string, Seen<EncryptionTransform>>> = {
  'AES-128': { name: 'ENCR_AES_CBC', keyLength: 128 },
  'AES-192': { name: 'ENCR_AES_CBC', keyLength: 192 },
  'AES-256': { name: 'ENCR_AES_CBC', keyLength: 256 },
  'AES-128-GCM-128': { name: 'ENCR_AES_GCM_16', keyLength: 128 },
  'AES-192-GCM-128': { name: 'ENCR_AES_GCM_16', keyLength: 192 },
  'AES-256-GCM-128': { name: 'ENCR_AES_GCM_16', keyLength: 256 },
  '3DES': { name: 'ENCR_3DES' },
  DES: { name: 'ENCR_DES' },
  SM1: { name: 'ENCR_SM1_CBC' },
  SM4: { name: 'ENCR_SM4_CBC' },
};
export const HASH_WORDS: Readonly<Record<string, HashName>> = {
  MD5: 'MD5',
  SHA1: 'SHA',
  'SHA2-256': 'SHA2-256',
  'SHA2-384': 'SHA2-384',
  'SHA2-512': 'SHA2-512',
  SM3: 'SM3',
};
export const INTEGRITY_WORDS: Readonly<Record<string, Seen<IntegrityTransform>>> = {
  'HMAC-MD5-96': { name: 'AUTH_HMAC_MD5_96' },
  'HMAC-SHA1-96': { name: 'AUTH_HMAC_SHA1_96' },
  'HMAC-SHA2-256': { name: 'AUTH_HMAC_SHA2_256_128' },
  'HMAC-SHA2-384': { name: 'AUTH_HMAC_SHA2_384_192' },
  'HMAC-SHA2-512': { name: 'AUTH_HMAC_SHA2_512_256' },
  'AES-XCBC-96': { name: 'AUTH_AES_XCBC_96' },
};
export const PRF_WORDS: Readonly<Record<string, Seen<PrfTransform>>> = {
  'HMAC-MD5': { name: 'PRF_HMAC_MD5' },
  'HMAC-SHA1': { name: 'PRF_HMAC_SHA1' },
  'HMAC-SHA2-256': { name: 'PRF_HMAC_SHA2_256' },
  'HMAC-SHA2-384': { name: 'PRF_HMAC_SHA2_384' },
  'HMAC-SHA2-512': { name: 'PRF_HMAC_SHA2_512' },
  'AES-XCBC-128': { name: 'PRF_AES128_XCBC' },
};
export const AUTHENTICATION_WORDS: Readonly<Record<string, AuthenticationMethod>> = {
  PRE_SHARED: 'pre-shared-key',
  RSA_SIGNATURE: 'rsa-signature',
  DIGITAL_ENVELOPE: 'digital-envelope',
};

/** `MODP-2048`. */
export const group: Codec<number> = {
  pattern: String.raw`[\w-]+`,
  print: (number) => DH_GROUPS.get(number)?.name,
  read: (text) =>
    [...DH_GROUPS].find(([, { name }]) => name === text.toUpperCase().replaceAll('_', '-'))?.[0],
};

/** Several words with a blank between them. */
export function several<Value>(one: Codec<Value>): Codec<readonly Value[]> {
  return {
    pattern: String.raw`\S.*?`,
    print: (values) => {
      const words = values.flatMap((value) => one.print(value) ?? []);
      return words.length === 0 ? undefined : words.join(' ');
    },
    read: (text) => {
      const values = text.split(/\s+/).map((word) => one.read(word));
      const known = values.filter((value) => value !== undefined);
      return known.length === values.length ? known : undefined;
    },
  };
}
