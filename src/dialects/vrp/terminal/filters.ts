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
  for (const [position, bar] of bars.entries()) {
    const end = bars[position + 1] ?? line.length;
    const filter = readFilter(line.slice(bar + 1, end), bar + 1, profile);
    if (typeof filter !== 'function') return filter;
    filters.push(filter);
  }
  return { command: line.slice(0, first), filters };
}

const NAMES = ['include', 'exclude', 'begin'] as const;
const NAMES_OF_VRP8 = ['count', 'no-more'] as const;

function readFilter(text: string, start: number, profile: Profile): LineFilter | PipeFault {
  const word = /\S+/.exec(text);
  if (word === null) return { kind: 'incomplete', column: start + text.length };
  const typed = word[0].toLowerCase();
  const names = profile === 'ne' ? [...NAMES, ...NAMES_OF_VRP8] : NAMES;
  const name = names.find((candidate) => candidate.startsWith(typed));
  const column = start + word.index;
  if (name === undefined) return { kind: 'unrecognized', column };
  const pattern = text.slice(word.index + word[0].length).trim();
  if (name === 'count') return count;
  if (name === 'no-more') return (lines) => lines;
  if (pattern === '') return { kind: 'incomplete', column: start + text.trimEnd().length };
  const expression = pattern.length > LONGEST ? undefined : Expression.compile(literalised(pattern));
  if (expression === undefined) {
    return { kind: 'wrong-parameter', column: start + text.indexOf(pattern) };
  }
  switch (name) {
    case 'include':
      return (lines) => matching(lines, expression, true);
    case 'exclude':
      return (lines) => matching(lines, expression, false);
    case 'begin':
      return (lines) => from(lines, expression);
    default:
      return name satisfies never;
  }
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

function* count(lines: Iterable<string>): Generator<string> {
  yield `Total lines: ${lengthOf(lines)}.`;
}
