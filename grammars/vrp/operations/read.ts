import type { CommandLine } from '../../notation/command-table.ts';
import type { Understood } from '../../notation/command-language.ts';
import { type Words, wordsOf } from '../../notation/words.ts';
import type { Values } from '../../objects/object.ts';
import type { Profile } from '../profiles.ts';
import { levelOf, operationLanguage } from './table.ts';

/** An operational line as the grammar reads it; offsets are into the line. */
export type OperationalLine =
  | {
      readonly kind: 'command';
      readonly line: CommandLine;
      readonly values: Values;
      /** The line in full, where words were cut short. */
      readonly canonical?: string;
      readonly filters: readonly LineFilter[];
    }
  /** No operational command of IPsec: one of the configuration, or of another feature. */
  | { readonly kind: 'other' }
  | { readonly kind: 'refused'; readonly understood: Exclude<Understood, { kind: 'line' }> }
  | { readonly kind: 'forbidden'; readonly line: CommandLine };
export interface LineFilter {
  readonly kind: (typeof FILTERS)[number];
  readonly pattern: string;
}
const FILTERS = ['include', 'exclude', 'begin', 'section', 'count'] as const;

/** Where a line is typed; without a view: in a script, which may mean any. */
export interface TypedIn {
  readonly profile: Profile;
  readonly view?: string;
  readonly level?: number;
}

/** Reads a line of user view or of every view. */
export function readOperational(typed: string, { profile, view, level }: TypedIn): OperationalLine {
  const { command, filters } = splitFilters(typed);
  const words = wordsOf(command);
  if (words.end === 0) return { kind: 'other' };
  const run = view === 'user' ? undefined : withoutRun(words);
  const isUser = view === undefined || view === 'user' || run !== undefined;
  const understood = operationLanguage.understand(run ?? words, isUser ? ['user', 'any'] : ['any'], profile);
  if (understood.kind !== 'line') {
    return isOther(understood)
      ? { kind: 'other' }
      : { kind: 'refused', understood: shifted(understood, run) };
  }
  const { line: row, values, canonical } = understood;
  if (row.row.slot === 'other') return { kind: 'other' };
  if (level !== undefined && level < levelOf(row.row)) return { kind: 'forbidden', line: row };
  return {
    kind: 'command',
    line: row,
    values,
    filters,
    ...(canonical === undefined ? {} : { canonical }),
  };
}

/** A command whose second word no table knows is one of another feature. */
function isOther(understood: Exclude<Understood, { kind: 'line' }>): boolean {
  if (understood.kind !== 'failure') return false;
  const { kind, word } = understood.failure;
  return word === 0 || (word === 1 && kind !== 'incomplete' && kind !== 'ambiguous');
}

/** `run COMMAND` in another view types a command of user view there. */
function withoutRun(words: Words): Words | undefined {
  const { images, first, end } = words;
  if (images[first]?.toLowerCase() !== 'run' || end - first < 2) return undefined;
  return { ...words, first: first + 1 };
}

/** Words are counted from the first of the line, `run` too. */
function shifted(
  understood: Exclude<Understood, { kind: 'line' }>,
  run: Words | undefined,
): Exclude<Understood, { kind: 'line' }> {
  if (run === undefined || understood.kind !== 'failure') return understood;
  return { ...understood, failure: { ...understood.failure, word: understood.failure.word + 1 } };
}

const FILTER = /[ \t]+\|[ \t]*(\w+)[ \t]*(.*?)(?=[ \t]+\|[ \t]|[ \t]*$)/g;

/** `display … | include REGEX` (`reference/vrp.md` 1.7). */
function splitFilters(typed: string): { readonly command: string; readonly filters: readonly LineFilter[] } {
  const bar = typed.search(/[ \t]\|[ \t]*[A-Za-z]/);
  if (bar === -1) return { command: typed, filters: [] };
  const filters = [...typed.slice(bar).matchAll(FILTER)].flatMap(([, word = '', pattern = '']) => {
    const kind = FILTERS.find((name) => name.startsWith(word.toLowerCase()));
    return kind === undefined ? [] : [{ kind, pattern }];
  });
  return filters.length === 0 ? { command: typed, filters } : { command: typed.slice(0, bar), filters };
}
