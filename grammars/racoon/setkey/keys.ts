import type { Mismatch } from '../../notation/parameter-type.ts';

/** Bits that a key may have (racoon reference 4.4); `step` 8 unless the lengths are few. */
type Lengths = readonly number[] | { readonly first: number; readonly last: number };

const AES: Lengths = [128, 192, 256];
export const CIPHERS: Readonly<Record<string, Lengths>> = {
  'des-cbc': [64],
  '3des-cbc': [192],
  'blowfish-cbc': { first: 40, last: 448 },
  'cast128-cbc': { first: 40, last: 128 },
  'twofish-cbc': { first: 0, last: 256 },
  'aes-cbc': AES,
  'rijndael-cbc': AES,
  'aes-ctr': [160, 224, 288],
  'camellia-cbc': AES,
  'des-deriv': [64],
  'des-32iv': [64],
  null: [0],
  simple: [0],
};
export const AUTHENTICATORS: Readonly<Record<string, Lengths>> = {
  'hmac-md5': [128],
  'hmac-sha1': [160],
  'keyed-md5': [128],
  'keyed-sha1': [160],
  'hmac-sha2-256': [256],
  'hmac-sha256': [256],
  'hmac-sha2-384': [384],
  'hmac-sha384': [384],
  'hmac-sha2-512': [512],
  'hmac-sha512': [512],
  'hmac-ripemd160': [160],
  'aes-xcbc-mac': [128],
  'tcp-md5': { first: 8, last: 640 },
  null: [0],
};

/** What is wrong with an algorithm or its key. No message has the key. */
export function keyMismatch(
  option: '-E' | '-A',
  [algorithm = '', key]: readonly string[],
): { readonly word: string; readonly mismatch: Mismatch } | undefined {
  const table = option === '-E' ? CIPHERS : AUTHENTICATORS;
  const lengths = table[algorithm];
  const wrongKind = (word: string, expected: string): { word: string; mismatch: Mismatch } => ({
    word,
    mismatch: { kind: 'wrong-kind', expected },
  });
  if (lengths === undefined) return wrongKind(`"${algorithm}"`, `one of ${Object.keys(table).join(', ')}`);
  const bits = keyBits(key);
  if (bits === undefined)
    return wrongKind(`the key of ${algorithm}`, 'text in quotes or hexadecimal digits behind 0x');
  const isFit = 'first' in lengths ? bits >= lengths.first && bits <= lengths.last : lengths.includes(bits);
  if (isFit || isPlaceholder(key)) return undefined;
  const wanted = 'first' in lengths ? `${lengths.first}..${lengths.last}` : lengths.join(' or ');
  return wrongKind(
    `the key of ${algorithm} (${bits} bits)`,
    `of ${wanted} bits: setkey says "Invalid key length"`,
  );
}

/** `"text"` is its octets; an odd number of hexadecimal digits has a zero before it. */
export function keyBits(key: string | undefined): number | undefined {
  if (key === undefined) return 0;
  if (key.startsWith('"') && key.endsWith('"') && key.length > 1)
    return Buffer.byteLength(key.slice(1, -1)) * 8;
  const digits = /^0[xX]([0-9a-fA-F]+)$/.exec(key)?.[1];
  if (digits !== undefined) return Math.ceil(digits.length / 2) * 8;
  return isPlaceholder(key) ? 0 : undefined;
}

function isPlaceholder(key: string | undefined): boolean {
  return key !== undefined && /^\{\{[^{}\r\n]*\}\}$/.test(key);
}
