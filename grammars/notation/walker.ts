import { checkParameter, describeParameterType, type Mismatch } from './parameter-type.ts';
import type { Choice, Keyword, Parameter, ParameterType, Sequence } from './syntax.ts';

/** A typed word; offsets are those of the text that it stands in. */
export interface TypedWord {
  readonly image: string;
  readonly start: number;
}
/** A line of the table that the typed words are, with the words spelled in full. */
export interface WalkedLine<Line> {
  readonly line: Line;
  readonly words: readonly string[];
}
export type FailureKind = 'unrecognized' | 'ambiguous' | 'incomplete' | 'too-many' | 'wrong-parameter';
/** What became of typed words: the lines that they are, or where and why the device would stop. */
export type Walked<Line> =
  | { readonly kind: 'lines'; readonly lines: readonly WalkedLine<Line>[] }
  | {
      readonly kind: FailureKind;
      /** Index of the word at fault; behind the last word where words are missing. */
      readonly word: number;
      readonly expected: readonly Expected[];
      /** For a wrong parameter: its name and what is wrong with it. */
      readonly parameter?: { readonly label: string; readonly mismatch: Mismatch };
    };
/** What may stand next: a keyword, a parameter, or the end of the line. */
export type Expected =
  | { readonly kind: 'keyword'; readonly word: string }
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly type: ParameterType;
      readonly expects: string;
    }
  | { readonly kind: 'end' };

/** What is left of a line: a stack of sequences. */
interface Rest {
  readonly sequence: Sequence;
  readonly index: number;
  readonly above: Rest | undefined;
}
interface Thread<Line> {
  readonly line: Line;
  readonly words: readonly string[];
  readonly lastKeyword: string | undefined;
}
/** A thread in front of its next word, or at its end. */
type Waiting<Line> = Thread<Line> &
  ({ readonly item: Keyword | Parameter; readonly rest: Rest | undefined } | { readonly item: 'end' });

/**
 * Walks lines of the notation as a device reads what is typed: keywords in any letter case, cut to any prefix
 * that is unique at its place. A second recogniser beside the compiled one, for lines that that one refuses.
 */
export function walk<Line>(
  lines: readonly { readonly line: Line; readonly syntax: Sequence }[],
  typed: readonly TypedWord[],
): Walked<Line> {
  let threads = start(lines);
  for (const [index, { image }] of typed.entries()) {
    const taken = takeWord(threads, image);
    if (taken.kind !== 'taken') return { ...taken, word: index, expected: expectedNext(threads) };
    threads = taken.threads;
  }
  const ended = threads.filter(({ item }) => item === 'end');
  if (ended.length === 0) return { kind: 'incomplete', word: typed.length, expected: expectedNext(threads) };
  return { kind: 'lines', lines: ended.map(({ line, words }) => ({ line, words })) };
}

/** What may follow the typed words, for `?` and TAB; the failure where they cannot be followed. */
export function next<Line>(
  lines: readonly { readonly line: Line; readonly syntax: Sequence }[],
  typed: readonly TypedWord[],
): Walked<Line> | { readonly kind: 'next'; readonly expected: readonly Expected[] } {
  let threads = start(lines);
  for (const [index, { image }] of typed.entries()) {
    const taken = takeWord(threads, image);
    if (taken.kind !== 'taken') return { ...taken, word: index, expected: expectedNext(threads) };
    threads = taken.threads;
  }
  return { kind: 'next', expected: expectedNext(threads) };
}

function start<Line>(
  lines: readonly { readonly line: Line; readonly syntax: Sequence }[],
): readonly Waiting<Line>[] {
  return lines.flatMap(({ line, syntax }) =>
    advance({ line, words: [], lastKeyword: undefined }, { sequence: syntax, index: 0, above: undefined }),
  );
}

/** Goes to every place where a thread can take its next word. */
function advance<Line>(thread: Thread<Line>, rest: Rest | undefined): readonly Waiting<Line>[] {
  if (rest === undefined) return [{ ...thread, item: 'end' }];
  const item = rest.sequence[rest.index];
  if (item === undefined) return advance(thread, rest.above);
  const behind: Rest = { ...rest, index: rest.index + 1 };
  if (item.kind !== 'choice') return [{ ...thread, item, rest: behind }];
  const entered = enterChoice(item, behind).flatMap((inner) => advance(thread, inner));
  return item.optional ? [...entered, ...advance(thread, behind)] : entered;
}

function enterChoice(choice: Choice, behind: Rest): readonly Rest[] {
  const once: Choice = { ...choice, optional: true };
  const above = choice.repeated ? { sequence: [once], index: 0, above: behind } : behind;
  return choice.alternatives.map((sequence) => ({ sequence, index: 0, above }));
}

type Taken<Line> =
  | { readonly kind: 'taken'; readonly threads: readonly Waiting<Line>[] }
  | {
      readonly kind: Exclude<FailureKind, 'incomplete'>;
      readonly parameter?: { readonly label: string; readonly mismatch: Mismatch };
    };

function takeWord<Line>(threads: readonly Waiting<Line>[], image: string): Taken<Line> {
  const typed = image.toLowerCase();
  const isExact = (word: string): boolean => word.toLowerCase() === typed;
  const isPrefix = (word: string): boolean => word.toLowerCase().startsWith(typed);
  const exact = takeKeywords(threads, isExact);
  if (exact.length > 0)
    return { kind: 'taken', threads: [...exact, ...takeParameters(threads, image, isExact)] };
  const byParameter = takeParameters(threads, image, isExact);
  if (byParameter.length > 0) return { kind: 'taken', threads: byParameter };
  const words = new Set(threads.flatMap(spellings).filter(isPrefix));
  if (words.size > 1) return { kind: 'ambiguous' };
  if (words.size === 1) {
    return {
      kind: 'taken',
      threads: [...takeKeywords(threads, isPrefix), ...takeParameters(threads, image, isPrefix)],
    };
  }
  return refuse(threads, image);
}

function takeKeywords<Line>(
  threads: readonly Waiting<Line>[],
  matches: (word: string) => boolean,
): readonly Waiting<Line>[] {
  return threads.flatMap((thread) => {
    if (thread.item === 'end' || thread.item.kind !== 'keyword' || !matches(thread.item.word)) return [];
    const { word } = thread.item;
    return advance({ line: thread.line, words: [...thread.words, word], lastKeyword: word }, thread.rest);
  });
}

function takeParameters<Line>(
  threads: readonly Waiting<Line>[],
  image: string,
  matches: (word: string) => boolean,
): readonly Waiting<Line>[] {
  return threads.flatMap((thread) => {
    if (thread.item === 'end' || thread.item.kind !== 'parameter') return [];
    const { type, repeated } = thread.item;
    const word = type.kind === 'choice' ? (type.words.find(matches) ?? image) : image;
    if (type.kind !== 'rest' && checkParameter(type, word) !== undefined) return [];
    const taken = { line: thread.line, words: [...thread.words, word], lastKeyword: undefined };
    const behind = advance(taken, thread.rest);
    if (!repeated && type.kind !== 'rest') return behind;
    return [...behind, { ...taken, item: thread.item, rest: thread.rest }];
  });
}

/** The words that an abbreviation may stand for. */
function spellings<Line>(thread: Waiting<Line>): readonly string[] {
  if (thread.item === 'end') return [];
  if (thread.item.kind === 'keyword') return [thread.item.word];
  return thread.item.type.kind === 'choice' ? thread.item.type.words : [];
}

function refuse<Line>(threads: readonly Waiting<Line>[], image: string): Taken<Line> {
  for (const { item, lastKeyword } of threads) {
    if (item === 'end' || item.kind !== 'parameter') continue;
    const mismatch = checkParameter(item.type, image);
    if (mismatch !== undefined) {
      return { kind: 'wrong-parameter', parameter: { label: lastKeyword ?? item.name, mismatch } };
    }
  }
  return { kind: threads.every(({ item }) => item === 'end') ? 'too-many' : 'unrecognized' };
}

function expectedNext<Line>(threads: readonly Waiting<Line>[]): readonly Expected[] {
  const found = new Map<string, Expected>();
  for (const { item } of threads) {
    if (item === 'end') found.set('', { kind: 'end' });
    else if (item.kind === 'keyword') found.set(item.word, { kind: 'keyword', word: item.word });
    else {
      const expects = describeParameterType(item.type);
      found.set(`<${item.name}> ${expects}`, {
        kind: 'parameter',
        name: item.name,
        type: item.type,
        expects,
      });
    }
  }
  return [...found.values()];
}
