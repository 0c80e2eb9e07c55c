import type { Expected } from '../../../../grammars/notation/walker.ts';
import type { ParameterType } from '../../../../grammars/notation/syntax.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { END_OF_COMMAND, helpText, isListed } from './help-words.ts';

interface Entry {
  readonly shown: string;
  readonly text: string;
}
const END = '<cr>';

/** What `?` behind a blank prints: what may stand next, in two columns (`reference/vrp.md` 1.4). */
export function nextLines(
  expected: readonly Expected[],
  path: readonly string[],
  profile: Profile,
): readonly string[] {
  const entries = new Map<string, Entry>();
  for (const item of expected) {
    for (const entry of entriesOf(item, path)) {
      if (!entries.has(entry.shown) && isListed(path, entry.shown, profile)) entries.set(entry.shown, entry);
    }
  }
  const sorted = [...entries.values()].toSorted((left, right) => order(left.shown, right.shown));
  const width = Math.max(...sorted.map(({ shown }) => shown.length));
  return sorted.map(({ shown, text }) => `  ${shown.padEnd(width)}  ${text}`);
}

function entriesOf(item: Expected, path: readonly string[]): readonly Entry[] {
  switch (item.kind) {
    case 'end':
      return [{ shown: END, text: END_OF_COMMAND }];
    case 'keyword':
      return [{ shown: item.word, text: helpText(path, item.word, 'keyword') }];
    case 'parameter': {
      const { type } = item;
      const words = type.kind === 'choice' ? type.words : [];
      const shapes = shapesOf(type).map((shown) => ({
        shown,
        text: helpText(path, `<${item.name}>`, 'parameter'),
      }));
      return [...words.map((shown) => ({ shown, text: helpText(path, shown, 'keyword') })), ...shapes];
    }
    default:
      return item satisfies never;
  }
}

/** The end stands last, what is written in capitals before words. */
function order(left: string, right: string): number {
  if (left === END || right === END) return left === right ? 0 : left === END ? 1 : -1;
  return left < right ? -1 : 1;
}

/** How a device names what a parameter takes. */
function shapesOf(type: ParameterType): readonly string[] {
  switch (type.kind) {
    case 'word':
    case 'rest':
      return [`STRING<${type.minimum}-${type.maximum}>`];
    case 'integer':
      return [`INTEGER<${type.minimum}-${Math.min(type.maximum, HIGHEST)}>`];
    case 'choice':
      return type.integers === undefined
        ? []
        : [`INTEGER<${type.integers.minimum}-${type.integers.maximum}>`];
    case 'ipv4':
      return ['X.X.X.X'];
    case 'ipv6':
      return ['X:X::X:X'];
    case 'address':
      return ['X.X.X.X', 'X:X::X:X'];
    case 'mask':
      return ['INTEGER<0-32>', 'X.X.X.X'];
    case 'wildcard':
      return ['0', 'X.X.X.X'];
    case 'prefix6':
      return ['X:X::X:X/M'];
    default:
      return type satisfies never;
  }
}
const HIGHEST = 4_294_967_295;

/** Columns of the words that `word?` lists. */
const CELL = 42;

/** What `wo?` prints: the keywords that begin so, in columns. */
export function wordLines(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (let index = 0; index < words.length; index += 2) {
    const [left = '', right] = words.slice(index, index + 2);
    lines.push(right === undefined ? `  ${left}` : `  ${left.padEnd(CELL - 2)}${right}`);
  }
  return lines;
}
