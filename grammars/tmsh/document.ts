import { type Block, type Element, type Group, parseBlocks } from './blocks.ts';
import {
  isShellText,
  quotedCommands,
  readCommand,
  type Session,
  splitCommands,
  START,
  wordsOf,
} from './commands.ts';
import { COMMON } from './names.ts';
import { withoutRootPrompts } from './operations/root-prompt.ts';
import { beginsObject, type ObjectBlock, readBody, readObject, splitLines, statementOf } from './objects.ts';
import type { Writing } from './properties.ts';
import type { Profile } from './schema/property.ts';
import { type Section, sectionsOf } from './sections.ts';
import type { Statement } from './statement.ts';

/** A file as read. */
export interface Document {
  readonly statements: readonly Statement[];
  /** It has commands: what they change may be made by other files. */
  readonly hasCommands: boolean;
}

/** Reads a file of blocks (bigip.conf, SCF, what `list` prints), of commands, or of both. Never throws. */
export function readDocument(captured: string, profile: Profile): Document {
  const text = withoutRootPrompts(captured);
  const reader = new DocumentReader(text, profile);
  for (const section of sectionsOf(text)) reader.readSection(section);
  return reader.result();
}

/** The statements of one line typed at tmsh, in a module. Never throws. */
export function readCommandLine(
  line: string,
  module: readonly string[],
  profile: Profile,
): readonly Statement[] {
  const session = { ...START, module };
  return parseBlocks(withoutRootPrompts(line), 0).flatMap(({ elements }) => {
    const read = readCommand(elements, session, { profile, isShell: false });
    return read === undefined || 'quoted' in read ? [] : read.statements;
  });
}

class DocumentReader {
  readonly #text: string;
  readonly #profile: Profile;
  readonly #isShell: boolean;
  readonly #statements: Statement[] = [];
  /** Lines that are neither an object nor a command: errors in a file of blocks, the shell's in a script. */
  readonly #others: number[] = [];
  #session: Session = START;
  #hasCommands = false;

  constructor(text: string, profile: Profile) {
    this.#text = text;
    this.#profile = profile;
    this.#isShell = isShellText(text);
  }

  result(): Document {
    const hasCommands = this.#hasCommands || this.#isShell;
    if (hasCommands) {
      for (const index of this.#others) {
        const other = this.#statements[index];
        if (other !== undefined) this.#statements[index] = { ...other, understood: { kind: 'foreign' } };
      }
    }
    return { statements: this.#statements, hasCommands };
  }

  /** A brace too many or too few concerns the object of its section, up to the last brace that closes nothing. */
  readSection({ start, end }: Section): void {
    const blocks = parseBlocks(this.#text.slice(start, end), start);
    const lastStray = blocks.findLastIndex(({ stray }) => stray);
    let owner: ObjectBlock | undefined;
    for (const [index, block] of blocks.entries()) {
      const words = wordsOf(block.elements).map(({ image }) => image);
      if (block.stray) this.#strayBrace(block, owner, index === lastStray);
      else if (this.#isObject(block, words)) {
        const { object, statements } = readObject(block, this.#writing());
        owner = object;
        this.#add(statements);
      } else if (owner !== undefined && index < lastStray) {
        this.#add(readBody(block.elements, owner, this.#writing()));
      } else this.#readLine(block.elements);
    }
  }

  /** An object of a file begins with a module, in the first column where its brace is missing. */
  #isObject({ elements }: Block, words: readonly string[]): boolean {
    if (!beginsObject(words)) return false;
    const hasBraces = elements.some(({ kind }) => kind === 'group');
    const start = elements[0]?.start ?? 0;
    const isInFirstColumn = start === 0 || this.#text[start - 1] === '\n';
    return hasBraces || (isInFirstColumn && words.length > 2);
  }

  #strayBrace({ elements }: Block, owner: ObjectBlock | undefined, isLast: boolean): void {
    if (owner === undefined) this.#add(statementOf(elements, { kind: 'not-a-block', word: '}' }));
    else if (!(owner.isUnopened && isLast)) {
      const { what, start, component } = owner;
      this.#add(statementOf(elements, { kind: 'stray-brace', what, opened: start }, component));
    }
  }

  #readLine(elements: readonly Element[]): void {
    for (const command of splitCommands(elements)) this.#readCommand(command);
  }

  #readCommand(elements: readonly Element[]): void {
    const options = { profile: this.#profile, isShell: this.#isShell };
    const read = readCommand(elements, this.#session, options);
    if (read === undefined) {
      this.#readOther(elements);
      return;
    }
    this.#hasCommands = true;
    if ('quoted' in read) {
      const { text, start } = quotedCommands(read.quoted);
      const outside = this.#session;
      this.#session = START;
      for (const block of parseBlocks(text, start)) this.#readLine(block.elements);
      this.#session = outside;
      return;
    }
    this.#session = read.session;
    this.#add(read.statements);
  }

  /** What is no command: a function of the shell may hold commands; anything else stands for itself. */
  #readOther(elements: readonly Element[]): void {
    const group = elements.find((element): element is Group => element.kind === 'group');
    if (group !== undefined && this.#isShell) {
      this.#other(elements.slice(0, elements.indexOf(group)));
      for (const line of splitLines(group.elements)) this.#readLine(line);
    } else this.#other(elements);
  }

  #other(elements: readonly Element[]): void {
    const [first] = elements;
    const word = first?.kind === 'word' ? first.image : '{';
    const other = statementOf(elements, { kind: 'not-a-block', word });
    if (other.length > 0) this.#others.push(this.#statements.length);
    this.#add(other);
  }

  #writing(): Writing {
    return { profile: this.#profile, isCommand: false, folder: COMMON };
  }

  #add(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statements.push(statement);
  }
}
