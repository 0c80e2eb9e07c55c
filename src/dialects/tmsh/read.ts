import { assignmentOf } from '../../../grammars/tmsh/assignment.ts';
import { readDocument, type Statement } from '../../../grammars/tmsh/document.ts';
import type { Profile } from '../../../grammars/tmsh/schema/property.ts';
import { model, ROOT } from '../../../grammars/tmsh/table.ts';
import { apply } from '../../../grammars/objects/apply.ts';
import { type ConfigurationObject, emptyObject } from '../../../grammars/objects/object.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, SourceFile } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import { LineIndex } from '../../text/lines.ts';
import type { Piece, Read } from '../dialect.ts';
import { problemOf } from './problems.ts';
import { rowIndex } from './rows.ts';

/** text → statements → objects. The files of one device share their objects. */
export function read(files: readonly SourceFile[], profile: Profile): Read {
  const reader = new Reader(files);
  for (const [file, { text }] of files.entries()) reader.readFile(file, readDocument(text, profile));
  return reader.result();
}

class Reader {
  readonly #files: readonly SourceFile[];
  readonly #statements: Piece[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #pending = new Map<Origin, Diagnostic>();
  readonly #root = emptyObject(ROOT, '');
  readonly #lines: LineIndex[] = [];

  constructor(files: readonly SourceFile[]) {
    this.#files = files;
  }

  result(): Read {
    return {
      files: this.#files,
      statements: this.#statements,
      objects: this.#root,
      diagnostics: this.#diagnostics,
      pending: this.#pending,
    };
  }

  readFile(file: number, statements: readonly Statement[]): void {
    let cursor: ConfigurationObject = this.#root;
    for (const statement of statements) {
      const origin = this.#statements.length;
      const { start, end, component, understood } = statement;
      const row = component === undefined ? undefined : rowIndex(component.name, propertyOf(understood));
      const isRead = understood.kind === 'header' || understood.kind === 'property';
      this.#statements.push({
        span: { file, start, end },
        view: component?.name ?? '',
        ...(isRead && row !== undefined ? { row } : {}),
      });
      const assignment = assignmentOf(statement, origin);
      if (assignment === undefined) {
        this.#noteUnread(statement, origin, file, cursor);
        continue;
      }
      const applied = apply(model, assignment.enters === undefined ? cursor : this.#root, assignment);
      cursor = applied.cursor;
      for (const { origin: replaced } of applied.previous) {
        const details = { line: this.#lineOf(file, start), does: 'sets it again' };
        this.#diagnostics.push(diagnostic('TG112', details, { origin: replaced }));
      }
    }
  }

  /** In a component of which only a part is here, what cannot be read matters only to an object that IPsec needs. */
  #noteUnread(statement: Statement, origin: Origin, file: number, cursor: ConfigurationObject): void {
    const text = this.#files[file]?.text ?? '';
    const problem = problemOf(statement, {
      text,
      file,
      origin,
      lineOf: (offset) => this.#lineOf(file, offset),
    });
    if (problem === undefined) return;
    if (cursor.view === statement.component?.name) cursor.unreadable.push(origin);
    if (statement.component?.open === true) this.#pending.set(origin, problem);
    else this.#diagnostics.push(problem);
  }

  #lineOf(file: number, offset: number): number {
    const index = (this.#lines[file] ??= new LineIndex(this.#files[file]?.text ?? ''));
    return index.line(offset);
  }
}

function propertyOf(understood: Statement['understood']): string | undefined {
  return understood.kind === 'property' ? understood.name : undefined;
}
