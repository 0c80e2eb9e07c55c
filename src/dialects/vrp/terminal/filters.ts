import { lengthOf } from '../../../text/lines.ts';
import { Expression } from '../../../text/regular-expression.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';

/** A command with what its output goes through: `display … | include ike`. */
export interface Piped {
  readonly command: string;
  readonly filters: readonly LineFilter[];
}
export type LineFilter = (lines: Iterable<string>) => Iterable<string>;
/** Where the text behind a bar is not understood: its column in the line. */
export interface PipeFault {
  readonly kind: 'unrecognized' | 'incomplete' | 'wrong-parameter';
  readonly column: number;
}

const LONGEST = 255;
/** VRP8 chains filters; VRP5 takes one (`reference/vrp.md` 1.7). */
const MOST: Readonly<Record<Profile, number>> = { 'ar-v2r3': 1, ar: 1, usg: 1, ne: 32 };

/** Splits a line at its bars. A bar inside a regular expression needs no blank before it. */
export function readPipe(line: string, profile: Profile): Piped | PipeFault {
  const bars = [...line.matchAll(/(?<=\s)\|(?=\s|$)/g)].map(({ index }) => index);
  const [first] = bars;
  if (first === undefined) return { command: line, filters: [] };
  if (bars.length > MOST[profile]) return { kind: 'unrecognized', column: bars[MOST[profile]] ?? 0 };
  const filters: LineFilter[] = [];
  let isCaseIgnored = false;
  for (const [position, bar] of bars.entries()) {
    const end = bars[position + 1] ?? line.length;
    const stage = readStage(line.slice(bar + 1, end), bar + 1, profile, isCaseIgnored);
    if (typeof stage === 'function') filters.push(stage);
    else if (stage === IGNORE_CASE) isCaseIgnored = true;
    else return stage;
  }
  return { command: line.slice(0, first), filters };
}

type Matching = (lines: Iterable<string>, expression: Expression) => Iterable<string>;

/** What takes a regular expression; those of VRP8 besides. */
const MATCHING: Readonly<Record<string, Matching>> = {
  include: (lines, expression) => matching(lines, expression, true),
  exclude: (lines, expression) => matching(lines, expression, false),
  begin: from,
};
const MATCHING_OF_VRP8: Readonly<Record<string, Matching>> = { ...MATCHING, section };
/** What takes nothing. */
const PLAIN_OF_VRP8: Readonly<Record<string, LineFilter>> = { count, 'no-more': (lines) => lines };
const IGNORE_CASE = 'ignore-case';

/** What is between two bars; `isCaseIgnored`: by a stage before. */
function readStage(
  text: string,
  start: number,
  profile: Profile,
  isCaseIgnored: boolean,
): LineFilter | typeof IGNORE_CASE | PipeFault {
  const word = /\S+/.exec(text);
  if (word === null) return { kind: 'incomplete', column: start + text.length };
  const isVrp8 = profile === 'ne';
  const [filters, plain] = isVrp8 ? [MATCHING_OF_VRP8, PLAIN_OF_VRP8] : [MATCHING, {}];
  const names = [...Object.keys(filters), ...Object.keys(plain), ...(isVrp8 ? [IGNORE_CASE] : [])];
  const typed = word[0].toLowerCase();
  const name = names.find((candidate) => candidate.startsWith(typed));
  const column = start + word.index;
  if (name === undefined) return { kind: 'unrecognized', column };
  if (name === IGNORE_CASE) return name;
  const filter = filters[name];
  if (filter === undefined) return plain[name] ?? { kind: 'unrecognized', column };
  const pattern = text.slice(word.index + word[0].length).trim();
  if (pattern === '') return { kind: 'incomplete', column: start + text.trimEnd().length };
  const expression = compiled(pattern, isCaseIgnored);
  if (expression === undefined) {
    return { kind: 'wrong-parameter', column: start + text.indexOf(pattern) };
  }
  return (lines) => filter(lines, expression);
}

function compiled(pattern: string, isCaseIgnored = false): Expression | undefined {
  return pattern.length > LONGEST
    ? undefined
    : Expression.compile(literalised(pattern), { ignoreCase: isCaseIgnored });
}

/** `/REGEX`, `-REGEX` and `+REGEX` at a full page: as `begin`, `exclude` and `include`. */
const AT_THE_PAGER: Readonly<Record<string, Matching | undefined>> = {
  '/': MATCHING['begin'],
  '-': MATCHING['exclude'],
  '+': MATCHING['include'],
};
export function lineFilter(typed: string): LineFilter | undefined {
  const filter = AT_THE_PAGER[typed.charAt(0)];
  const expression = typed.length < 2 ? undefined : compiled(typed.slice(1));
  return filter === undefined || expression === undefined ? undefined : (lines) => filter(lines, expression);
}

/** What stands where it cannot mean anything is a character like others (`reference/vrp.md` 1.7). */
function literalised(pattern: string): string {
  const repeated = /^[*+]/.test(pattern) ? `\\${pattern}` : pattern;
  return repeated.replaceAll(/(?<!^|[[\\(|])\^/g, '\\^').replaceAll(/(?<!\\)\$(?!$|[)|])/g, '\\$');
}

function* matching(lines: Iterable<string>, expression: Expression, wanted: boolean): Generator<string> {
  for (const line of lines) if (expression.matches(line) === wanted) yield line;
}

function* from(lines: Iterable<string>, expression: Expression): Generator<string> {
  let isThere = false;
  for (const line of lines) {
    isThere ||= expression.matches(line);
    if (isThere) yield line;
  }
}

/** Lines that match, each with what is indented below it. */
function* section(lines: Iterable<string>, expression: Expression): Generator<string> {
  let depth = Infinity;
  for (const line of lines) {
    const own = line.search(/\S|$/);
    if (own > depth && line.trim() !== '') {
      yield line;
      continue;
    }
    depth = expression.matches(line) ? own : Infinity;
    if (depth < Infinity) yield line;
  }
}

function* count(lines: Iterable<string>): Generator<string> {
  yield `Total lines: ${lengthOf(lines)}.`;
}
