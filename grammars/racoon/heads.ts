import { isInteger } from '../notation/parameter-type.ts';
import type { Values } from '../objects/object.ts';
import type { Part } from './blocks.ts';
import { IDENTITY_WORDS, isAddress, isHostName, portOf, type ReadValue, type Syntax } from './values.ts';

/** `esp ah ipcomp icmp icmp6 tcp udp gre`, a number, `any` (racoon reference 3.1). */
const PROTOCOL_WORDS: ReadonlySet<string> = new Set([
  'any',
  'esp',
  'ah',
  'ipcomp',
  'icmp',
  'icmp6',
  'tcp',
  'udp',
  'gre',
]);

/** Reads the parts of a head one by one; what does not fit ends it. */
class Head {
  readonly #parts: readonly Part[];
  readonly syntax: Syntax;
  /** What only a lenient reader takes. */
  readAs: string | undefined;
  #at = 0;

  constructor(parts: readonly Part[], syntax: Syntax) {
    this.#parts = parts;
    this.syntax = syntax;
  }

  get next(): Part | undefined {
    return this.#parts[this.#at];
  }
  get last(): Part | undefined {
    return this.#parts.at(-1);
  }
  take(accepts: (part: Part) => boolean): Part | undefined {
    const part = this.next;
    if (part === undefined || !accepts(part)) return undefined;
    this.#at += 1;
    return part;
  }
  takeWord(...words: readonly string[]): string | undefined {
    return this.take(({ kind, image }) => kind === 'word' && words.includes(image))?.image;
  }

  /** What is wrong where the head stands: nothing, something missing, or one part too many. */
  fail(expected: string): ReadValue {
    const part = this.next ?? this.last;
    if (part === undefined) return { kind: 'missing' };
    return this.next === undefined
      ? {
          kind: 'mismatch',
          part,
          mismatch: { kind: 'wrong-kind', expected: `followed by ${expected}` },
          what: `"${part.image}"`,
        }
      : { kind: 'mismatch', part, mismatch: { kind: 'wrong-kind', expected }, what: `"${part.image}"` };
  }

  done(values: Values): ReadValue {
    const { next, readAs } = this;
    if (next !== undefined) return { kind: 'too-many', part: next };
    return { kind: 'values', values, ...(readAs === undefined ? {} : { readAs }) };
  }
}

/** `remote ( "LABEL" | anonymous | ADDR ) [ [PORT] ] [ inherit … ]` (racoon reference 3.2). */
export function readRemoteHead(parts: readonly Part[], syntax: Syntax): ReadValue {
  const head = new Head(parts, syntax);
  const own = readIndex(head, '');
  if (own === undefined) return head.fail('an IP address, "anonymous" or a name in quotes');
  if (head.takeWord('inherit') === undefined) return head.done(own);
  const parent = readIndex(head, 'parent-');
  return parent === undefined ? head.fail('the remote to inherit from') : head.done({ ...own, ...parent });
}

function readIndex(head: Head, prefix: string): Values | undefined {
  const label = head.take(({ kind }) => kind === 'text');
  if (label !== undefined) return { [`${prefix}label`]: label.image };
  const name = head.take(
    ({ kind, image }) =>
      kind === 'word' &&
      (image === 'anonymous' || isAddress(image) || (head.syntax === 'lenient' && isHostName(image))),
  );
  if (name === undefined) return undefined;
  if (name.image !== 'anonymous' && !isAddress(name.image))
    head.readAs = 'a host name: racoon takes addresses only';
  const port = head.take((part) => portOf(part) !== undefined);
  return {
    [`${prefix}address`]: name.image,
    ...(port === undefined ? {} : { [`${prefix}port`]: portOf(port) ?? '' }),
  };
}

/** `sainfo LOCAL REMOTE [ from … | group … ]` (racoon reference 3.2). */
export function readSainfoHead(parts: readonly Part[], syntax: Syntax): ReadValue {
  const isStray = ({ kind, image }: Part): boolean => kind === 'stray' && /^[()]$/.test(image);
  const head = new Head(syntax === 'lenient' ? parts.filter((part) => !isStray(part)) : parts, syntax);
  const local = readId(head, 'local-');
  if (local === undefined) return failOfId(head, 'an identifier ("address", "subnet", …) or "anonymous"');
  const isAnonymous = local['local-kind'] === 'anonymous';
  const remote = readId(head, 'remote-', true) ?? (isAnonymous ? { 'remote-kind': 'anonymous' } : undefined);
  if (remote === undefined) return failOfId(head, 'the identifier of the other end');
  const from = readFrom(head);
  if (from === undefined) return head.fail('the identifier of the peer');
  if (parts.some(isStray) && syntax === 'lenient') head.readAs ??= 'the same without parentheses';
  return head.done({ ...local, ...remote, ...from });
}

function failOfId(head: Head, expected: string): ReadValue {
  return head.fail(head.next?.kind === 'prefix' ? 'a prefix length that its address can have' : expected);
}

function readFrom(head: Head): Values | undefined {
  const word = head.takeWord('from', 'group');
  if (word === undefined) return {};
  if (word === 'group') {
    const group = head.take(({ kind }) => kind === 'text');
    return group === undefined ? undefined : { group: group.image };
  }
  const type = head.takeWord(...IDENTITY_WORDS);
  if (type === undefined) return undefined;
  const value = head.take(({ kind, image }) => kind === 'text' || isAddress(image));
  return { 'from-type': type, ...(value === undefined ? {} : { 'from-value': value.image }) };
}

function readId(head: Head, prefix: string, second = false): Values | undefined {
  const word = head.takeWord('anonymous', ...(second ? ['clientaddr'] : []));
  if (word !== undefined) return { [`${prefix}kind`]: word };
  const type = head.takeWord(...IDENTITY_WORDS);
  if (type === undefined) return undefined;
  const label = head.take(({ kind }) => kind === 'text');
  if (label !== undefined)
    return { [`${prefix}kind`]: 'text', [`${prefix}type`]: type, [`${prefix}text`]: label.image };
  const addressed = readAddress(head, prefix);
  return addressed === undefined
    ? undefined
    : { [`${prefix}kind`]: 'address', [`${prefix}type`]: type, ...addressed };
}

/** `ADDR [-ADDR] [/LENGTH] [ [PORT] ] PROTOCOL`; the protocol is mandatory. */
function readAddress(head: Head, prefix: string): Values | undefined {
  const range = head.take(({ kind, image }) => kind === 'word' && isRange(image));
  if (range === undefined) return undefined;
  const [address = '', last] = splitRange(range.image);
  const longest = address.includes(':') ? 128 : 32;
  const length = head.take(({ kind, image }) => kind === 'prefix' && Number(image.slice(1)) <= longest);
  if (head.next?.kind === 'prefix') return undefined;
  const port = head.take((part) => portOf(part) !== undefined);
  const named = head.take(
    ({ kind, image }) => kind === 'word' && (PROTOCOL_WORDS.has(image) || isInteger(image)),
  );
  const protocol = named?.image ?? (head.syntax === 'lenient' ? 'any' : undefined);
  if (protocol === undefined) return undefined;
  if (named === undefined) head.readAs = `${range.image}${length?.image ?? ''} any`;
  return {
    [`${prefix}address`]: address,
    ...(last === undefined ? {} : { [`${prefix}last`]: last }),
    ...(length === undefined ? {} : { [`${prefix}length`]: length.image.slice(1) }),
    [`${prefix}port`]: port === undefined ? 'any' : (portOf(port) ?? 'any'),
    [`${prefix}protocol`]: protocol,
  };
}

function isRange(image: string): boolean {
  return splitRange(image).every(isAddress);
}
/** `10.3.0.5-10.3.0.9`; a placeholder may have a hyphen in it. */
function splitRange(image: string): readonly string[] {
  return image.startsWith('{{') ? [image] : image.split('-', 2);
}
