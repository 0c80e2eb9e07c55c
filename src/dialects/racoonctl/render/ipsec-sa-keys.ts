import type { Seen } from '../../../ir/captured.ts';
import type { SaHalf } from '../../../ir/result.ts';
import type { Cell, Codec } from '../../../text/layout/form.ts';
import { readCipher } from './pf-key-words.ts';

/** What a row says of keys. */
export interface KeyRow {
  readonly half?: Seen<SaHalf>;
  readonly cipher?: string;
  /** Digits of keys that went on in another line. */
  readonly moreCipherKey?: string;
  readonly moreHashKey?: string;
}

/** `f9df5032 6f744ad5`: a blank before every fourth byte. */
const key: Codec<string> = {
  pattern: String.raw`[\da-fX]{8}(?:\s+[\da-fX]{1,8})*`,
  print: (digits) => ` ${digits.match(/.{1,8}/g)?.join(' ') ?? ''}`,
  read: (text) => (/^[\da-f\s]+$/i.test(text) ? text.replaceAll(/\s/g, '').toLowerCase() : undefined),
};
/** Digits in one line. */
const LINE = 64;

/** The digits of a key that stand in one of its lines. */
function keyCell(
  get: (half: Seen<SaHalf>) => string | undefined,
  put: (digits: string) => KeyRow,
  [from, to]: readonly [from: number, to?: number],
): Cell<KeyRow> {
  return {
    pattern: key.pattern ?? '',
    print: ({ half }) => {
      const digits = (half === undefined ? undefined : get(half))?.slice(from, to) ?? '';
      return digits === '' ? undefined : key.print(digits);
    },
    read: (text) => {
      const digits = key.read(text);
      return digits === undefined ? undefined : put(digits);
    },
  };
}

const encryptionKey = (half: Seen<SaHalf>): string | undefined => half.encryptionKey;
const integrityKey = (half: Seen<SaHalf>): string | undefined => half.integrityKey;

/** The cells of keys: a long one goes on in a line of its own. */
export const KEY_CELLS = {
  cipherKey: keyCell(encryptionKey, (digits) => ({ half: { encryptionKey: digits } }), [0, LINE]),
  cipherKeyMore: keyCell(encryptionKey, (moreCipherKey) => ({ moreCipherKey }), [LINE]),
  hashKey: keyCell(integrityKey, (digits) => ({ half: { integrityKey: digits } }), [0, LINE]),
  hashKeyMore: keyCell(integrityKey, (moreHashKey) => ({ moreHashKey }), [LINE]),
} as const;

/** The length of the key is that of its digits. */
export function withKeys(
  half: Seen<SaHalf>,
  { cipher, moreCipherKey = '', moreHashKey = '' }: KeyRow,
): Seen<SaHalf> {
  const whole = {
    ...half,
    ...(half.encryptionKey === undefined ? {} : { encryptionKey: half.encryptionKey + moreCipherKey }),
    ...(half.integrityKey === undefined ? {} : { integrityKey: half.integrityKey + moreHashKey }),
  };
  if (cipher === undefined) return whole;
  const digits = whole.encryptionKey?.length;
  const encryption = readCipher(cipher, digits === undefined ? undefined : digits * 4);
  return encryption === undefined ? whole : { ...whole, encryption };
}
