import { isInteger, isIpv4, isIpv6, type Mismatch } from '../notation/parameter-type.ts';
import type { Values } from '../objects/object.ts';
import type { Part } from './blocks.ts';
import type { Directive, DirectiveType, KeyLengths } from './schema/directive.ts';

/** How a text is read: as the daemon does, or as people mean it. */
export type Syntax = 'lenient' | 'strict';
/** What a directive said; `readAs`: what it says in the daemon's own words, where only a lenient reader takes it. */
export type ReadValue =
  | { readonly kind: 'values'; readonly values: Values; readonly readAs?: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'mismatch'; readonly part: Part; readonly mismatch: Mismatch; readonly what?: string }
  | { readonly kind: 'refused'; readonly part: Part; readonly words: string }
  | { readonly kind: 'too-many'; readonly part: Part };

/** racoon reference 3.1; `day` is only meant. */
const UNITS: Readonly<Record<string, 'sec' | 'min' | 'hour'>> = {
  sec: 'sec',
  secs: 'sec',
  second: 'sec',
  seconds: 'sec',
  min: 'min',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  hour: 'hour',
  hours: 'hour',
};
const BYTES: ReadonlySet<string> = new Set(['B', 'byte', 'bytes', 'KB', 'MB', 'TB']);
export const SECONDS: Readonly<Record<string, number>> = { sec: 1, min: 60, hour: 3600 };
export const IDENTITY_WORDS = ['address', 'fqdn', 'user_fqdn', 'keyid', 'asn1dn', 'subnet'] as const;
export const GROUP_WORDS: Readonly<Record<string, string>> = {
  modp768: '1',
  modp1024: '2',
  modp1536: '5',
  modp2048: '14',
  modp3072: '15',
  modp4096: '16',
  modp6144: '17',
  modp8192: '18',
};

/** The value of a directive, from what stands behind its name. */
export function readValue({ type, refused }: Directive, parts: readonly Part[], syntax: Syntax): ReadValue {
  const [first] = parts;
  if (refused !== undefined && first !== undefined) return { kind: 'refused', part: first, words: refused };
  if (first === undefined) return readNothing(type);
  switch (type.kind) {
    case 'flag':
      return { kind: 'too-many', part: first };
    case 'number':
      return only(parts, { value: first.image }, numberMismatch(type, first));
    case 'choice':
      return readChoice(type.words, parts, syntax);
    case 'words':
      return readWords(type.words, parts);
    case 'text':
      return only(
        parts,
        { value: first.image },
        first.kind === 'text' ? undefined : wrong('a text in quotes'),
      );
    case 'files':
      return readFiles(type.words, parts);
    case 'duration':
      return readDuration(parts, syntax);
    case 'lifetime':
      return readLifetime(parts, syntax);
    case 'endpoint':
      return readEndpoint(parts, syntax);
    case 'identity':
      return readIdentity(parts);
    case 'algorithm':
      return readAlgorithm(type.words, type.lengths, parts);
    case 'algorithms':
      return readAlgorithms(type.words, type.lengths, parts);
    case 'group':
      return only(
        parts,
        { value: first.image },
        isGroup(first.image) ? undefined : wrong('DH group'),
        `"${first.image}"`,
      );
    case 'anything':
      return { kind: 'values', values: { value: parts.map(({ image }) => image) } };
    default:
      return type satisfies never;
  }
}

function readNothing({ kind }: DirectiveType): ReadValue {
  return kind === 'flag' ? { kind: 'values', values: {} } : { kind: 'missing' };
}

function wrong(expected: string): Mismatch {
  return { kind: 'wrong-kind', expected };
}

/** One part alone; `mismatch`: what is wrong with it. */
function only(parts: readonly Part[], values: Values, mismatch?: Mismatch, what?: string): ReadValue {
  const [first, second] = parts;
  if (first === undefined) return { kind: 'missing' };
  if (mismatch !== undefined) {
    return { kind: 'mismatch', part: first, mismatch, ...(what === undefined ? {} : { what }) };
  }
  return second === undefined ? { kind: 'values', values } : { kind: 'too-many', part: second };
}

function numberMismatch(
  { minimum, maximum }: { minimum: number; maximum: number },
  { image }: Part,
): Mismatch | undefined {
  if (!isInteger(image)) return wrong(`a number ${minimum}..${maximum}`);
  const isInside = Number(image) >= minimum && Number(image) <= maximum;
  return isInside ? undefined : { kind: 'out-of-range', first: minimum, last: maximum };
}

/** `yes` and `no` are lexed by the daemon and accepted nowhere. */
const SAID: Readonly<Record<string, string>> = { yes: 'on', no: 'off' };

function readChoice(words: readonly string[], parts: readonly Part[], syntax: Syntax): ReadValue {
  const image = parts[0]?.image ?? '';
  const meant = syntax === 'lenient' && !words.includes(image) ? SAID[image] : undefined;
  if (meant !== undefined && words.includes(meant) && parts.length === 1) {
    return { kind: 'values', values: { value: meant }, readAs: meant };
  }
  return only(
    parts,
    { value: image },
    words.includes(image) ? undefined : wrong(`one of ${words.join(', ')}`),
  );
}

/** Commas are ignored in the body of a `remote`. */
function readWords(words: readonly string[], parts: readonly Part[]): ReadValue {
  const named = parts.filter(({ kind }) => kind !== 'comma');
  const bad = words.length === 0 ? undefined : named.find(({ image }) => !words.includes(image));
  if (bad !== undefined)
    return { kind: 'mismatch', part: bad, mismatch: wrong(`one of ${words.join(', ')}`) };
  return { kind: 'values', values: { value: named.map(({ image }) => image) } };
}

/** A word and its texts; where there are no words, texts and what follows them (`script "F" phase1_up`). */
function readFiles(words: readonly string[], parts: readonly Part[]): ReadValue {
  const [first, ...rest] = parts;
  if (first === undefined) return { kind: 'missing' };
  if (first.kind === 'text') {
    return { kind: 'values', values: { what: '', files: parts.map(({ image }) => image) } };
  }
  if (words.length > 0 && !words.includes(first.image)) {
    return {
      kind: 'mismatch',
      part: first,
      mismatch: wrong(`one of ${words.join(', ')}, or a text in quotes`),
    };
  }
  const bad = rest.find(({ kind }) => kind !== 'text');
  if (bad !== undefined) return { kind: 'mismatch', part: bad, mismatch: wrong('a text in quotes') };
  return { kind: 'values', values: { what: first.image, files: rest.map(({ image }) => image) } };
}

/** `30 sec`, `24hour`; a lenient reader also takes days, and seconds without a word. */
function readDuration(parts: readonly Part[], syntax: Syntax): ReadValue {
  const [first] = parts;
  if (first === undefined) return { kind: 'missing' };
  const match = /^(\d+)([a-zA-Z]*)$/.exec(first.image);
  if (match === null) return { kind: 'mismatch', part: first, mismatch: wrong('a number and a unit') };
  const [, digits = '', glued = ''] = match;
  const isGlued = glued !== '';
  const unitPart = isGlued ? first : parts[1];
  const rest = parts[isGlued ? 1 : 2];
  if (rest !== undefined) return { kind: 'too-many', part: rest };
  const word = isGlued ? glued : (unitPart?.image ?? '');
  const unit = UNITS[word];
  if (unit !== undefined) return { kind: 'values', values: { number: digits, unit } };
  if (syntax === 'lenient' && /^days?$/.test(word)) {
    const hours = String(Number(digits) * 24);
    return { kind: 'values', values: { number: hours, unit: 'hour' }, readAs: `${hours} hour` };
  }
  if (syntax === 'lenient' && word === '') {
    return { kind: 'values', values: { number: digits, unit: 'sec' }, readAs: `${digits} sec` };
  }
  if (BYTES.has(word))
    return { kind: 'refused', part: unitPart ?? first, words: 'byte lifetime support is deprecated' };
  return { kind: 'mismatch', part: unitPart ?? first, mismatch: wrong('sec, min or hour') };
}

function readLifetime(parts: readonly Part[], syntax: Syntax): ReadValue {
  const [first, ...rest] = parts;
  if (first === undefined) return { kind: 'missing' };
  if (first.image === 'byte')
    return { kind: 'refused', part: first, words: 'byte lifetime support is deprecated' };
  if (first.image === 'time') return rest.length === 0 ? { kind: 'missing' } : readDuration(rest, syntax);
  if (syntax === 'lenient' && /^\d/.test(first.image)) {
    const read = readDuration(parts, syntax);
    if (read.kind !== 'values') return read;
    const { number = '', unit = '' } = read.values;
    return { ...read, readAs: `time ${String(number)} ${String(unit)}` };
  }
  return { kind: 'mismatch', part: first, mismatch: wrong('"time" and a number with its unit') };
}

/** `ADDR [PORT]`; a host name is no address to the daemon. */
function readEndpoint(parts: readonly Part[], syntax: Syntax): ReadValue {
  const [first, second, third] = parts;
  if (first === undefined) return { kind: 'missing' };
  const isName = isHostName(first.image) && syntax === 'lenient';
  if (!isAddress(first.image) && !isName) {
    return { kind: 'mismatch', part: first, mismatch: wrong('an IP address'), what: `"${first.image}"` };
  }
  const port = second === undefined ? undefined : portOf(second);
  if (second !== undefined && port === undefined) return { kind: 'too-many', part: second };
  if (third !== undefined) return { kind: 'too-many', part: third };
  const values = { address: first.image, ...(port === undefined ? {} : { port }) };
  return {
    kind: 'values',
    values,
    ...(isName ? { readAs: 'a host name: racoon takes addresses only' } : {}),
  };
}

/** The number in `[500]`; `any` in `[any]`. */
export function portOf({ kind, image }: Part): string | undefined {
  const port = image.slice(1, -1);
  return kind === 'port' && (port === 'any' || isInteger(port)) ? port : undefined;
}

function readIdentity(parts: readonly Part[]): ReadValue {
  const [first, ...rest] = parts.filter(({ kind }) => kind !== 'comma');
  if (first === undefined) return { kind: 'missing' };
  if (!IDENTITY_WORDS.some((word) => word === first.image)) {
    return { kind: 'mismatch', part: first, mismatch: wrong(`one of ${IDENTITY_WORDS.join(', ')}`) };
  }
  const [second] = rest;
  const qualifier = second?.image === 'tag' || second?.image === 'file' ? second.image : undefined;
  const [value, extra] = qualifier === undefined ? rest : rest.slice(1);
  if (extra !== undefined) return { kind: 'too-many', part: extra };
  const needsText = first.image === 'fqdn' || first.image === 'user_fqdn' || first.image === 'keyid';
  if (needsText && value === undefined) return { kind: 'missing' };
  if (first.image === 'address' && value !== undefined && !isAddress(value.image)) {
    return { kind: 'mismatch', part: value, mismatch: wrong('an IP address'), what: `"${value.image}"` };
  }
  return {
    kind: 'values',
    values: {
      type: first.image,
      ...(qualifier === undefined ? {} : { qualifier }),
      ...(value === undefined ? {} : { value: value.image }),
    },
  };
}

function readAlgorithm(words: readonly string[], lengths: KeyLengths, parts: readonly Part[]): ReadValue {
  const [first, second, third] = parts;
  if (first === undefined) return { kind: 'missing' };
  if (!words.includes(first.image)) {
    return {
      kind: 'mismatch',
      part: first,
      mismatch: wrong(`one of ${words.join(', ')}`),
      what: `"${first.image}"`,
    };
  }
  if (third !== undefined) return { kind: 'too-many', part: third };
  if (second === undefined) return { kind: 'values', values: { name: first.image } };
  const bad = lengthMismatch(lengths[first.image], second);
  if (bad !== undefined) return bad;
  return { kind: 'values', values: { name: first.image, bits: second.image } };
}

function lengthMismatch(range: KeyLengths[string] | undefined, part: Part): ReadValue | undefined {
  if (!isInteger(part.image)) return { kind: 'too-many', part };
  if (range === undefined) return { kind: 'refused', part, words: 'keylen not allowed' };
  const { first, last, step } = range;
  const bits = Number(part.image);
  if (bits < first || bits > last)
    return { kind: 'mismatch', part, mismatch: { kind: 'out-of-range', first, last } };
  const isWhole = (bits - first) % step === 0;
  return isWhole ? undefined : { kind: 'refused', part, words: `key length ${bits} is not multiple of 8` };
}

/** Each is kept as its own words: `aes 256`. */
function readAlgorithms(words: readonly string[], lengths: KeyLengths, parts: readonly Part[]): ReadValue {
  const listed = parts.reduce<Part[][]>(
    (lists, part) => {
      if (part.kind === 'comma') lists.push([]);
      else lists.at(-1)?.push(part);
      return lists;
    },
    [[]],
  );
  const names: string[] = [];
  for (const list of listed) {
    const read = readAlgorithm(words, lengths, list);
    if (read.kind !== 'values') return read;
    const { name = '', bits } = read.values;
    names.push(bits === undefined ? String(name) : `${String(name)} ${String(bits)}`);
  }
  return { kind: 'values', values: { names } };
}

function isGroup(image: string): boolean {
  return GROUP_WORDS[image] !== undefined || Object.values(GROUP_WORDS).includes(image);
}

/** An address, with its interface where it has one; a placeholder stands for any. */
export function isAddress(image: string): boolean {
  if (/^\{\{[^{}\r\n]*\}\}$/.test(image)) return true;
  const [address = '', scope, ...more] = image.split('%');
  return (
    more.length === 0 &&
    (scope === undefined || /^[a-zA-Z0-9]+$/.test(scope)) &&
    (isIpv4(address) || isIpv6(address))
  );
}

export function isHostName(image: string): boolean {
  return (
    /^(?=.*[a-z])[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?$/i.test(image) &&
    image !== 'anonymous' &&
    image !== 'inherit'
  );
}
