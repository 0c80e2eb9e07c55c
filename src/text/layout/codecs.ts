import { canonicalAddress, hiddenText, unknownAddress } from '../../ir/address.ts';
import { sameJson } from '../../ir/json.ts';
import type { Seen } from '../../ir/captured.ts';
import type { Endpoint } from '../../ir/result.ts';
import type { Address } from '../../ir/scalars.ts';
import type { Codec } from './form.ts';

/** Any word. */
export const word: Codec<string> = { print: (value) => value, read: (text) => text };
/** Anything, blanks too. */
export const words: Codec<string> = {
  pattern: String.raw`\S.*?`,
  print: (value) => value,
  read: (text) => text,
};

export const integer: Codec<number> = {
  pattern: String.raw`\d+`,
  print: (value) => String(value),
  read: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
};

/** The same where a text may hide it behind a word of letters. */
export function maskable<Value>(codec: Codec<Value>): Codec<Value> {
  return { ...codec, pattern: String.raw`\w+` };
}

/** A number in hexadecimal digits, `width` of them at least. */
export function hexadecimal(width = 0): Codec<number> {
  return {
    pattern: String.raw`\w+`,
    print: (value) => value.toString(16).padStart(width, '0'),
    read: (text) => (/^[\da-f]{1,12}$/i.test(text) ? Number.parseInt(text, 16) : undefined),
  };
}

/** Words that stand for values; of several words for one value the first is printed. `pattern`: of any such word. */
export function vocabulary<Value>(table: Readonly<Record<string, Value>>, pattern?: string): Codec<Value> {
  const byWord = new Map(Object.entries(table).map(([text, value]) => [text.toLowerCase(), value]));
  return {
    pattern: `(?:${pattern ?? Object.keys(table).map(escape).join('|')})`,
    print: (value) => Object.keys(table).find((text) => sameJson(table[text], value)),
    read: (text) => byWord.get(text.toLowerCase()),
  };
}

function escape(text: string): string {
  if (/^[\w-]*$/.test(text)) return text;
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(/ +/g, String.raw`\s+`);
}

/** Digits and letters of an address; parts of it may be hidden by letters x or asterisks. */
const ADDRESS = String.raw`[\dA-Fa-fxX*:.]+(?:%\w+)?`;

export const address: Codec<Address> = { pattern: ADDRESS, print: printAddress, read: readAddress };

function printAddress(value: Address): string {
  return hiddenText(value) ?? value;
}
function readAddress(text: string): Address | undefined {
  const known = canonicalAddress(text);
  if (known !== undefined) return known;
  return /^[\dxX*]{1,3}(?:\.[\dxX*]{1,3}){3}$/.test(text) ? unknownAddress(text) : undefined;
}

/**
 * An address and a port with a sign between them. `unless 500`: without a port it is 500. The first sign is printed,
 * any is read.
 */
export function endpoint(
  prints: 'always' | 'unless 500' | 'never',
  ...signs: readonly [sign: string, ...others: string[]]
): Codec<Seen<Endpoint>> {
  const [sign] = signs;
  return {
    pattern: `${ADDRESS}(?:[${signs.join('')}]\\d+)?`,
    print: ({ address: host, port }) => {
      if (host === undefined) return undefined;
      const isLeftOut = port === undefined || prints === 'never' || (prints === 'unless 500' && port === 500);
      return isLeftOut ? printAddress(host) : `${printAddress(host)}${sign}${port}`;
    },
    read: (text) => {
      const whole = readAddress(text);
      const alone = prints === 'unless 500' ? { port: 500 } : {};
      if (whole !== undefined && (prints !== 'always' || !signs.includes(':'))) {
        return { address: whole, ...alone };
      }
      const at = Math.max(...signs.map((each) => text.lastIndexOf(each)));
      const host = readAddress(text.slice(0, Math.max(at, 0)));
      const port = text.slice(at + 1);
      if (host !== undefined && /^\d{1,5}$/.test(port)) return { address: host, port: Number(port) };
      return whole === undefined ? undefined : { address: whole, ...alone };
    },
  };
}

/** How long something has been, in days, hours, minutes and seconds: `0d 0h 14m 44s`. */
export const duration: Codec<number> = {
  pattern: String.raw`\d+d\s+\d+h\s+\d+m\s+\d+s`,
  print: (seconds) => {
    const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
    return `${Math.floor(hours / 24)}d ${hours % 24}h ${minutes % 60}m ${seconds % 60}s`;
  },
  read: (text) => {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = [...text.matchAll(/\d+/g)].map(Number);
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  },
};

/** `2026-03-14 02:12:39`, with another sign or gap where a device has them. */
export function dateTime(sign: '-' | '/' = '-', gap = ' '): Codec<number> {
  return {
    pattern: String.raw`\d{4}[-/]\d\d[-/]\d\d\s+\d\d:\d\d:\d\d`,
    print: (date) => {
      const [day = '', time = ''] = new Date(date).toISOString().split('T');
      return `${day.replaceAll('-', sign)}${gap}${time.slice(0, 8)}`;
    },
    read: (text) => {
      const [, day, time] = /^(\d{4}[-/]\d\d[-/]\d\d)\s+(\d\d:\d\d:\d\d)$/.exec(text) ?? [];
      return day === undefined ? undefined : dateOf(`${day.replaceAll('/', '-')}T${time}Z`);
    },
  };
}

/** Milliseconds from 1970; nothing: there is no such day. */
export function dateOf(iso: string): number | undefined {
  const date = Date.parse(iso);
  return Number.isNaN(date) ? undefined : date;
}
