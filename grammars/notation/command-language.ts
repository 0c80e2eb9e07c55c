import type { Problem } from './binding.ts';
import { Candidates } from './candidates.ts';
import { type CommandLine, type CommandTable, UNDO } from './command-table.ts';
import type { Values } from '../objects/object.ts';
import { printLine } from './print-line.ts';
import type { Sequence } from './syntax.ts';
import { walk, type Walked } from './walker.ts';
import { endOfWord, type Words, wordsOf } from './words.ts';

type Failure = Extract<Walked<CommandLine>, { word: number }>;

/** What a line says, or why it says nothing. */
export type Understood =
  | {
      readonly kind: 'line';
      readonly line: CommandLine;
      readonly values: Values;
      readonly canonical?: string;
    }
  | { readonly kind: 'problem'; readonly line: CommandLine; readonly problem: Problem }
  | {
      readonly kind: 'failure';
      readonly failure: Failure;
      /** The view whose lines took the most of its words. */
      readonly view: string;
    };

export interface WalkableLine {
  readonly line: CommandLine;
  readonly syntax: Sequence;
}

/** Of a text so much is looked at for the commands that it uses. */
const LOOKED_AT = 65_536;

/**
 * A command table compiled for reading. Parsers are built on first use, of the lines that a text needs (`prepare`) or
 * of all.
 */
export class CommandLanguage {
  readonly table: CommandTable;
  readonly #firstWords: ReadonlySet<string>;
  /** What a first word can be cut to. */
  readonly #firstPrefixes: ReadonlySet<string>;
  readonly #byOpening = new Map<string, CommandLine[]>();
  readonly #compiled = new Map<string, Candidates<CommandLine>>();
  readonly #linesByView = new Map<string, readonly WalkableLine[]>();

  constructor(table: CommandTable) {
    this.table = table;
    this.#firstWords = new Set(table.lines.map(({ firstWord }) => firstWord));
    this.#firstPrefixes = new Set(
      [...this.#firstWords].flatMap((word) =>
        Array.from({ length: word.length }, (_letter, index) => word.slice(0, index + 1)),
      ),
    );
    for (const line of table.lines) {
      const kin = this.#byOpening.get(line.opening);
      if (kin === undefined) this.#byOpening.set(line.opening, [line]);
      else kin.push(line);
    }
  }

  /** Whether any line of the table begins so, in this spelling or in another letter case. */
  knowsFirstWord(word: string): boolean {
    return this.#firstWords.has(word) || this.#firstWords.has(word.toLowerCase());
  }

  /** Whether a word may be the first of a line, cut short or in full. */
  mayBeFirstWord(word: string): boolean {
    return this.#firstPrefixes.has(word.toLowerCase());
  }

  /** Builds a parser of the commands that a text begins with: a short file needs no other. */
  prepare(text: string): void {
    const openings = new Set<string>();
    for (const { 1: undo = '', 2: word = '' } of text.slice(0, LOOKED_AT).matchAll(OPENING)) {
      openings.add(undo + word);
    }
    this.#compile(openings);
  }

  #compile(openings: Iterable<string>): void {
    const missing = [...openings].filter((each) => this.#byOpening.has(each) && !this.#compiled.has(each));
    if (missing.length === 0) return;
    const candidates = new Candidates(missing.flatMap((opening) => this.#byOpening.get(opening) ?? []));
    for (const opening of missing) this.#compiled.set(opening, candidates);
  }

  /** The lines of the table that words may be, whatever the view. */
  #candidates(words: Words): readonly CommandLine[] {
    const first = words.images[words.first] ?? '';
    const opening = first === UNDO ? `${UNDO} ${words.images[words.first + 1] ?? ''}` : first;
    if (!this.#compiled.has(opening) && this.#byOpening.has(opening)) this.#compile(this.#byOpening.keys());
    return this.#compiled.get(opening)?.find(words) ?? [];
  }

  /**
   * Finds what a line says in one of the views, the nearest first. Lines that the grammar refused, or that no view
   * has, go to the walker: abbreviations and other letter case are read, with the words in full as `canonical`.
   */
  understand(words: Words, views: readonly string[], profile: string): Understood {
    const candidates = this.#candidates(words);
    let problem: Understood | undefined;
    for (const view of views) {
      for (const candidate of candidates) {
        if (!isOf(candidate, view, profile)) continue;
        const understood = bind(candidate, words);
        if (understood?.kind === 'line') return understood;
        problem ??= understood;
      }
    }
    return problem ?? this.#walk(words, views, profile);
  }

  /** Reads a sentence that is not typed but meant: the canonical form of another. */
  understandSentence(sentence: string, views: readonly string[], profile: string): Understood {
    const words = wordsOf(sentence);
    for (const view of views) {
      for (const { line } of this.linesOf(view, profile)) {
        const understood = bind(line, words);
        if (understood?.kind === 'line') return understood;
      }
    }
    return this.#walk(words, views, profile);
  }

  #walk(words: Words, views: readonly string[], profile: string): Understood {
    const typed = words.images
      .slice(words.first, words.end)
      .map((image, index) => ({ image, start: words.starts[words.first + index] ?? 0 }));
    let failure: Extract<Understood, { kind: 'failure' }> | undefined;
    for (const view of views) {
      const walked = walk(this.linesOf(view, profile), typed);
      if (walked.kind !== 'lines') {
        if (failure === undefined || this.#saysMore(walked, failure.failure, typed[0]?.image ?? '')) {
          failure = { kind: 'failure', failure: walked, view };
        }
        continue;
      }
      for (const { line, words: canonical } of walked.lines) {
        const understood = bind(line, wordsOf(withWords(words, canonical)));
        if (understood?.kind === 'line') {
          const isAsTyped = canonical.every((word, index) => word === typed[index]?.image);
          return isAsTyped
            ? understood
            : { ...understood, canonical: printLine(line.syntax, understood.values) };
        }
        if (understood !== undefined) return understood;
      }
    }
    const nowhere = { kind: 'unrecognized', word: 0, expected: [] } as const;
    return failure ?? { kind: 'failure', failure: nowhere, view: '' };
  }

  /** Whether a failure in a view further up says more of a line: the nearest that knows its first word answers. */
  #saysMore(further: Failure, nearer: Failure, firstWord: string): boolean {
    if (further.word <= nearer.word) return false;
    const isUnknown = nearer.kind === 'unrecognized' && nearer.word === 0;
    return isUnknown || this.knowsFirstWord(firstWord);
  }

  /** The lines that can be typed in a view of a profile. */
  linesOf(view: string, profile: string): readonly WalkableLine[] {
    const key = `${view} ${profile}`;
    let lines = this.#linesByView.get(key);
    if (lines === undefined) {
      lines = this.table.lines
        .filter((line) => isOf(line, view, profile))
        .map((line) => ({ line, syntax: line.syntax }));
      this.#linesByView.set(key, lines);
    }
    return lines;
  }

  /** A line printed from its arguments alone. */
  print(line: CommandLine, values: Values): string {
    return printLine(line.syntax, values);
  }
}

/** The first word of each line of a text, with the one behind it where it is `undo`. */
const OPENING = /^[ \t]*(undo[ \t]+)?([^ \t\r\n]+)/gm;

/** The typed line with other words, its blanks as they were: those inside a text are part of it. */
function withWords(typed: Words, words: readonly string[]): string {
  return words
    .map((word, index) => {
      const at = typed.first + index;
      return index === 0 || at >= typed.end
        ? word
        : typed.text.slice(endOfWord(typed, at - 1), typed.starts[at]) + word;
    })
    .join('');
}

function isOf({ row }: CommandLine, view: string, profile: string): boolean {
  return row.view === view && row.options.profiles?.includes(profile) !== false;
}

function bind(
  line: CommandLine,
  words: Words,
): Extract<Understood, { kind: 'line' | 'problem' }> | undefined {
  const values = line.binding.bind(words);
  if (values === undefined) return undefined;
  const problem = line.binding.check(values);
  return problem === undefined ? { kind: 'line', line, values } : { kind: 'problem', line, problem };
}
