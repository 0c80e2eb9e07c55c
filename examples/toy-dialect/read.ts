import { assignmentsOf } from '../../grammars/notation/assignment.ts';
import { apply } from '../../grammars/objects/apply.ts';
import type { Read } from '../../src/dialects/dialect.ts';
import { StatementReader } from '../../src/dialects/dialect-reader.ts';
import { diagnostic } from '../../src/ir/codes.ts';
import type { SourceFile } from '../../src/ir/diagnostic.ts';
import { language, table } from './grammar.ts';

/** text → statements → objects: each line is a statement, and every statement has an origin. */
export function read(files: readonly SourceFile[], profile: string): Read {
  const reader = new ToyReader(files, 'system');
  for (const file of files.keys()) reader.readFile(file, profile);
  return reader.result();
}

class ToyReader extends StatementReader {
  readFile(file: number, profile: string): void {
    // A section begins with a line break: offsets are one too many.
    const lines = language.readSection(`\n${this.textOf(file)}`, (word) => word.startsWith('#'));
    for (const line of lines) {
      const origin = this.statements.length;
      const span = { file, start: line.start - 1, end: line.end - 1 };
      const understood = language.understand(line, ['system'], profile);
      const row = understood.kind === 'line' ? { row: understood.line.row.index } : {};
      this.statements.push({ span, view: 'system', ...row });
      if (understood.kind !== 'line') {
        const word = line.words.tokens[0]?.image ?? '';
        const details = { word, kind: 'command', where: 'the toy language' };
        this.diagnostics.push(diagnostic('TG101', details, { origin, span }));
        continue;
      }
      for (const assignment of assignmentsOf(understood.line, understood.values, origin)) {
        for (const { origin: replaced } of apply(table.model, this.root, assignment).previous) {
          const details = { line: this.lineOf(origin), does: 'sets it again' };
          this.diagnostics.push(diagnostic('TG112', details, { origin: replaced }));
        }
      }
    }
  }
}
