import type { IToken } from 'chevrotain';
import type { Problem, Words } from './binding.ts';
import type { CommandLine, CommandTable } from './command-table.ts';
import type { Values } from '../objects/object.ts';
import { printLine } from './print-line.ts';
import { OPAQUE, Recogniser } from './recogniser.ts';
import type { Sequence } from './syntax.ts';
import { stepsOf } from './trie.ts';
import { Vocabulary } from './vocabulary.ts';
import { walk, type Walked } from './walker.ts';

/** A line of a section that is not empty; offsets are into the section's text. */
export interface SectionLine {
  readonly start: number;
  readonly end: number;
  /** Blanks in front of it. */
  readonly indentation: number;
  readonly words: Words;
  /** The lines of the table that it may be; none: no table knows its first word, or the grammar refused it. */
  readonly candidates: readonly CommandLine[];
  readonly opaque: boolean;
}

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

interface WalkableLine {
  readonly line: CommandLine;
  readonly syntax: Sequence;
}

/** A command table compiled for reading. The parser is built on first use. */
export class CommandLanguage {
  readonly table: CommandTable;
  readonly #vocabulary: Vocabulary;
  readonly #firstWords: ReadonlySet<string>;
  /** What a first word can be cut to. */
  readonly #firstPrefixes: ReadonlySet<string>;
  readonly #linesByView = new Map<string, readonly WalkableLine[]>();
  #recogniser: Recogniser<CommandLine> | undefined;

  constructor(table: CommandTable) {
    this.table = table;
    this.#vocabulary = new Vocabulary(new Set(table.lines.flatMap(({ syntax }) => keywordsOf(syntax))));
    this.#firstWords = new Set(
      table.lines.flatMap(({ syntax: [first] }) => (first?.kind === 'keyword' ? first.word : [])),
    );
    this.#firstPrefixes = new Set(
      [...this.#firstWords].flatMap((word) =>
        Array.from({ length: word.length }, (_letter, index) => word.slice(0, index + 1)),
      ),
    );
  }

  /** Whether any line of the table begins so, in this spelling or in another letter case. */
  knowsFirstWord(word: string): boolean {
    return this.#firstWords.has(word) || this.#firstWords.has(word.toLowerCase());
  }

  /** Whether a word may be the first of a line, cut short or in full. */
  mayBeFirstWord(word: string): boolean {
    return this.#firstPrefixes.has(word.toLowerCase());
  }

  /** Reads the lines of a section's text, which begins with a line break. `isComment` tells lines to pass over. */
  readSection(text: string, isComment: (firstWord: string) => boolean): readonly SectionLine[] {
    const tokens = this.#vocabulary.lex(text);
    const lines: IToken[][] = [];
    const breaks: IToken[] = [];
    const parsed: IToken[] = [];
    let line: IToken[] = [];
    let lineBreak: IToken | undefined;
    let isOpaque = false;
    for (const token of tokens) {
      if (this.#vocabulary.isBreak(token)) {
        parsed.push(token);
        lineBreak = token;
        line = [];
      } else if (lineBreak !== undefined) {
        if (line.length === 0) {
          if (isComment(token.image)) {
            lineBreak = undefined;
            continue;
          }
          lines.push(line);
          breaks.push(lineBreak);
          isOpaque = !this.knowsFirstWord(token.image);
          if (isOpaque) {
            this.#vocabulary.markOpaque(token);
            parsed.push(token);
          }
        }
        if (!isOpaque) {
          this.#vocabulary.classify(token);
          parsed.push(token);
        }
        line.push(token);
      }
    }
    const results = (this.#recogniser ??= this.#build()).recognise(parsed);
    return lines.map((words, index) => sectionLine(text, words, breaks[index], results[index]));
  }

  /**
   * Finds what a line says in one of the views, the nearest first. Lines that the grammar refused, or that no view
   * has, go to the walker: abbreviations and other letter case are read, with the words in full as `canonical`.
   */
  understand(line: SectionLine, views: readonly string[], profile: string): Understood {
    let problem: Understood | undefined;
    for (const view of views) {
      for (const candidate of line.candidates) {
        if (!isOf(candidate, view, profile)) continue;
        const understood = bind(candidate, line.words);
        if (understood?.kind === 'line') return understood;
        problem ??= understood;
      }
    }
    return problem ?? this.#walk(line.words, views, profile);
  }

  /** Reads a sentence that is not typed but meant: the canonical form of another. */
  understandSentence(sentence: string, views: readonly string[], profile: string): Understood {
    const words = this.#wordsOf(sentence);
    for (const view of views) {
      for (const { line } of this.linesOf(view, profile)) {
        const understood = bind(line, words);
        if (understood?.kind === 'line') return understood;
      }
    }
    return this.#walk(words, views, profile);
  }

  #walk(words: Words, views: readonly string[], profile: string): Understood {
    const typed = words.tokens
      .slice(words.first, words.end)
      .map(({ image, startOffset }) => ({ image, start: startOffset }));
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
        const understood = bind(line, this.#wordsOf(withWords(words, canonical)));
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
  linesOf(
    view: string,
    profile: string,
  ): readonly { readonly line: CommandLine; readonly syntax: Sequence }[] {
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

  #wordsOf(text: string): Words {
    const tokens = this.#vocabulary.lex(text);
    return { text, tokens, first: 0, end: tokens.length };
  }

  #build(): Recogniser<CommandLine> {
    return new Recogniser(
      this.#vocabulary,
      this.table.lines.map((line) => ({ line, steps: stepsOf(line.syntax) })),
    );
  }
}

/** The typed line with other words, its blanks as they were: those inside a text are part of it. */
function withWords({ text, tokens, first }: Words, words: readonly string[]): string {
  return words
    .map((word, index) => {
      const token = tokens[first + index];
      const before = index === 0 ? undefined : tokens[first + index - 1];
      return token === undefined || before === undefined
        ? word
        : text.slice(before.startOffset + before.image.length, token.startOffset) + word;
    })
    .join('');
}

function sectionLine(
  text: string,
  tokens: readonly IToken[],
  lineBreak: IToken | undefined,
  result: readonly CommandLine[] | typeof OPAQUE | undefined,
): SectionLine {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first === undefined || last === undefined || lineBreak === undefined)
    throw new Error('a line without words');
  return {
    start: first.startOffset,
    end: last.startOffset + last.image.length,
    indentation: lineBreak.image.length - (lineBreak.image.startsWith('\r') ? 2 : 1),
    words: { text, tokens, first: 0, end: tokens.length },
    candidates: result === undefined || result === OPAQUE ? [] : result,
    opaque: result === OPAQUE,
  };
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

function keywordsOf(sequence: Sequence): readonly string[] {
  return sequence.flatMap((item) => {
    if (item.kind === 'keyword') return [item.word];
    return item.kind === 'choice' ? item.alternatives.flatMap(keywordsOf) : [];
  });
}
