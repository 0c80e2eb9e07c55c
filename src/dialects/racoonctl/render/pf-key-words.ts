import type { Seen } from '../../../ir/captured.ts';
import type { EncryptionName, EncryptionTransform, IntegrityTransform } from '../../../ir/scalars.ts';

/** The names of algorithms in dumps of the kernel's SAs (`reference/racoon.md` 1.5.3, libipsec). */
const NAMES: Readonly<
  Record<string, { readonly name: EncryptionName; readonly hasLength?: true; readonly more?: number }>
> = {
  'aes-cbc': { name: 'ENCR_AES_CBC', hasLength: true },
  // Its keys end in a nonce.
  'aes-ctr': { name: 'ENCR_AES_CTR', hasLength: true, more: 32 },
  'camellia-cbc': { name: 'ENCR_CAMELLIA_CBC', hasLength: true },
  'blowfish-cbc': { name: 'ENCR_BLOWFISH', hasLength: true },
  'cast128-cbc': { name: 'ENCR_CAST', hasLength: true },
  'twofish-cbc': { name: 'ENCR_TWOFISH_CBC', hasLength: true },
  'rc5-cbc': { name: 'ENCR_RC5', hasLength: true },
  '3des-cbc': { name: 'ENCR_3DES' },
  'des-cbc': { name: 'ENCR_DES' },
  null: { name: 'ENCR_NULL' },
};
export const CIPHERS: readonly string[] = Object.keys(NAMES);

export const HASHES: Readonly<Record<string, Seen<IntegrityTransform>>> = {
  'hmac-md5': { name: 'AUTH_HMAC_MD5_96' },
  'hmac-sha1': { name: 'AUTH_HMAC_SHA1_96' },
  'hmac-sha256': { name: 'AUTH_HMAC_SHA2_256_128' },
  'hmac-sha384': { name: 'AUTH_HMAC_SHA2_384_192' },
  'hmac-sha512': { name: 'AUTH_HMAC_SHA2_512_256' },
  'hmac-ripemd160': { name: 'AUTH_HMAC_RIPEMD160_96' },
  'aes-xcbc-mac': { name: 'AUTH_AES_XCBC_96' },
};

export function printCipher({ name }: Seen<EncryptionTransform>): string | undefined {
  return CIPHERS.find((word) => NAMES[word]?.name === name);
}

/** `bits`: of the whole key; absent: it is hidden. */
export function readCipher(word: string, bits: number | undefined): Seen<EncryptionTransform> | undefined {
  const found = NAMES[word];
  if (found === undefined) return undefined;
  const { name, hasLength, more = 0 } = found;
  return hasLength === true && bits !== undefined ? { name, keyLength: bits - more } : { name };
}
