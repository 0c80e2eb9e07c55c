import ipaddr from 'ipaddr.js';
import type { ParameterType } from './syntax.ts';

const UNLIMITED = Number.MAX_SAFE_INTEGER;
const LONGEST_WORD = 65_535;
const SIMPLE_KINDS = ['ipv4', 'ipv6', 'address', 'mask', 'wildcard', 'prefix6'] as const;

/** Reads the part of `<name:TYPE>` behind the colon; throws on a type that does not exist (a slip in a table). */
export function parseParameterType(text: string): ParameterType {
  const simple = SIMPLE_KINDS.find((kind) => kind === text);
  if (simple !== undefined) return { kind: simple };
  const [kind = '', lengths] = text.split(' ');
  if (kind === 'string') return { kind: 'word', ...rangeOf(lengths ?? `1..${LONGEST_WORD}`) };
  if (kind === 'rest') return { kind: 'rest', ...rangeOf(lengths ?? `1..${LONGEST_WORD}`) };
  if (text === 'int') return { kind: 'integer', minimum: 0, maximum: UNLIMITED };
  const alternatives = text.split('|');
  const integers = alternatives.find((alternative) => alternative.includes('..'));
  const words = alternatives.filter((alternative) => alternative !== integers);
  if (words.length === 0 && integers !== undefined) return { kind: 'integer', ...rangeOf(integers) };
  if (alternatives.length < 2) throw new Error(`no such parameter type: ${text}`);
  return { kind: 'choice', words, ...(integers === undefined ? {} : { integers: rangeOf(integers) }) };
}

function rangeOf(text: string): { minimum: number; maximum: number } {
  const [minimum, maximum] = text.split('..').map(Number);
  if (minimum === undefined || maximum === undefined || !(minimum <= maximum)) {
    throw new Error(`no such range: ${text}`);
  }
  return { minimum, maximum };
}

/** Why a text is not a value of a type. */
export type Mismatch =
  | {
      readonly kind: 'out-of-range';
      readonly first: number;
      readonly last: number;
      readonly unit?: 'characters';
    }
  | { readonly kind: 'wrong-kind'; readonly expected: string };

/** What is wrong with a text as a value of this type, or nothing. */
export function checkParameter(type: ParameterType, text: string): Mismatch | undefined {
  switch (type.kind) {
    case 'word':
    case 'rest':
      return text.length >= type.minimum && text.length <= type.maximum
        ? undefined
        : { kind: 'out-of-range', first: type.minimum, last: type.maximum, unit: 'characters' };
    case 'integer':
      if (!isInteger(text)) return { kind: 'wrong-kind', expected: describeParameterType(type) };
      return inRange(text, type)
        ? undefined
        : { kind: 'out-of-range', first: type.minimum, last: type.maximum };
    case 'choice':
      if (type.words.includes(text)) return undefined;
      if (type.integers !== undefined && isInteger(text)) {
        return inRange(text, type.integers)
          ? undefined
          : { kind: 'out-of-range', first: type.integers.minimum, last: type.integers.maximum };
      }
      return { kind: 'wrong-kind', expected: describeParameterType(type) };
    case 'ipv4':
      return isIpv4(text) || isAddressPlaceholder(text)
        ? undefined
        : { kind: 'wrong-kind', expected: describeParameterType(type) };
    case 'ipv6':
      return isIpv6(text) ? undefined : { kind: 'wrong-kind', expected: describeParameterType(type) };
    case 'address':
      return isIpv4(text) || isIpv6(text) || isAddressPlaceholder(text)
        ? undefined
        : { kind: 'wrong-kind', expected: describeParameterType(type) };
    case 'mask':
      return isMask(text) ? undefined : { kind: 'wrong-kind', expected: describeParameterType(type) };
    case 'wildcard':
      return text === '0' || isIpv4(text)
        ? undefined
        : { kind: 'wrong-kind', expected: describeParameterType(type) };
    case 'prefix6':
      return isPrefix6(text) ? undefined : { kind: 'wrong-kind', expected: describeParameterType(type) };
    default:
      return type satisfies never;
  }
}

/** A type in words: "an integer 1..100", "one of md5, sha1". */
export function describeParameterType(type: ParameterType): string {
  switch (type.kind) {
    case 'word':
    case 'rest':
      return type.maximum === LONGEST_WORD ? 'a word' : `${type.minimum}..${type.maximum} characters`;
    case 'integer':
      return type.maximum === UNLIMITED ? 'an integer' : `an integer ${type.minimum}..${type.maximum}`;
    case 'choice': {
      const words = `one of ${type.words.join(', ')}`;
      return type.integers === undefined
        ? words
        : `${words}, or an integer ${type.integers.minimum}..${type.integers.maximum}`;
    }
    case 'ipv4':
      return 'an IPv4 address';
    case 'ipv6':
      return 'an IPv6 address';
    case 'address':
      return 'an IP address';
    case 'mask':
      return 'a mask or a prefix length';
    case 'wildcard':
      return 'a wildcard mask';
    case 'prefix6':
      return 'an IPv6 prefix';
    default:
      return type satisfies never;
  }
}

export function isInteger(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < ZERO || unit > NINE) return false;
  }
  return text.length > 0;
}

/**
 * Four parts between dots, each up to three digits, or up to three of `x` and `*` where somebody has hidden
 * them (`116.xxx.xxx.10`). No part begins with a zero: some devices read `010` as 8. One pass over the characters: every word of a file comes by here.
 */
function ipv4Form(text: string): 'plain' | 'masked' | undefined {
  let [dots, length, value, hidden] = [0, 0, 0, 0];
  let form: 'plain' | 'masked' = 'plain';
  for (let index = 0; index <= text.length; index++) {
    const unit = index === text.length ? DOT : text.charCodeAt(index);
    if (unit === DOT) {
      if (length === 0 || value > 255 || (hidden > 0 && hidden < length)) return undefined;
      dots++;
      [length, value, hidden] = [0, 0, 0];
    } else if (++length > 3 || (length > 1 && value === 0 && hidden === 0)) return undefined;
    else if (unit >= ZERO && unit <= NINE) value = value * 10 + unit - ZERO;
    else if (unit === 120 || unit === 88 || unit === 42) {
      hidden++;
      form = 'masked';
    } else return undefined;
  }
  return dots === 4 ? form : undefined;
}
const DOT = 46;
const ZERO = 48;
const NINE = 57;

/** Dotted decimal, or the masked form of it. */
export function isIpv4(text: string): boolean {
  return ipv4Form(text) !== undefined;
}

export function isMaskedAddress(text: string): boolean {
  return ipv4Form(text) === 'masked';
}

/** What a translation writes for an address that a person has to give: `{{address:22.xx.xx.22}}`, `{{local-address:hub-1}}`. */
export function isAddressPlaceholder(text: string): boolean {
  return /^\{\{(?:local-)?address:[^{}]+\}\}$/.test(text);
}

/** An IPv6 address: hexadecimal groups with at least two colons, no zone. */
export function isIpv6(text: string): boolean {
  return /^[0-9a-f:]*:[0-9a-f]*:[0-9a-f:.]*$/i.test(text) && ipaddr.IPv6.isValid(text);
}

function isPrefix6(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/');
  return more.length === 0 && isIpv6(address) && isInteger(length) && Number(length) <= 128;
}

function isMask(text: string): boolean {
  return isInteger(text) ? Number(text) <= 32 : isIpv4(text);
}

function inRange(text: string, range: { readonly minimum: number; readonly maximum: number }): boolean {
  const value = Number(text);
  return value >= range.minimum && value <= range.maximum;
}
