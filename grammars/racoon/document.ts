import { type Block, parseBlocks, type Part, type Statement } from './blocks.ts';
import { chunksOf } from './chunks.ts';
import { readRemoteHead, readSainfoHead } from './heads.ts';
import type { Section } from './schema/directive.ts';
import type { RacoonStatement, Understood } from './statement.ts';
import { ROOT, sectionOf } from './table.ts';
import { readValue, type ReadValue, type Syntax } from './values.ts';

/** Reads a racoon.conf that stands at an offset of its file. Never throws. */
export function readConfiguration(text: string, base: number, syntax: Syntax): readonly RacoonStatement[] {
  const statements: RacoonStatement[] = [];
  for (const chunk of chunksOf(text)) {
    const reader = new ConfigurationReader(base + chunk.start, syntax, statements);
    reader.read(parseBlocks(chunk.text), ROOT);
  }
  return statements;
}

class ConfigurationReader {
  readonly #statements: RacoonStatement[];
  readonly #base: number;
  readonly #syntax: Syntax;

  /** `statements`: where those that are read are added. */
  constructor(base: number, syntax: Syntax, statements: RacoonStatement[]) {
    this.#base = base;
    this.#syntax = syntax;
    this.#statements = statements;
  }

  read(statements: readonly Statement[], view: string): void {
    for (const [index, statement] of statements.entries()) {
      if (this.#isLost(statement, view)) {
        this.read(statements.slice(index), ROOT);
        return;
      }
      this.#statement(statement, view);
    }
  }

  /** A block of the top inside another block: the other one was never closed. */
  #isLost({ parts: [first], block }: Statement, view: string): boolean {
    const section = sectionOf(view);
    if (view === ROOT || block === undefined || first === undefined || section === undefined) return false;
    return (
      sectionOf(ROOT)?.sections.includes(first.image) === true &&
      section.directives[first.image] === undefined &&
      !section.sections.includes(first.image)
    );
  }

  #statement(statement: Statement, view: string): void {
    const section = sectionOf(view);
    const [first, ...rest] = statement.parts;
    if (section === undefined) return;
    if (first === undefined) {
      this.#add(statement, view, { kind: 'unknown', word: '{', where: whereIs(view), near: [] });
      this.#foreign(statement.block, view);
      return;
    }
    if (first.kind === 'stray' && statement.ended === 'nothing' && rest.length === 0) {
      this.#add(statement, view, this.#stray(first));
      return;
    }
    const cut = this.#missingSemicolon(statement.parts, section);
    if (cut !== undefined) {
      const last = statement.parts[cut - 1];
      const end = last?.end ?? statement.end;
      this.#statement(
        { parts: statement.parts.slice(0, cut), ended: 'nothing', start: statement.start, end },
        view,
      );
      const next = statement.parts[cut]?.start ?? end;
      this.#statement({ ...statement, parts: statement.parts.slice(cut), start: next }, view);
      return;
    }
    if (section.sections.includes(first.image) && first.kind === 'word')
      this.#section(statement, first, rest, view);
    else this.#directive(statement, first, rest, view, section);
  }

  /** A block is not followed by `;`, and a brace has its partner. */
  #stray(part: Part): Understood {
    const at = this.#place(part);
    if (part.image === ';') {
      const help = 'a block is not followed by ";", and a statement has one';
      return this.#syntax === 'lenient'
        ? { kind: 'surplus', word: ';' }
        : { kind: 'syntax-error', word: part.image, at, help };
    }
    return { kind: 'syntax-error', word: part.image, at, help: 'nothing is open here' };
  }

  /** Where a line begins with a directive of the block, the one before it ended without its semicolon. */
  #missingSemicolon(parts: readonly Part[], { directives, sections }: Section): number | undefined {
    const isName = ({ kind, image, opensLine }: Part): boolean =>
      kind === 'word' && opensLine && (directives[image] !== undefined || sections.includes(image));
    const cut = parts.findIndex((part, index) => index > 0 && isName(part));
    return cut === -1 ? undefined : cut;
  }

  #section(statement: Statement, first: Part, rest: readonly Part[], view: string): void {
    const opens = first.image;
    const head = this.#head(opens, rest);
    const inherits =
      head.kind === 'values' && Object.keys(head.values).some((name) => name.startsWith('parent-'));
    if (statement.block === undefined && !(inherits && statement.ended === 'semicolon')) {
      this.#add(statement, view, { kind: 'missing-value', word: opens });
      return;
    }
    const { block } = statement;
    if (head.kind !== 'values') {
      this.#add(statement, view, this.#problem(first, head));
      this.#foreign(block, opens);
      return;
    }
    const isCut =
      block !== undefined && (!block.closed || block.statements.some((inner) => this.#isLost(inner, opens)));
    this.#add(statement, view, {
      kind: 'header',
      opens,
      values: head.values,
      ...(head.readAs === undefined ? {} : { readAs: head.readAs }),
      ...(isCut ? { unclosed: true } : {}),
    });
    if (block !== undefined) this.read(block.statements, opens);
  }

  /** What stands in a block that nothing opened. */
  #foreign(block: Block | undefined, view: string): void {
    for (const statement of block?.statements ?? []) {
      if (this.#isLost(statement, view)) {
        this.#statement(statement, ROOT);
        continue;
      }
      this.#add(statement, view, { kind: 'unopened' });
      this.#foreign(statement.block, view);
    }
  }

  #head(opens: string, rest: readonly Part[]): ReadValue {
    if (opens === 'remote') return readRemoteHead(rest, this.#syntax);
    if (opens === 'sainfo') return readSainfoHead(rest, this.#syntax);
    const [extra] = rest;
    return extra === undefined ? { kind: 'values', values: {} } : { kind: 'too-many', part: extra };
  }

  #directive(statement: Statement, first: Part, rest: readonly Part[], view: string, section: Section): void {
    const directive = section.directives[first.image];
    if (directive === undefined || first.kind !== 'word') {
      const near = [...Object.keys(section.directives), ...section.sections];
      this.#add(statement, view, { kind: 'unknown', word: first.image, where: whereIs(view), near });
      this.#foreign(statement.block, view);
      return;
    }
    const isEqual = rest[0]?.kind === 'stray' && rest[0].image === '=';
    const given = isEqual && this.#syntax === 'lenient' ? rest.slice(1) : rest;
    const read = readValue(directive, given, this.#syntax);
    if (statement.block !== undefined) {
      this.#add(statement, view, {
        kind: 'too-many',
        word: '{',
        command: `"${first.image}"`,
        at: this.#place(first),
      });
      this.#foreign(statement.block, view);
      return;
    }
    if (read.kind !== 'values') {
      this.#add(statement, view, this.#problem(first, read));
      return;
    }
    const isOpen = statement.ended === 'nothing';
    if (isOpen && this.#syntax === 'strict') {
      this.#add(statement, view, { kind: 'no-semicolon', word: first.image });
      return;
    }
    const readAs = read.readAs ?? (isEqual || isOpen ? `${saidBy([first, ...given])};` : undefined);
    this.#add(statement, view, {
      kind: 'directive',
      name: first.image,
      directive,
      values: read.values,
      ...(readAs === undefined ? {} : { readAs }),
    });
  }

  #problem({ image: word }: Part, read: Exclude<ReadValue, { kind: 'values' }>): Understood {
    switch (read.kind) {
      case 'missing':
        return { kind: 'missing-value', word };
      case 'mismatch': {
        const { part, mismatch, what } = read;
        return { kind: 'wrong-value', word: what ?? `"${word}"`, at: this.#place(part), mismatch };
      }
      case 'refused':
        return { kind: 'refused', word: read.part.image, words: read.words, at: this.#place(read.part) };
      case 'too-many':
        return { kind: 'too-many', word: read.part.image, command: `"${word}"`, at: this.#place(read.part) };
      default:
        return read satisfies never;
    }
  }

  #place({ start, end }: Part): { readonly start: number; readonly end: number } {
    return { start: this.#base + start, end: this.#base + end };
  }

  #add({ start, end }: Statement, view: string, understood: Understood): void {
    this.#statements.push({ start: this.#base + start, end: this.#base + end, view, understood });
  }
}

function saidBy(parts: readonly Part[]): string {
  return parts.map(({ kind, image }) => (kind === 'text' ? `"${image}"` : image)).join(' ');
}

function whereIs(view: string): string {
  return view === ROOT ? 'a racoon.conf' : `"${view}"`;
}
