import type { SectionLine } from '../notation/command-language.ts';
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
  return TRIVIA.test(firstWord);
}
const SYSTEM = 'system';

/** Reads a saved or typed configuration. Never throws; what it cannot read is a statement all the same. */
export function readDocument(text: string, profile: Profile, syntax: Syntax): readonly Statement[] {
  const { commands, printed } = readSession(text);
  const reader = new DocumentReader(commands, profile, syntax);
  for (const [index, section] of sectionsOf(commands).entries()) reader.read(section, index);
  return withPrinted(reader.statements, printed);
}

function withPrinted(statements: readonly Statement[], printed: readonly Stretch[]): readonly Statement[] {
  if (printed.length === 0) return statements;
  const outputs = printed.map((stretch): Statement => ({
    ...stretch,
    view: SYSTEM,
    section: -1,
    understood: { kind: 'printed' },
  }));
  return [...statements, ...outputs].toSorted((left, right) => left.start - right.start);
}

/** A line `#` in the first column ends a section, and with it the view. A section begins with its line break. */
function sectionsOf(text: string): readonly Stretch[] {
  const sections: Stretch[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/\n#[ \t]*(?=\r?\n|\r?$)/g)) {
    sections.push({ start, end: index });
    start = index + 2;
  }
  sections.push({ start, end: text.length });
  return sections;
}

/** Where the header of the current view stands, and what has been read below it. */
interface Header {
  readonly indentation: number;
  readonly hasBody: boolean;
  readonly isIndented: boolean;
}
const NO_HEADER: Header = { indentation: 0, hasBody: true, isIndented: false };

class DocumentReader {
  readonly statements: Statement[] = [];
  readonly #file: string;
  readonly #profile: Profile;
  readonly #syntax: Syntax;
  #section = 0;
  /** The current view and those above it. */
  #views: readonly string[] = [SYSTEM];
  #header = NO_HEADER;
  /** Indentation of the last line that nobody knows: deeper lines belong to it. */
  #foreign: number | undefined;

  constructor(file: string, profile: Profile, syntax: Syntax) {
    this.#file = file;
    this.#profile = profile;
    this.#syntax = syntax;
  }

  read({ start, end }: Stretch, index: number): void {
    this.#section = index;
    const section = this.#file.slice(start, end);
    const text = section.startsWith('\n') || section.startsWith('\r\n') ? section : `\n${section}`;
    const base = start - (text.length - section.length);
    const emptyView = this.#header.hasBody ? [SYSTEM] : this.#views;
    this.#toSystem();
    const from = this.#skipForeign(text, base);
    if (from === text.length) return;
    const lines = language.readSection(text.slice(from), isTrivia);
    const [first] = lines;
    if (from === 0 && first !== undefined && first.indentation > 0) this.#continueView(first, emptyView);
    for (const line of lines) this.#take(line, base + from);
  }

  #toSystem(): void {
    this.#views = [SYSTEM];
    this.#header = NO_HEADER;
    this.#foreign = undefined;
  }

  /** `#` is a remark to a device: one between a header and its first line does not part them. */
  #continueView(first: SectionLine, views: readonly string[]): void {
    if (views.length < 2 || first.opaque || understand(first, [SYSTEM], this.#profile).kind === 'line')
      return;
    if (understand(first, views, this.#profile).kind === 'line') this.#views = views;
  }

  /**
   * A section whose header no table knows is not parsed up to the next line that stands no deeper and that one may
   * know. Gives the offset of the line break to parse from.
   */
  #skipForeign(text: string, base: number): number {
    let at = 0;
    while (at < text.length) {
      const next = text.indexOf('\n', at + 1);
      const end = next === -1 ? text.length : next;
      const start = text.indexOf('\n', at) + 1;
      const words = text.slice(start, end).trim();
      if (words !== '' && !isTrivia(words)) {
        const indentation = text.slice(start, end).search(/\S/);
        const isBelow = this.#isBelow(indentation);
        const first = /^[^ \t]+/.exec(words)?.[0] ?? '';
        const mayBeKnown = isBelow
          ? isIpsecLine(words)
          : language.mayBeFirstWord(first) || moveOf([words]) !== undefined || isSessionCommand([first]);
        if (mayBeKnown) return at;
        const from = base + start + indentation;
        this.#put({ start: from, end: from + words.length }, SYSTEM, { kind: 'foreign', below: isBelow });
        if (!isBelow) this.#foreign = indentation;
      }
      at = end;
    }
    return at;
  }

  #isBelow(indentation: number): boolean {
    return this.#foreign !== undefined && indentation > this.#foreign;
  }

  #put({ start, end }: Stretch, view: string, understood: UnderstoodStatement): void {
    this.statements.push({ start, end, view, section: this.#section, understood });
  }

  #take(line: SectionLine, base: number): void {
    const images = line.words.tokens.map(({ image }) => image);
    const stretch = { start: base + line.start, end: base + line.end };
    const typedIn = this.#views[0] ?? SYSTEM;
    const move = moveOf(images);
    if (move !== undefined) {
      this.#move(move);
      if (move !== 'return') this.#put(stretch, SYSTEM, { kind: 'foreign', below: false });
    } else if (this.#isBelow(line.indentation) && !this.#opensBelow(line)) {
      this.#put(stretch, typedIn, { kind: 'foreign', below: true });
    } else if (line.opaque && isSessionCommand(images)) {
      this.#put(stretch, SYSTEM, this.#readSessionCommand(stretch));
    } else {
      this.#takeCommand(line, images, stretch);
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
  #opensBelow(line: SectionLine): boolean {
    if (!isIpsecLine(line.words.tokens.map(({ image }) => image).join(' '))) return false;
    const understood = this.#understand(line, [SYSTEM]);
    const opened = understood.kind === 'line' ? understood.line.row.options.enters : undefined;
    if (opened === undefined || !OPEN_BELOW.has(opened)) return false;
    this.#toSystem();
    return true;
  }

  #takeCommand(line: SectionLine, images: readonly string[], stretch: Stretch): void {
    const leaves = this.#views.length > 1 && this.#wouldLeave(line, images);
    const understood = this.#readCommand(line, images, leaves);
    if (understood.kind === 'line') {
      this.#put(stretch, understood.line.row.view, understood);
      this.#enter(line, understood);
      return;
    }
    const view = leaves ? SYSTEM : (viewOf(understood) ?? this.#views[0] ?? SYSTEM);
    if (leaves || (view === SYSTEM && mayOpenView(images[0] ?? ''))) this.#toSystem();
    this.#foreign = line.indentation;
    this.#put(stretch, view, understood);
  }

  #readCommand(line: SectionLine, images: readonly string[], leaves: boolean): UnderstoodStatement {
    const foreign = { kind: 'foreign', below: false } as const;
    const typedIn = this.#views[0] ?? SYSTEM;
    const isOwnView = !leaves && (IPSEC_VIEWS.has(typedIn) || ACL_VIEWS.has(typedIn));
    if (line.opaque && !isOwnView && !language.mayBeFirstWord(images[0] ?? '')) return foreign;
    // Below an indented body a line that stands out is the system view's, even where the body's view has it too.
    const standsOut = leaves && this.#header.isIndented;
    let understood = this.#understand(line, standsOut ? [SYSTEM] : this.#views);
    if (understood.kind !== 'line' && leaves) {
      understood = this.#understand(line, standsOut ? this.#views : [SYSTEM]);
    }
    const isUnknown = line.opaque && understood.kind === 'failure' && understood.failure.word === 0;
    return isUnknown && !isOwnView ? foreign : understood;
  }

  /**
   * Whether a line that the current view does not have ends it: it stands no deeper than the header of an indented
   * body; where nothing is indented, it begins as a command of another feature.
   */
  #wouldLeave(line: SectionLine, images: readonly string[]): boolean {
    const { isIndented, indentation } = this.#header;
    if (isIndented) return line.indentation <= indentation;
    return line.indentation <= indentation && isForeignCommand(images, this.#views[0] ?? SYSTEM);
  }

  #understand(line: SectionLine, views: readonly string[]): UnderstoodStatement {
    const understood = understand(line, views, this.#profile);
    if (this.#syntax === 'lenient' || understood.kind !== 'line') return understood;
    return refusalOf(understood) ?? understood;
  }

  #enter({ indentation }: SectionLine, { line: { row, operator } }: ReadLine): void {
    this.#foreign = undefined;
    const above = this.#views.slice(this.#views.indexOf(row.view));
    if (row.options.enters !== undefined && operator === 'set') {
      this.#views = [row.options.enters, ...above];
      this.#header = { indentation, hasBody: false, isIndented: false };
      return;
    }
    this.#views = above;
    const isIndented = this.#header.isIndented || indentation > this.#header.indentation;
    this.#header = { ...this.#header, hasBody: true, isIndented };
  }
}

/** The view in which a line that cannot be read would stand. */
function viewOf(understood: UnderstoodStatement): string | undefined {
  if (understood.kind === 'problem') return understood.line.row.view;
  return 'view' in understood ? understood.view : undefined;
}
