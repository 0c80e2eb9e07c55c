import { wordsOf } from '../notation/words.ts';
import type { Values } from '../objects/object.ts';
import { type ShellWord, shellWords } from './shell-words.ts';
import { commandWords, type Release, racoonctlLanguage } from './table.ts';

/** What racoonctl does with a command line; offsets are into it. */
export type RacoonctlLine =
  | {
      readonly kind: 'command';
      /** Slot of the table. */
      readonly command: string;
      readonly values: Values;
      /** How often `-l` was given; more than twice is as much as twice. */
      readonly verbosity: number;
      readonly canonical?: string;
    }
  | Failure;

/** Why it does nothing (`reference/racoon.md` 1.4). */
export interface Failure {
  readonly kind: 'failure';
  readonly why: FailureReason;
  /** The word at fault; of missing ones the end of the line. */
  readonly at: ShellWord;
  /** What could stand there. */
  readonly expected: readonly string[];
}
export type FailureReason =
  | 'usage'
  | 'unknown-option'
  | 'unknown-command'
  | 'insufficient'
  | 'too-many'
  | 'unknown-protocol'
  | 'protocol-not-supported'
  | 'invalid'
  | 'wrong-family'
  | 'unresolved'
  | 'port-without-prefix'
  | 'option-without-value'
  | 'wrong-status-option'
  | 'no-gateway'
  | 'long-login';

/** Reads a command line that begins with `racoonctl`; nothing: it begins otherwise. */
export function readRacoonctl(line: string, release: Release): RacoonctlLine | undefined {
  const [name, ...words] = shellWords(line);
  if (name === undefined || !/^(?:.*\/)?racoonctl$/.test(name.text)) return undefined;
  const end: ShellWord = { text: '', start: line.trimEnd().length, end: line.trimEnd().length };
  const options = readOptions(words, end);
  if ('why' in options) return options;
  const typed = words.slice(options.count);
  return readCommand(typed, { release, end, verbosity: options.verbosity });
}

/** `-l`, `-d` and `-s PATH`, one by one or joined; the first other word is the command. */
function readOptions(
  words: readonly ShellWord[],
  end: ShellWord,
): { readonly count: number; readonly verbosity: number } | Failure {
  let [count, verbosity] = [0, 0];
  for (let word = words[count]; word !== undefined; word = words[count]) {
    if (word.text === '--') return { count: count + 1, verbosity };
    if (!/^-./.test(word.text)) break;
    count += 1;
    for (let index = 1; index < word.text.length; index += 1) {
      const letter = word.text[index];
      if (letter === 'l') verbosity += 1;
      else if (letter === 's') {
        if (index + 1 === word.text.length) {
          if (words[count] === undefined) return failure('unknown-option', end, ['a path behind -s']);
          count += 1;
        }
        break;
      } else if (letter !== 'd') return failure('unknown-option', word, ['-l', '-d', '-s PATH']);
    }
  }
  return { count, verbosity };
}

interface Circumstances {
  readonly release: Release;
  readonly end: ShellWord;
  readonly verbosity: number;
}

function readCommand(words: readonly ShellWord[], { release, end, verbosity }: Circumstances): RacoonctlLine {
  const [name] = words;
  if (name === undefined) return failure('usage', end, commandWords(release));
  const typed = wordsOf(words.map(({ text }) => text).join(' '));
  const understood = racoonctlLanguage.understand(typed, ['racoonctl'], release);
  if (understood.kind !== 'line' || understood.canonical !== undefined) {
    return failureOf(words, release, end);
  }
  const { values } = understood;
  const wrong = wrongEnds(words, values);
  if (wrong !== undefined) return wrong;
  const command = understood.line.row.slot;
  const isOldName = name.text === 'get-sa-cert';
  const canonical = isOldName
    ? words.map(({ text }) => (text === name.text ? 'get-cert' : text)).join(' ')
    : undefined;
  return {
    kind: 'command',
    command,
    values,
    verbosity: Math.min(verbosity, 2),
    ...(canonical === undefined ? {} : { canonical: `racoonctl ${canonical}` }),
  };
}

function failure(why: FailureReason, at: ShellWord, expected: readonly string[] = []): Failure {
  return { kind: 'failure', why, at, expected };
}

/** `ADDR`, `ADDR/PREFIX`, `ADDR/PREFIX[PORT]`: a port without a prefix is refused (`reference/racoon.md` 1.3). */
const END = /^([^/[\]]+)(?:\/(\d+)(?:\[[\w-]+\])?)?$/;
const LONGEST: Readonly<Record<string, number>> = { inet: 32, inet6: 128 };

function wrongEnds(words: readonly ShellWord[], values: Values): Failure | undefined {
  for (const name of ['source', 'destination']) {
    const text = values[name];
    const word = words.find((candidate) => candidate.text === text);
    if (typeof text !== 'string' || word === undefined) continue;
    const [, address = '', length] = END.exec(text) ?? [];
    if (address === '') {
      const why = text.includes('[') ? 'port-without-prefix' : 'invalid';
      return failure(why, word, ['ADDRESS, ADDRESS/LENGTH or ADDRESS/LENGTH[PORT]']);
    }
    const family = String(values['family'] ?? 'inet');
    const isNumeric = /^[\d.]+$|:/.test(address);
    const isOfFamily = address.includes(':') === (family === 'inet6');
    if (isNumeric && !isOfFamily) return failure('unresolved', word, [`an address of ${family}`]);
    if (length !== undefined && Number(length) > (LONGEST[family] ?? 32)) {
      return failure('invalid', word, [`a length of at most ${LONGEST[family] ?? 32}`]);
    }
  }
  return undefined;
}

const PROTOCOLS = ['isakmp', 'ipsec', 'ah', 'esp', 'internal'];
const OF_SA = ['isakmp', 'ah', 'esp'];

/** What is wrong with a line that no row is, in the order in which the program looks. */
function failureOf(words: readonly ShellWord[], release: Release, end: ShellWord): Failure {
  const [name = end, ...rest] = words;
  const [first, second] = rest;
  const known = commandWords(release);
  if (!known.includes(name.text)) return failure('unknown-command', name, known);
  switch (name.text) {
    case 'show-sa':
    case 'ss':
    case 'flush-sa':
    case 'fs':
      if (first === undefined || second !== undefined)
        return failure('insufficient', second ?? end, PROTOCOLS);
      return failure('unknown-protocol', first, PROTOCOLS);
    case 'delete-sa':
    case 'ds':
      return saFailure(rest, end, 0);
    case 'get-cert':
    case 'gc':
    case 'get-sa-cert':
      return endsFailure(rest, end);
    case 'establish-sa':
    case 'es':
      return establishFailure(rest, end);
    case 'vpn-connect':
    case 'vc':
      if (first === undefined) return failure('insufficient', end, ['a gateway']);
      return second === undefined
        ? failure('option-without-value', end, ['an identity'])
        : failure('no-gateway', end, ['a gateway']);
    case 'vpn-disconnect':
    case 'vd':
      return failure('no-gateway', end, ['a gateway']);
    case 'show-event':
    case 'se':
      return failure('too-many', first ?? end);
    case 'logout-user':
    case 'lu':
      return first === undefined
        ? failure('insufficient', end, ['a login'])
        : failure('long-login', first, ['a login of at most 31 characters']);
    default:
      return statusFailure(rest, end);
  }
}

function saFailure(words: readonly ShellWord[], end: ShellWord, from: number): Failure {
  const protocol = words[from];
  if (protocol === undefined) return failure('insufficient', end, OF_SA);
  if (!PROTOCOLS.includes(protocol.text)) return failure('unknown-protocol', protocol, OF_SA);
  if (!OF_SA.includes(protocol.text)) return failure('protocol-not-supported', protocol, OF_SA);
  return endsFailure(words.slice(from + 1), end);
}

function endsFailure(words: readonly ShellWord[], end: ShellWord): Failure {
  if (words.length === 0) return failure('insufficient', end, ['inet', 'inet6']);
  if (words.length < 3) return failure('invalid', end, ['family, source and destination']);
  if (words.length > 4) return failure('invalid', words[4] ?? end, ['the end of the line']);
  const [family = end, , , upper = end] = words;
  if (family.text !== 'inet' && family.text !== 'inet6')
    return failure('wrong-family', family, ['inet', 'inet6']);
  return failure('invalid', upper, ['any', 'icmp', 'tcp', 'udp', 'gre']);
}

/** `-u`, `-n` and `-w` are looked for in this order; one in another place is read as the protocol. */
function establishFailure(words: readonly ShellWord[], end: ShellWord): Failure {
  let from = 0;
  for (const option of ['-u', '-n']) {
    if (words[from]?.text !== option) continue;
    if (words[from + 1] === undefined) return failure('option-without-value', end, [`a value of ${option}`]);
    from += 2;
  }
  if (words[from]?.text === '-w') from += 1;
  return saFailure(words, end, from);
}

function statusFailure(words: readonly ShellWord[], end: ShellWord): Failure {
  const stray = words.find(({ text }, index) => !text.startsWith('-') && words[index - 1]?.text !== '-f');
  if (stray !== undefined) return failure('too-many', stray);
  const wrong = words.find(
    ({ text }) => !['-v', '-f', 'text', 'json', '--format=text', '--format=json'].includes(text),
  );
  return failure('wrong-status-option', wrong ?? end, [
    '-v',
    '-f text',
    '-f json',
    '--format=text',
    '--format=json',
  ]);
}
