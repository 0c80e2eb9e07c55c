import type { ChildSaState } from '../../../ir/result.ts';
import type { AuthenticationMethod, EncryptionName, HashName } from '../../../ir/scalars.ts';
import { dateOf } from '../../../text/layout/codecs.ts';
import type { Codec } from '../../../text/layout/form.ts';

/** Words of `racoonctl status` (`reference/racoon.md` 1.9); by their place those of the numbers of column ST. */
export const STAGE_WORDS = [
  'spawn',
  'start',
  'msg1received',
  'msg1sent',
  'msg2received',
  'msg2sent',
  'msg3received',
  'msg3sent',
  'msg4received',
  'established',
  'dying',
  'expired',
] as const;

export const CHILD_STATES: Readonly<Record<string, ChildSaState>> = {
  established: 'installed',
  msg1sent: 'larval',
  expired: 'dead',
};
/** States that have no word of their own. */
export const CHILD_STATE_SHOWN: Readonly<Partial<Record<ChildSaState, ChildSaState>>> = {
  rekeying: 'installed',
  rekeyed: 'installed',
  deleting: 'dead',
};

const CIPHER_NAMES: Readonly<Record<string, EncryptionName>> = {
  'DES-CBC': 'ENCR_DES',
  'IDEA-CBC': 'ENCR_IDEA',
  'Blowfish-CBC': 'ENCR_BLOWFISH',
  'RC5-R16-B64-CBC': 'ENCR_RC5',
  '3DES-CBC': 'ENCR_3DES',
  'CAST-CBC': 'ENCR_CAST',
  'AES-CBC': 'ENCR_AES_CBC',
  8: 'ENCR_CAMELLIA_CBC',
};
/** The length of a key is never shown. */
export const cipher: Codec<EncryptionName> = {
  pattern: '[\\w-]+',
  print: (name) => Object.keys(CIPHER_NAMES).find((word) => CIPHER_NAMES[word] === name),
  read: (text) => CIPHER_NAMES[text],
};

export const HASH_NAMES: Readonly<Record<string, HashName>> = {
  MD5: 'MD5',
  SHA: 'SHA',
  Tiger: 'TIGER',
  SHA256: 'SHA2-256',
  SHA384: 'SHA2-384',
  SHA512: 'SHA2-512',
};

export const METHODS: Readonly<Record<string, AuthenticationMethod>> = {
  'pre-shared key': 'pre-shared-key',
  'DSS signatures': 'dss-signature',
  'RSA signatures': 'rsa-signature',
  'Encryption with RSA': 'rsa-encryption',
  'Revised encryption with RSA': 'revised-rsa-encryption',
  'Hybrid RSA server': 'hybrid-rsa-server',
  'Hybrid RSA client': 'hybrid-rsa-client',
  'XAuth pskey server': 'xauth-psk-server',
  'XAuth pskey client': 'xauth-psk-client',
  'XAuth RSASIG server': 'xauth-rsa-server',
  'XAuth RSASIG client': 'xauth-rsa-client',
};

/** racoon looks the group up in the table of group types: 1 and 2 come out as words. */
const GROUP_WORDS: Readonly<Record<number, string>> = { 1: 'MODP', 2: 'ECP' };
export const groupWord: Codec<number> = {
  pattern: String.raw`\w+`,
  print: (number) => GROUP_WORDS[number] ?? String(number),
  read: (text) => {
    const [named] = Object.entries(GROUP_WORDS).find(([, word]) => word === text) ?? [];
    const number = Number(named ?? text);
    return Number.isInteger(number) ? number : undefined;
  },
};

/** The first four digits of an SPI, the rest hidden. */
export const maskedSpi: Codec<number> = {
  pattern: String.raw`0x[\da-f]{4}\*{4}|\(pending\)`,
  print: (spi) => `0x${(spi >>> 16).toString(16).padStart(4, '0')}****`,
  read: (text) => (text.startsWith('0x') ? Number.parseInt(text.slice(2, 6), 16) * 0x1_0000 : undefined),
};

export const YES: Codec<boolean> = {
  pattern: 'yes|no',
  print: (value) => (value ? 'yes' : 'no'),
  read: (text) => text === 'yes',
};

/** `2026-11-22T10:59:06Z`. */
export const isoTime: Codec<number> = {
  pattern: String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`,
  print: (date) => `${new Date(date).toISOString().slice(0, 19)}Z`,
  read: dateOf,
};
