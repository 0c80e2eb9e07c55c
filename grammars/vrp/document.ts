import { endOfLine, type Line, linesBetween } from '../notation/lines.ts';
import { endOfWord, type Words } from '../notation/words.ts';
import { isForeignCommand } from './foreign-views.ts';
import { readOperational } from './operations/read.ts';
import type { Profile } from './profiles.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { isSessionCommand, moveOf, readSession, type Stretch } from './session.ts';
import { language, type ReadLine, understand, type UnderstoodLine } from './understand.ts';
import { ACL_VIEWS, IPSEC_VIEWS, isIpsecLine, mayOpenView, OPEN_BELOW } from './views.ts';

/** A statement: a line other than separator, blank, comment, header and `return`. Offsets are into the file's text. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  /** The view that it belongs to; of one that cannot be read, the view in which it was typed. */
  readonly view: string;
  /** Counts the parts between lines `#`. */
  readonly section: number;
  readonly understood: UnderstoodStatement;
}
/**
 * `foreign`: no table knows its first word, or it stands below a header that none knows (`below`). `printed`: output of
 * a device in a capture.
 */
export type UnderstoodStatement =
  | UnderstoodLine
  | { readonly kind: 'foreign'; readonly below: boolean }
  | { readonly kind: 'printed' }
  /** Asked of the device, and no configuration. */
  | { readonly kind: 'operation' }
  | Refusal;

/** `strict`: abbreviations, other letter case, old and lab spellings and masked addresses are not read. */
export type Syntax = 'lenient' | 'strict';

/** Lines that say nothing: the release in the first line, comments, `!Software Version …`, the end, NUL padding. */
const TRIVIA = /^(?:[#!]|\[V\d{3}R\d{3}|\0+$)/;
function isTrivia(firstWord: string): boolean {
  // A letter begins nearly every line.
  return firstWord.charCodeAt(0) < LOWER_A && TRIVIA.test(firstWord);
}
const LOWER_A = 97;
const SYSTEM = 'system';
const SYSTEM_VIEW: readonly string[] = [SYSTEM];

/** Reads a saved or typed configuration. Never throws; what it cannot read is a statement all the same. */
export function readDocument(text: string, profile: Profile, syntax: Syntax): readonly Statement[] {
  return [...readSections(text, profile, syntax)].flat();
}

/** The same, part by part, so that a large file's statements need not all be there at once. */
export function* readSections(
  text: string,
  profile: Profile,
  syntax: Syntax,
): Generator<readonly Statement[], void> {
  const { commands, printed } = readSession(text);
  language.prepare(commands);
  const reader = new DocumentReader(commands, profile, syntax);
  if (printed.length > 0) {
    yield withPrinted(
      [...sectionsOf(commands)].flatMap((section) => reader.read(section)),
      printed,
    );
    return;
  }
  for (const section of sectionsOf(commands)) yield reader.read(section);
}

function withPrinted(statements: readonly Statement[], printed: readonly Stretch[]): readonly Statement[] {
  const outputs = printed.map((stretch): Statement => ({
    ...stretch,
    view: SYSTEM,
    section: -1,
    understood: { kind: 'printed' },
  }));
  return [...statements, ...outputs].toSorted((left, right) => left.start - right.start);
}

/** A line `#` in the first column ends a section, and with it the view. A section begins with the line below it. */
function* sectionsOf(text: string): Generator<Stretch, void> {
  let start = 0;
  for (const { index } of text.matchAll(/\n#[ \t]*(?=\r?\n|\r?$)/g)) {
    yield { start, end: index };
    const next = text.indexOf('\n', index + 1);
    start = next === -1 ? text.length : next + 1;
  }
  yield { start, end: text.length };
}

/** Where the header of the current view stands, and what has been read below it. */
interface Header {
  readonly indentation: number;
  readonly hasBody: boolean;
  readonly isIndented: boolean;
}
const NO_HEADER: Header = { indentation: 0, hasBody: true, isIndented: false };

class DocumentReader {
  readonly #file: string;
  readonly #profile: Profile;
  readonly #syntax: Syntax;
  #statements: Statement[] = [];
  #section = -1;
  /** The current view and those above it. */
  #views: readonly string[] = SYSTEM_VIEW;
  #header = NO_HEADER;
  /** Indentation of the last line that nobody knows: deeper lines belong to it. */
  #foreign: number | undefined;

  constructor(file: string, profile: Profile, syntax: Syntax) {
    this.#file = file;
    this.#profile = profile;
    this.#syntax = syntax;
  }

  /** The statements of the next section. */
  read({ start, end }: Stretch): readonly Statement[] {
    this.#statements = [];
    this.#section += 1;
    const emptyView = this.#header.hasBody ? SYSTEM_VIEW : this.#views;
    this.#toSystem();
    const from = this.#skipForeign(start, end);
    let isFirst = from === start;
    for (const line of linesBetween(this.#file, from, end, isTrivia)) {
      if (isFirst && line.indentation > 0) this.#continueView(line, emptyView);
      isFirst = false;
      this.#take(line);
    }
    return this.#statements;
  }

  #toSystem(): void {
    this.#views = SYSTEM_VIEW;
    this.#header = NO_HEADER;
    this.#foreign = undefined;
  }

  /** `#` is a remark to a device: one between a header and its first line does not part them. */
  #continueView({ words }: Line, views: readonly string[]): void {
    if (views.length < 2 || isOpaque(words)) return;
    if (understand(words, SYSTEM_VIEW, this.#profile).kind === 'line') return;
    if (understand(words, views, this.#profile).kind === 'line') this.#views = views;
  }

  /**
   * A section whose header no table knows is not parsed up to the next line that stands no deeper and that one may
   * know. Gives the offset of the line to parse from; that of the section where its first line may be known.
   */
  #skipForeign(start: number, end: number): number {
    for (let at = start; at < end;) {
      const lineEnd = endOfLine(this.#file, at, end);
      const line = this.#file.slice(at, lineEnd);
      const words = line.trim();
      if (words !== '' && !isTrivia(words)) {
        const indentation = line.search(/\S/);
        const isBelow = this.#isBelow(indentation);
        const first = /^[^ \t]+/.exec(words)?.[0] ?? '';
        const mayBeKnown = isBelow
          ? isIpsecLine(words)
          : language.mayBeFirstWord(first) || moveOf([words]) !== undefined || isSessionCommand([first]);
        if (mayBeKnown) return at;
        const from = at + indentation;
        this.#put({ start: from, end: from + words.length }, SYSTEM, { kind: 'foreign', below: isBelow });
        if (!isBelow) this.#foreign = indentation;
      }
      at = lineEnd + 1;
    }
    return end;
  }

  #isBelow(indentation: number): boolean {
    return this.#foreign !== undefined && indentation > this.#foreign;
  }

  #put({ start, end }: Stretch, view: string, understood: UnderstoodStatement): void {
    this.#statements.push({ start, end, view, section: this.#section, understood });
  }

  #take(line: Line): void {
    const { words, indentation } = line;
    const { images } = words;
    const stretch = { start: words.starts[0] ?? 0, end: endOfWord(words, words.end - 1) };
    const typedIn = this.#views[0] ?? SYSTEM;
    const move = moveOf(images);
    if (move !== undefined) {
      this.#move(move);
      if (move !== 'return') this.#put(stretch, SYSTEM, { kind: 'foreign', below: false });
    } else if (this.#isBelow(indentation) && !this.#opensBelow(words)) {
      this.#put(stretch, typedIn, { kind: 'foreign', below: true });
    } else if (isOpaque(words) && isSessionCommand(images)) {
      this.#put(stretch, SYSTEM, this.#readSessionCommand(stretch));
    } else {
      this.#takeCommand(line, stretch);
    }
  }

  #readSessionCommand({ start, end }: Stretch): UnderstoodStatement {
    const read = readOperational(this.#file.slice(start, end), { profile: this.#profile });
    return read.kind === 'other' ? { kind: 'foreign', below: false } : { kind: 'operation' };
  }

  /** `return` and `system-view` go to system view, `quit` one view up. */
  #move(move: 'quit' | 'return' | 'system-view'): void {
    const above = this.#views.slice(1);
    this.#toSystem();
    if (move === 'quit' && above.length > 0) this.#views = above;
  }

  /** Whether a line below one that nobody knows opens a view of IPsec all the same. */
  #opensBelow(words: Words): boolean {
    if (!isIpsecLine(words.images.join(' '))) return false;
    const understood = this.#understand(words, SYSTEM_VIEW);
    const opened = understood.kind === 'line' ? understood.line.row.options.enters : undefined;
    if (opened === undefined || !OPEN_BELOW.has(opened)) return false;
    this.#toSystem();
    return true;
  }

  #takeCommand(line: Line, stretch: Stretch): void {
    const leaves = this.#views.length > 1 && this.#wouldLeave(line);
    const understood = this.#readCommand(line.words, leaves);
    if (understood.kind === 'line') {
      this.#put(stretch, understood.line.row.view, understood);
      this.#enter(line, understood);
      return;
    }
    const view = leaves ? SYSTEM : (viewOf(understood) ?? this.#views[0] ?? SYSTEM);
    if (leaves || (view === SYSTEM && mayOpenView(line.words.images[0] ?? ''))) this.#toSystem();
    this.#foreign = line.indentation;
    this.#put(stretch, view, understood);
  }

  #readCommand(words: Words, leaves: boolean): UnderstoodStatement {
    const foreign = { kind: 'foreign', below: false } as const;
    const typedIn = this.#views[0] ?? SYSTEM;
    const isOwnView = !leaves && (IPSEC_VIEWS.has(typedIn) || ACL_VIEWS.has(typedIn));
    const isUnknown = isOpaque(words);
    if (isUnknown && !isOwnView && !language.mayBeFirstWord(words.images[0] ?? '')) return foreign;
    // Below an indented body a line that stands out is the system view's, even where the body's view has it too.
    const standsOut = leaves && this.#header.isIndented;
    let understood = this.#understand(words, standsOut ? SYSTEM_VIEW : this.#views);
    if (understood.kind !== 'line' && leaves) {
      understood = this.#understand(words, standsOut ? this.#views : SYSTEM_VIEW);
    }
    const isNothing = isUnknown && understood.kind === 'failure' && understood.failure.word === 0;
    return isNothing && !isOwnView ? foreign : understood;
  }

  /**
   * Whether a line that the current view does not have ends it: it stands no deeper than the header of an indented
   * body; where nothing is indented, it begins as a command of another feature.
   */
  #wouldLeave({ words, indentation }: Line): boolean {
    const header = this.#header;
    if (indentation > header.indentation) return false;
    return header.isIndented || isForeignCommand(words.images, this.#views[0] ?? SYSTEM);
  }

  #understand(words: Words, views: readonly string[]): UnderstoodStatement {
    const understood = understand(words, views, this.#profile);
    if (this.#syntax === 'lenient' || understood.kind !== 'line') return understood;
    return refusalOf(understood) ?? understood;
  }

  #enter({ indentation }: Line, { line: { row, operator } }: ReadLine): void {
    this.#foreign = undefined;
    const depth = this.#views.indexOf(row.view);
    const above = depth === 0 ? this.#views : this.#views.slice(depth);
    if (row.options.enters !== undefined && operator === 'set') {
      this.#views = [row.options.enters, ...above];
      this.#header = { indentation, hasBody: false, isIndented: false };
      return;
    }
    this.#views = above;
    const header = this.#header;
    const isIndented = header.isIndented || indentation > header.indentation;
    if (header.hasBody && header.isIndented === isIndented) return;
    this.#header = { indentation: header.indentation, hasBody: true, isIndented };
  }
}

/** No table knows the first word. */
function isOpaque({ images }: Words): boolean {
  return !language.knowsFirstWord(images[0] ?? '');
}

/** The view in which a line that cannot be read would stand. */
function viewOf(understood: UnderstoodStatement): string | undefined {
  if (understood.kind === 'problem') return understood.line.row.view;
  return 'view' in understood ? understood.view : undefined;
}
