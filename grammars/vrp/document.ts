import type { CommandLine } from '../notation/command-table.ts';
import { CommandLanguage, type SectionLine, type Understood } from '../notation/command-language.ts';
import type { Values } from '../objects/object.ts';
import type { Profile } from './profiles.ts';
import { table } from './table.ts';

/** A statement: a line other than separator, blank, comment, header and `return`. Offsets are into the file's text. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  /** The view that it belongs to; of one that cannot be read, the view in which it was typed. */
  readonly view: string;
  readonly understood: UnderstoodStatement;
}
/** `foreign`: no table knows its first word, or it stands below a header that none knows. */
export type UnderstoodStatement =
  | {
      readonly kind: 'line';
      readonly line: CommandLine;
      readonly values: Values;
      /** The line in full, where it was typed otherwise. */
      readonly canonical?: string;
    }
  | Exclude<Understood, { kind: 'line' }>
  | { readonly kind: 'foreign' };

/** The commands of VRP, compiled when the first file is read. */
export const language = new CommandLanguage(table);

/** Lines that say nothing: the release in the first line, comments, `!Software Version …`, the end, NUL padding. */
const TRIVIA = /^(?:[#!]|\[V\d{3}R\d{3}|\0+$)/;
const SYSTEM = 'system';

/** Reads a saved or typed configuration. Never throws; what it cannot read is a statement all the same. */
export function readDocument(text: string, profile: Profile): readonly Statement[] {
  return sectionsOf(text).flatMap(({ start, end }) => new SectionReader(text, start, end, profile).read());
}

interface Section {
  readonly start: number;
  readonly end: number;
}

/** A line `#` in the first column ends a section, and with it the view. A section begins with its line break. */
function sectionsOf(text: string): readonly Section[] {
  const sections: Section[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/\n#[ \t]*(?=\r?\n|\r?$)/g)) {
    sections.push({ start, end: index });
    start = index + 2;
  }
  sections.push({ start, end: text.length });
  return sections;
}

class SectionReader {
  readonly #profile: Profile;
  readonly #text: string;
  /** Offset in the file of the section's first character; the text given to the parser begins with a line break. */
  readonly #base: number;
  /** The current view and those above it. */
  #views: readonly string[] = [SYSTEM];
  /** Below a header that no table knows, deeper lines belong to it. */
  #foreignIndentation: number | undefined;

  constructor(file: string, start: number, end: number, profile: Profile) {
    const section = file.slice(start, end);
    const rest = section.startsWith('\n') || section.startsWith('\r\n') ? section : `\n${section}`;
    this.#text = rest;
    this.#base = start - (rest.length - section.length);
    this.#profile = profile;
  }

  read(): readonly Statement[] {
    const from = this.#firstKnownLine();
    const foreign = foreignLines(this.#text.slice(0, from), this.#base);
    const lines = from === this.#text.length ? [] : language.readSection(this.#text.slice(from), isTrivia);
    return [...foreign, ...lines.flatMap((line) => this.#statement(line, this.#base + from))];
  }

  /** A section whose header no table knows is not parsed up to the next line in its first column that one knows. */
  #firstKnownLine(): number {
    let at = 0;
    let isFirst = true;
    while (at < this.#text.length) {
      const lineEnd = this.#text.indexOf('\n', at + 1);
      const end = lineEnd === -1 ? this.#text.length : lineEnd;
      const line = this.#text.slice(at + 1, end);
      const word = /[^ \t\r]+/.exec(line)?.[0];
      const counts = word !== undefined && !isTrivia(word);
      if (counts && (isFirst || !/^[ \t]/.test(line)) && language.knowsFirstWord(word)) return at;
      if (counts) isFirst = false;
      at = end;
    }
    return at;
  }

  #statement(line: SectionLine, base: number): readonly Statement[] {
    const typedIn = this.#views[0] ?? SYSTEM;
    const word = line.words.tokens[0]?.image;
    if (line.words.tokens.length === 1 && (word === 'return' || word === 'quit')) {
      this.#views = word === 'quit' && this.#views.length > 1 ? this.#views.slice(1) : [SYSTEM];
      return [];
    }
    const span = { start: base + line.start, end: base + line.end };
    if (this.#foreignIndentation !== undefined && line.indentation > this.#foreignIndentation) {
      return [{ ...span, view: typedIn, understood: { kind: 'foreign' } }];
    }
    const understood: UnderstoodStatement = line.opaque
      ? { kind: 'foreign' }
      : language.understand(line, this.#views, this.#profile);
    if (understood.kind !== 'line') {
      this.#foreignIndentation = line.indentation;
      return [{ ...span, view: typedIn, understood }];
    }
    this.#foreignIndentation = undefined;
    const { row, operator } = understood.line;
    const above = this.#views.slice(this.#views.indexOf(row.view));
    this.#views =
      row.options.enters !== undefined && operator === 'set' ? [row.options.enters, ...above] : above;
    return [{ ...span, view: row.view, understood }];
  }
}

function isTrivia(firstWord: string): boolean {
  return TRIVIA.test(firstWord);
}

/** The lines of a part that is not parsed. */
function foreignLines(text: string, base: number): readonly Statement[] {
  return [...text.matchAll(/[^ \t\r\n][^\r\n]*/g)].flatMap(({ 0: line, index }) => {
    const words = line.trimEnd();
    if (isTrivia(words) || words === 'return' || words === 'quit') return [];
    return [
      {
        start: base + index,
        end: base + index + words.length,
        view: SYSTEM,
        understood: { kind: 'foreign' as const },
      },
    ];
  });
}
