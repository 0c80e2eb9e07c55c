import type { Seen } from '../../../ir/captured.ts';
import type { SaHalf } from '../../../ir/result.ts';
import type { EncryptionTransform, IntegrityTransform } from '../../../ir/scalars.ts';
import { vocabulary } from '../../../text/layout/codecs.ts';
import type { Codec } from '../../../text/layout/form.ts';

/** The algorithms of one direction. */
type Suite = Pick<Seen<SaHalf>, 'encryption' | 'integrity' | 'protocol'>;

/** How a family of outputs calls algorithms (`reference/vrp.md` 3.5); of several words the first is printed. */
interface Words {
  readonly encryption: Readonly<Record<string, Seen<EncryptionTransform>>>;
  readonly integrity: Readonly<Record<string, Seen<IntegrityTransform>>>;
}

function aes(name: (bits: number) => string, gcm: (bits: number) => string): Words['encryption'] {
  return Object.fromEntries(
    [128, 192, 256].flatMap((keyLength) => [
      [name(keyLength), { name: 'ENCR_AES_CBC', keyLength }],
      [gcm(keyLength), { name: 'ENCR_AES_GCM_16', keyLength }],
      [gcm(keyLength).replace(/GCM(?:-128)?/, 'GMAC'), { name: 'ENCR_NULL_AUTH_AES_GMAC', keyLength }],
    ]),
  );
}

const SHA2: Words['integrity'] = {
  'SHA2-256-128': { name: 'AUTH_HMAC_SHA2_256_128' },
  'SHA2-384-192': { name: 'AUTH_HMAC_SHA2_384_192' },
  'SHA2-512-256': { name: 'AUTH_HMAC_SHA2_512_256' },
};
const SHORT_SHA2: Words['integrity'] = {
  'SHA2-256': { name: 'AUTH_HMAC_SHA2_256_128' },
  'SHA2-384': { name: 'AUTH_HMAC_SHA2_384_192' },
  'SHA2-512': { name: 'AUTH_HMAC_SHA2_512_256' },
};
const OLD: Words['integrity'] = { MD5: { name: 'AUTH_HMAC_MD5_96' }, SHA1: { name: 'AUTH_HMAC_SHA1_96' } };
const CHINESE: Words['integrity'] = { SM3: { name: 'AUTH_HMAC_SM3' } };

const CIPHERS: Words['encryption'] = {
  'DES-64': { name: 'ENCR_DES' },
  '3DES-192': { name: 'ENCR_3DES' },
  ...aes(
    (bits) => `AES-${bits}`,
    (bits) => `AES-${bits}-GCM-128`,
  ),
  SM1: { name: 'ENCR_SM1_CBC' },
  SM4: { name: 'ENCR_SM4_CBC' },
  NULL: { name: 'ENCR_NULL' },
  DES: { name: 'ENCR_DES' },
  '3DES': { name: 'ENCR_3DES' },
};

/** `ESP-ENCRYPT-AES-128 ESP-AUTH-SHA1`. */
const LONG: Words = { encryption: CIPHERS, integrity: { ...OLD, ...SHA2, ...CHINESE, ...SHORT_SHA2 } };
/** `ESP-ENCRYPT-256-AES ESP-AUTH-SHA2-256`. */
const NE: Words = {
  encryption: {
    DES: { name: 'ENCR_DES' },
    '3DES': { name: 'ENCR_3DES' },
    ...aes(
      (bits) => `${bits}-AES`,
      (bits) => `${bits}-AES-GCM-128`,
    ),
    NULL: { name: 'ENCR_NULL' },
  },
  integrity: { ...OLD, ...SHORT_SHA2, ...CHINESE, ...SHA2 },
};
/** `E:AES-256 A:SHA2_256_128`. */
const BRIEF: Words = {
  encryption: { DES: { name: 'ENCR_DES' }, '3DES': { name: 'ENCR_3DES' }, ...CIPHERS },
  integrity: {
    'MD5-96': { name: 'AUTH_HMAC_MD5_96' },
    'SHA1-96': { name: 'AUTH_HMAC_SHA1_96' },
    SHA2_256_128: { name: 'AUTH_HMAC_SHA2_256_128' },
    SHA2_384_192: { name: 'AUTH_HMAC_SHA2_384_192' },
    SHA2_512_256: { name: 'AUTH_HMAC_SHA2_512_256' },
    ...CHINESE,
    'HMAC-MD5-96': { name: 'AUTH_HMAC_MD5_96' },
    'HMAC-SHA1-96': { name: 'AUTH_HMAC_SHA1_96' },
    ...OLD,
    ...SHA2,
    ...SHORT_SHA2,
  },
};
/** `E:DES;A:HMAC-MD5-96;`. */
const OLD_USG: Words = {
  encryption: BRIEF.encryption,
  integrity: {
    'HMAC-MD5-96': { name: 'AUTH_HMAC_MD5_96' },
    'HMAC-SHA1-96': { name: 'AUTH_HMAC_SHA1_96' },
    ...LONG.integrity,
  },
};
/** `E:AES      A:SHA2-256-128`: without the length of the key. */
const NE_BRIEF: Words = {
  encryption: {
    DES: { name: 'ENCR_DES' },
    '3DES': { name: 'ENCR_3DES' },
    AES: { name: 'ENCR_AES_CBC' },
    NULL: { name: 'ENCR_NULL' },
    ...NE.encryption,
  },
  integrity: { ...LONG.integrity },
};

/** Words with the protocol and the kind before them: `ESP-ENCRYPT-` and `ESP-AUTH-`. */
function longWords({ encryption, integrity }: Words): Codec<Suite> {
  const [ciphers, hashes] = [vocabulary(encryption), vocabulary(integrity)];
  return {
    pattern: String.raw`[\w-]+(?:\s+[\w-]+)?`,
    print: (suite) => {
      const protocol = (suite.protocol ?? 'esp').toUpperCase();
      const [cipher, hash] = wordsOf(suite, ciphers, hashes);
      const words = [
        ...(cipher === undefined ? [] : [`${protocol}-ENCRYPT-${cipher}`]),
        ...(hash === undefined ? [] : [`${protocol}-AUTH-${hash}`]),
      ];
      return words.length === 0 ? undefined : words.join(' ');
    },
    read: (text) => {
      const suite: { -readonly [Member in keyof Suite]: Suite[Member] } = {};
      for (const word of text.split(/\s+/)) {
        const cipher = /^\w+-ENCRYPT-/i.test(word)
          ? ciphers.read(word.replace(/^\w+-ENCRYPT-/i, ''))
          : undefined;
        const hash = hashes.read(word.replace(/^(?:ESP|AH)-AUTH-/i, ''));
        if (cipher !== undefined) suite.encryption = cipher;
        else if (hash !== undefined) suite.integrity = hash;
        else return undefined;
      }
      return suite;
    },
  };
}

/** `E:` and `A:` with something between and behind them. */
function briefWords(words: Words, join: (cipher: string, hash: string) => string): Codec<Suite> {
  const [ciphers, hashes] = [vocabulary(words.encryption), vocabulary(words.integrity)];
  return {
    pattern: String.raw`(?:E:[\w-]*)?[;\s]*(?:A:[\w-]*)?;?`,
    print: (suite) => {
      const [cipher = '', hash = ''] = wordsOf(suite, ciphers, hashes);
      return cipher === '' && hash === '' ? undefined : join(cipher, hash);
    },
    read: (text) => {
      const cipher = /E:([\w-]+)/i.exec(text)?.[1];
      const hash = /A:([\w-]+)/i.exec(text)?.[1];
      const encryption = cipher === undefined ? undefined : ciphers.read(cipher);
      const integrity = hash === undefined ? undefined : hashes.read(hash);
      const isUnknown =
        (cipher !== undefined && encryption === undefined) || (hash !== undefined && integrity === undefined);
      if (isUnknown) return undefined;
      return {
        ...(encryption === undefined ? {} : { encryption }),
        ...(integrity === undefined ? {} : { integrity }),
      };
    },
  };
}

function wordsOf(
  { encryption, integrity }: Suite,
  ciphers: Codec<Seen<EncryptionTransform>>,
  hashes: Codec<Seen<IntegrityTransform>>,
): readonly [cipher: string | undefined, hash: string | undefined] {
  return [
    encryption === undefined
      ? undefined
      : (ciphers.print(encryption) ?? ciphers.print({ ...named(encryption) })),
    integrity === undefined ? undefined : hashes.print(integrity),
  ];
}

/** A table may have no word for the length of the key. */
function named({ name }: Seen<EncryptionTransform>): Seen<EncryptionTransform> {
  return name === undefined ? {} : { name };
}

export const proposalWords = longWords(LONG);
export const proposalWordsOfNe = longWords(NE);
export const algorithms = briefWords(BRIEF, (cipher, hash) => `E:${cipher} A:${hash}`);
export const algorithmsOfOldUsg = briefWords(OLD_USG, (cipher, hash) => `E:${cipher};A:${hash};`);
export const algorithmsOfNe = briefWords(NE_BRIEF, (cipher, hash) => `${`E:${cipher}`.padEnd(11)}A:${hash}`);
