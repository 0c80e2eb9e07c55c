import { assignmentOf } from '../../../grammars/tmsh/assignment.ts';
import { readDocument, type Statement } from '../../../grammars/tmsh/document.ts';
import type { Profile } from '../../../grammars/tmsh/schema/property.ts';
import { model, ROOT } from '../../../grammars/tmsh/table.ts';
import { apply } from '../../../grammars/objects/apply.ts';
import type { ConfigurationObject } from '../../../grammars/objects/object.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { SourceFile } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import type { Read } from '../dialect.ts';
import { StatementReader } from '../dialect-reader.ts';
import { problemOf } from './problems.ts';
import { rowIndex } from './rows.ts';

/** text → statements → objects. The files of one device share their objects. */
export function read(files: readonly SourceFile[], profile: Profile): Read {
  const reader = new Reader(files, ROOT);
  for (const [file, { text }] of files.entries()) reader.readFile(file, readDocument(text, profile));
  return reader.result();
}

class Reader extends StatementReader {
  readFile(file: number, statements: readonly Statement[]): void {
    let cursor: ConfigurationObject = this.root;
    for (const statement of statements) {
      const origin = this.statements.length;
      const { start, end, component, understood } = statement;
      const row = component === undefined ? undefined : rowIndex(component.name, propertyOf(understood));
      const isRead = understood.kind === 'header' || understood.kind === 'property';
      this.statements.push({
        span: { file, start, end },
        view: component?.name ?? '',
        ...(isRead && row !== undefined ? { row } : {}),
      });
      const assignment = assignmentOf(statement, origin);
      if (assignment === undefined) {
        this.#noteUnread(statement, origin, file, cursor);
        continue;
      }
      const applied = apply(model, assignment.enters === undefined ? cursor : this.root, assignment);
      cursor = applied.cursor;
      for (const { origin: replaced } of applied.previous) {
        const details = { line: this.lineAt(file, start), does: 'sets it again' };
        this.diagnostics.push(diagnostic('TG112', details, { origin: replaced }));
      }
    }
  }

  /** In a component of which only a part is here, what cannot be read matters only to an object that IPsec needs. */
  #noteUnread(statement: Statement, origin: Origin, file: number, cursor: ConfigurationObject): void {
    const text = this.textOf(file);
    const problem = problemOf(statement, {
      text,
      file,
      origin,
      lineOf: (offset) => this.lineAt(file, offset),
    });
    if (problem === undefined) return;
    if (cursor.view === statement.component?.name) cursor.unreadable.push(origin);
    if (statement.component?.open === true) this.pending.set(origin, problem);
    else this.diagnostics.push(problem);
  }
}

function propertyOf(understood: Statement['understood']): string | undefined {
  return understood.kind === 'property' ? understood.name : undefined;
}
