import { describe, expect, it } from 'vitest';
import {
  compareLevels,
  describeEncryption,
  DH_GROUPS,
  ENCRYPTION,
  HASH,
  INTEGRITY,
  isWeakerEncryption,
  type Level,
  PRF,
} from '../../src/ir/algorithms.ts';
import type {
  EncryptionName,
  EncryptionTransform,
  HashName,
  IntegrityName,
  PrfName,
} from '../../src/ir/scalars.ts';

/** `reference/algorithms.md` 1 to 4 (IANA numbers) and 9 (levels); typed by hand. `-`: no such number. */
type Figure = number | '-';
const AES = [128, 192, 256];

const CIPHERS: readonly (readonly [
  name: EncryptionName,
  ikev2: Figure,
  phase1: Figure,
  esp: Figure,
  keys: readonly number[] | number | '-',
  block: number,
  combined: boolean,
  level: Level,
])[] = [
  ['ENCR_DES_IV64', 1, '-', 1, 56, 8, false, 'must-not'],
  ['ENCR_DES', 2, 1, 2, 56, 8, false, 'must-not'],
  ['ENCR_3DES', 3, 5, 3, 168, 8, false, 'should-not'],
  ['ENCR_RC5', 4, 4, 4, [128], 8, false, 'must-not'],
  ['ENCR_IDEA', 5, 2, 5, 128, 8, false, 'must-not'],
  ['ENCR_CAST', 6, 6, 6, [128], 8, false, 'must-not'],
  ['ENCR_BLOWFISH', 7, 3, 7, [128], 8, false, 'must-not'],
  ['ENCR_3IDEA', 8, '-', 8, 128, 8, false, 'must-not'],
  ['ENCR_DES_IV32', 9, '-', 9, 56, 8, false, 'must-not'],
  ['ENCR_NULL', 11, '-', 11, '-', 1, false, 'none'],
  ['ENCR_AES_CBC', 12, 7, 12, AES, 16, false, 'allowed'],
  ['ENCR_AES_CTR', 13, 13, 13, AES, 16, false, 'allowed'],
  ['ENCR_AES_CCM_8', 14, '-', 14, AES, 16, true, 'allowed'],
  ['ENCR_AES_CCM_12', 15, '-', 15, AES, 16, true, 'allowed'],
  ['ENCR_AES_CCM_16', 16, '-', 16, AES, 16, true, 'allowed'],
  ['ENCR_AES_GCM_8', 18, '-', 18, AES, 16, true, 'allowed'],
  ['ENCR_AES_GCM_12', 19, '-', 19, AES, 16, true, 'allowed'],
  ['ENCR_AES_GCM_16', 20, '-', 20, AES, 16, true, 'allowed'],
  ['ENCR_NULL_AUTH_AES_GMAC', 21, '-', 23, AES, 16, true, 'none'],
  ['ENCR_CAMELLIA_CBC', 23, 8, 22, AES, 16, false, 'allowed'],
  ['ENCR_CHACHA20_POLY1305', 28, '-', '-', 256, 1, true, 'allowed'],
  ['ENCR_TWOFISH_CBC', '-', '-', '-', AES, 16, false, 'allowed'],
  ['ENCR_SERPENT_CBC', '-', '-', '-', AES, 16, false, 'allowed'],
  ['ENCR_SM1_CBC', '-', '-', '-', 128, 16, false, 'allowed'],
  ['ENCR_SM4_CBC', '-', '-', '-', 128, 16, false, 'allowed'],
];

describe('encryption', () => {
  it.each(CIPHERS)('%s: %s, %s, %s', (name, ikev2, phase1, esp, keys, block, combined, level) => {
    const found = ENCRYPTION[name];
    expect([found.ikev2 ?? '-', found.ikev1Phase1 ?? '-', found.esp ?? '-']).toEqual([ikev2, phase1, esp]);
    expect(found.keyLengths ?? found.keyBits ?? '-').toEqual(keys);
    expect([found.blockOctets, found.combined, found.level]).toEqual([block, combined, level]);
  });

  it('has no other names', () => {
    expect(Object.keys(ENCRYPTION).toSorted()).toEqual(CIPHERS.map(([name]) => name).toSorted());
  });

  /** `translation.md` 2.3, the column "sub". */
  it.each<readonly [EncryptionName, object | undefined]>([
    ['ENCR_DES', { encryption: { name: 'ENCR_AES_CBC', keyLength: 128 } }],
    ['ENCR_3DES', { encryption: { name: 'ENCR_AES_CBC', keyLength: 128 } }],
    ['ENCR_BLOWFISH', { encryption: { name: 'ENCR_AES_CBC', keyLength: 128 } }],
    ['ENCR_CAST', { encryption: { name: 'ENCR_AES_CBC', keyLength: 128 } }],
    ['ENCR_SM4_CBC', { encryption: { name: 'ENCR_AES_CBC', keyLength: 128 } }],
    ['ENCR_CAMELLIA_CBC', { encryption: { name: 'ENCR_AES_CBC' } }],
    ['ENCR_AES_GCM_16', { encryption: { name: 'ENCR_AES_CBC' }, integrity: 'AUTH_HMAC_SHA2_256_128' }],
    ['ENCR_NULL_AUTH_AES_GMAC', { encryption: { name: 'ENCR_NULL' }, integrity: 'AUTH_HMAC_SHA2_256_128' }],
    ['ENCR_AES_CBC', undefined],
    ['ENCR_NULL', undefined],
  ])('%s gives way to %j', (name, substitute) => {
    expect(ENCRYPTION[name].substitute).toEqual(substitute);
  });
});

describe('integrity', () => {
  const rows: readonly (readonly [IntegrityName, Figure, Figure, HashName | '-', Level])[] = [
    ['AUTH_HMAC_MD5_96', 1, 1, 'MD5', 'must-not'],
    ['AUTH_HMAC_SHA1_96', 2, 2, 'SHA', 'should-not'],
    ['AUTH_DES_MAC', 3, 3, '-', 'must-not'],
    ['AUTH_KPDK_MD5', 4, 4, '-', 'must-not'],
    ['AUTH_AES_XCBC_96', 5, 9, 'AES-XCBC-MAC-96', 'allowed'],
    ['AUTH_AES_CMAC_96', 8, '-', '-', 'allowed'],
    ['AUTH_AES_128_GMAC', 9, 11, '-', 'allowed'],
    ['AUTH_AES_192_GMAC', 10, 12, '-', 'allowed'],
    ['AUTH_AES_256_GMAC', 11, 13, '-', 'allowed'],
    ['AUTH_HMAC_SHA2_256_128', 12, 5, 'SHA2-256', 'allowed'],
    ['AUTH_HMAC_SHA2_384_192', 13, 6, 'SHA2-384', 'allowed'],
    ['AUTH_HMAC_SHA2_512_256', 14, 7, 'SHA2-512', 'allowed'],
    ['AUTH_HMAC_SHA2_256_96', '-', 5, '-', 'allowed'],
    ['AUTH_HMAC_RIPEMD160_96', '-', 8, '-', 'allowed'],
    ['AUTH_HMAC_SM3', '-', '-', 'SM3', 'allowed'],
  ];

  it.each(rows)('%s: %s, %s, hash %s, %s', (name, ikev2, phase2, hash, level) => {
    const found = INTEGRITY[name];
    expect([found.ikev2 ?? '-', found.ikev1Phase2 ?? '-', found.hash ?? '-', found.level]).toEqual([
      ikev2,
      phase2,
      hash,
      level,
    ]);
  });

  it('has no other names', () => {
    expect(Object.keys(INTEGRITY).toSorted()).toEqual(rows.map(([name]) => name).toSorted());
  });
});

it.each<readonly [PrfName, number, Level]>([
  ['PRF_HMAC_MD5', 1, 'must-not'],
  ['PRF_HMAC_SHA1', 2, 'should-not'],
  ['PRF_AES128_XCBC', 4, 'allowed'],
  ['PRF_HMAC_SHA2_256', 5, 'allowed'],
  ['PRF_HMAC_SHA2_384', 6, 'allowed'],
  ['PRF_HMAC_SHA2_512', 7, 'allowed'],
  ['PRF_AES128_CMAC', 8, 'allowed'],
])('%s is PRF %i, %s', (name, ikev2, level) => {
  expect([PRF[name].ikev2, PRF[name].level]).toEqual([ikev2, level]);
});

it.each<readonly [HashName, Figure, Level]>([
  ['MD5', 1, 'must-not'],
  ['SHA', 2, 'should-not'],
  ['TIGER', 3, 'must-not'],
  ['SHA2-256', 4, 'allowed'],
  ['SHA2-384', 5, 'allowed'],
  ['SHA2-512', 6, 'allowed'],
  ['SM3', 20, 'allowed'],
  ['AES-XCBC-MAC-96', '-', 'allowed'],
])('%s is Oakley hash %s, %s', (name, number, level) => {
  expect([HASH[name].ikev1Phase1 ?? '-', HASH[name].level]).toEqual([number, level]);
});

/** Names and levels: section 4; substitutes: `translation.md` 2.3. */
it.each<readonly [number, string, Level, Figure]>([
  [1, 'MODP-768', 'must-not', 14],
  [2, 'MODP-1024', 'should-not', 14],
  [5, 'MODP-1536', 'should-not', 14],
  [14, 'MODP-2048', 'allowed', '-'],
  [15, 'MODP-3072', 'allowed', '-'],
  [16, 'MODP-4096', 'allowed', '-'],
  [17, 'MODP-6144', 'allowed', 18],
  [18, 'MODP-8192', 'allowed', '-'],
  [19, 'ECP-256', 'allowed', 14],
  [20, 'ECP-384', 'allowed', 15],
  [21, 'ECP-521', 'allowed', 16],
  [22, 'MODP-1024-160', 'must-not', 14],
  [23, 'MODP-2048-224', 'should-not', 14],
  [24, 'MODP-2048-256', 'should-not', 14],
  [25, 'ECP-192', 'should-not', '-'],
  [26, 'ECP-224', 'should-not', '-'],
  [31, 'CURVE25519', 'allowed', '-'],
  [32, 'CURVE448', 'allowed', '-'],
])('DH group %i is %s, %s', (number, name, level, substitute) => {
  const found = DH_GROUPS.get(number);
  expect([found?.name, found?.level, found?.substitute ?? '-']).toEqual([name, level, substitute]);
});

describe('strength', () => {
  const aes = (keyLength: number): EncryptionTransform => ({ name: 'ENCR_AES_CBC', keyLength });

  it.each<readonly [string, EncryptionTransform, EncryptionTransform, boolean]>([
    ['a shorter key', aes(128), aes(256), true],
    ['a longer key', aes(256), aes(128), false],
    ['the same', aes(256), aes(256), false],
    ['a lower class, whatever its key', { name: 'ENCR_3DES' }, aes(128), true],
    ['no confidentiality', { name: 'ENCR_NULL' }, { name: 'ENCR_DES' }, true],
    ['GMAC, which does not encrypt', { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength: 256 }, aes(128), true],
    ['another cipher of equal class', { name: 'ENCR_AES_GCM_16', keyLength: 128 }, aes(128), false],
  ])('%s: weaker %s', (_, candidate, reference, weaker) => {
    expect(isWeakerEncryption(candidate, reference)).toBe(weaker);
  });

  it('orders the levels', () => {
    const levels: readonly Level[] = ['none', 'must-not', 'should-not', 'allowed'];
    expect(levels.toSorted(compareLevels)).toEqual(levels);
    expect(levels.toReversed().toSorted(compareLevels)).toEqual(levels);
  });

  it.each<readonly [EncryptionTransform, string]>([
    [aes(256), 'AES-CBC-256'],
    [{ name: 'ENCR_3DES' }, '3DES'],
  ])('%j is called %s', (transform, words) => {
    expect(describeEncryption(transform)).toBe(words);
  });
});
