import { Expression } from './regular-expression.ts';

type LineFilter = (lines: Iterable<string>) => Iterable<string>;

interface Options {
  ignoreCase: boolean;
  inverted: boolean;
  counts: boolean;
  before: number;
  after: number;
}
const MOST_CONTEXT = 10_000;

/** `grep [-i] [-v] [-c] [-E] [-A N] [-B N] [-C N] PATTERN` over lines; nothing: it is used wrongly. */
export function grep(words: readonly string[]): LineFilter | undefined {
  const options: Options = { ignoreCase: false, inverted: false, counts: false, before: 0, after: 0 };
  const rest = [...words];
  while (rest[0]?.startsWith('-') === true && rest[0].length > 1) {
    const word = rest.shift() ?? '';
    if (word === '--') break;
    if (word === '-e') return compile(rest[0], options);
    if (!takeOption(word, rest, options)) return undefined;
  }
  return rest.length === 1 ? compile(rest[0], options) : undefined;
}

function takeOption(word: string, rest: string[], options: Options): boolean {
  const [, letter, digits] = /^-([ABC])(\d*)$/.exec(word) ?? [];
  if (letter !== undefined) {
    const count = Number(digits === '' ? rest.shift() : digits);
    if (!Number.isInteger(count) || count < 0 || count > MOST_CONTEXT) return false;
    if (letter !== 'A') options.before = count;
    if (letter !== 'B') options.after = count;
    return true;
  }
  for (const flag of word.slice(1)) {
    if (flag === 'i') options.ignoreCase = true;
    else if (flag === 'v') options.inverted = true;
    else if (flag === 'c') options.counts = true;
    else if (flag !== 'E') return false;
  }
  return true;
}

function compile(pattern: string | undefined, options: Options): LineFilter | undefined {
  const expression = pattern === undefined ? undefined : Expression.compile(pattern, options);
  if (expression === undefined) return undefined;
  const isWanted = (line: string): boolean => expression.matches(line) !== options.inverted;
  return options.counts
    ? (lines) => counted(lines, isWanted)
    : (lines) => withContext(lines, isWanted, options);
}

function* counted(lines: Iterable<string>, isWanted: (line: string) => boolean): Generator<string> {
  let total = 0;
  for (const line of lines) if (isWanted(line)) total += 1;
  yield String(total);
}

/** Matching lines with those around them; `--` between groups that do not touch. */
function* withContext(
  lines: Iterable<string>,
  isWanted: (line: string) => boolean,
  { before, after }: Options,
): Generator<string> {
  const waiting: string[] = [];
  let left = 0;
  let skipped = false;
  let isFirst = true;
  for (const line of lines) {
    if (isWanted(line)) {
      if (skipped && !isFirst && before + after > 0) yield '--';
      yield* waiting.splice(0);
      yield line;
      left = after;
      [skipped, isFirst] = [false, false];
    } else if (left > 0) {
      yield line;
      left -= 1;
    } else {
      waiting.push(line);
      if (waiting.length > before) {
        waiting.shift();
        skipped = true;
      }
    }
  }
}
