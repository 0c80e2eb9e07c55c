import { isInteger } from '../../notation/parameter-type.ts';
import type { Values } from '../../objects/object.ts';
import type { Place, RacoonStatement, Understood } from '../statement.ts';
import { COMMANDS } from '../table.ts';
import { isAddress, isHostName, type Syntax } from '../values.ts';
import { contextProblem, extensionsProblem } from './extensions.ts';
import {
  type Command,
  type Extension,
  type ParsedCommand,
  parseCommands,
  type Range,
  type Request,
} from './parser.ts';

const VERBS: readonly string[] = [
  'add',
  'get',
  'getspi',
  'delete',
  'deleteall',
  'flush',
  'dump',
  'spdadd',
  'spdupdate',
  'spddelete',
  'spdflush',
  'spddump',
  'exit',
  'quit',
  'bye',
];
const LAST_SPI = 4_294_967_295;
const FIRST_SPI = 256; // 0..255 are reserved by the kernel
const LEVELS = /^(?:default|use|require|unique(?::\d+)?)$/;

/** Reads the commands of setkey that stand at an offset of their file. Never throws. */
export function readCommands(text: string, base: number, syntax: Syntax): readonly RacoonStatement[] {
  const returned = syntax === 'strict' ? text.indexOf('\r') : -1;
  const at = { start: base + returned, end: base + returned + 1 };
  return parseCommands(text).map((parsed) => {
    const { start, end } = parsed;
    const understood: Understood =
      returned !== -1 && returned < end
        ? { kind: 'syntax-error', word: 'CR', at, help: 'setkey takes lines that end with LF only' }
        : understand(parsed, { base, syntax });
    return { start: base + start, end: base + end, view: COMMANDS, understood };
  });
}

interface Circumstances {
  readonly base: number;
  readonly syntax: Syntax;
}

function understand(parsed: ParsedCommand, { base, syntax }: Circumstances): Understood {
  const { verb, command, error } = parsed;
  const whole: Place = { start: base + parsed.start, end: base + parsed.end };
  if (command === undefined) {
    const at = error === undefined ? whole : { start: base + error.start, end: base + error.end };
    if (!VERBS.includes(verb)) return { kind: 'unknown', word: verb, where: 'setkey', near: VERBS };
    const help = `setkey says: syntax error at \`${error?.image ?? ''}'`;
    return { kind: 'syntax-error', word: error?.image ?? '', at, help };
  }
  return problemOf(command, whole, syntax) ?? { kind: 'command', verb, values: valuesOf(command) };
}

function wrong(word: string, at: Place, expected: string): Understood {
  return { kind: 'wrong-value', word: `"${word}"`, at, mismatch: { kind: 'wrong-kind', expected } };
}

function problemOf(command: Command, at: Place, syntax: Syntax): Understood | undefined {
  switch (command.kind) {
    case 'sa':
      return rangeProblem([command.source, command.destination], at, syntax) ?? saProblem(command, at);
    case 'all-sas':
      return rangeProblem([command.source, command.destination], at, syntax);
    case 'spd':
      return rangeProblem([command.source, command.destination], at, syntax) ?? policyProblem(command, at);
    case 'tagged':
    case 'table':
    case 'bare':
      return undefined;
    default:
      return command satisfies never;
  }
}

/** Numeric addresses, and names where people write them; a length of the family. */
function rangeProblem(ranges: readonly Range[], at: Place, syntax: Syntax): Understood | undefined {
  for (const { address, length, port } of ranges) {
    const isName = syntax === 'lenient' && isHostName(address);
    if (!isAddress(address) && !isName) return wrong(address, at, 'an IP address');
    const longest = address.includes(':') ? 128 : 32;
    if (length !== undefined && Number(length) > longest)
      return wrong(`/${length}`, at, `a length 0..${longest}`);
    const isPort = port === undefined || port === 'any' || /^[a-z][a-z0-9-]*$/i.test(port);
    if (!isPort && !(isInteger(port) && Number(port) <= 65_535))
      return wrong(`[${port}]`, at, 'a port 0..65535 or any');
  }
  return undefined;
}

function saProblem(command: Extract<Command, { kind: 'sa' }>, at: Place): Understood | undefined {
  const { spi, extensions, verb } = command;
  if (!/^(?:\d+|0[xX][0-9a-fA-F]+)$/.test(spi)) return wrong(spi, at, 'an SPI');
  const number = Number(spi);
  if (number < FIRST_SPI || number > LAST_SPI) {
    const mismatch = { kind: 'out-of-range', first: FIRST_SPI, last: LAST_SPI } as const;
    return { kind: 'wrong-value', word: 'SPI', at, mismatch };
  }
  return extensionsProblem(extensions, verb, at);
}

function policyProblem(command: Extract<Command, { kind: 'spd' }>, at: Place): Understood | undefined {
  const { verb, policy, context } = command;
  const found = context === undefined ? undefined : contextProblem(context, at);
  if (found !== undefined) return found;
  if (policy.action === undefined && verb !== 'spddelete')
    return { kind: 'missing-value', word: `-P ${policy.direction}` };
  for (const request of policy.requests) {
    const { protocol, mode, local, level } = request;
    if (mode !== 'tunnel' && mode !== 'transport') return wrong(mode, at, 'tunnel or transport');
    if (mode === 'tunnel' && local === undefined) {
      return wrong(`${protocol}/tunnel`, at, 'followed by both ends of the tunnel ("/LOCAL-REMOTE/")');
    }
    if (!LEVELS.test(level)) return wrong(level, at, 'default, use, require or unique');
    for (const end of [request.local, request.remote]) {
      if (end !== undefined && mode === 'tunnel' && !isAddress(end)) return wrong(end, at, 'an IP address');
    }
  }
  return undefined;
}

function valuesOf(command: Command): Values {
  switch (command.kind) {
    case 'sa': {
      const { verb, source, destination, protocol, spi, extensions } = command;
      return {
        verb,
        source: source.address,
        destination: destination.address,
        protocol: protocol ?? '',
        spi,
        ...Object.assign({}, ...extensions.map(extensionValues)),
        extensions: extensions.map(({ option }) => option),
      };
    }
    case 'all-sas':
      return { verb: 'deleteall', source: command.source.address, destination: command.destination.address };
    case 'spd': {
      const { verb, source, destination, upper, upperDetails, policy } = command;
      return {
        verb,
        source: rangeText(source),
        'source-port': source.port ?? 'any',
        destination: rangeText(destination),
        'destination-port': destination.port ?? 'any',
        protocol: upper,
        ...(upperDetails === undefined ? {} : { details: upperDetails }),
        ...(command.context === undefined ? {} : { context: 'yes' }),
        direction: policy.direction,
        ...(policy.priority === undefined ? {} : { priority: policy.priority }),
        action: policy.action ?? '',
        requests: policy.requests.map(requestText),
      };
    }
    case 'tagged':
    case 'bare':
      return { verb: command.verb };
    case 'table':
      return { verb: command.verb, protocol: command.protocol ?? '' };
    default:
      return command satisfies never;
  }
}

function extensionValues({ option, words }: Extension): Values {
  const [first = '', key] = words;
  if (option === '-E') return { encryption: first, ...(key === undefined ? {} : { 'encryption-key': key }) };
  if (option === '-A') return { integrity: first, ...(key === undefined ? {} : { 'integrity-key': key }) };
  if (option === '-C') return { compression: first };
  if (option === '-m') return { mode: first };
  return {};
}

function rangeText({ address, length }: Range): string {
  return length === undefined ? address : `${address}/${length}`;
}

/** `esp/tunnel/192.0.2.1-198.51.100.2/require`; without ends `esp/transport//require`. */
export function requestText({ protocol, mode, local, remote, level }: Request): string {
  const ends = local === undefined || remote === undefined ? '' : `${local}-${remote}`;
  return `${protocol}/${mode}/${ends}/${level}`;
}
