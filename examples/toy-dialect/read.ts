import { assignmentsOf } from '../../grammars/notation/assignment.ts';
import { linesBetween } from '../../grammars/notation/lines.ts';
import { endOfWord } from '../../grammars/notation/words.ts';
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
    const text = this.textOf(file);
    for (const { words } of linesBetween(text, 0, text.length, (word) => word.startsWith('#'))) {
      const origin = this.statements.length;
      const span = { file, start: words.starts[0] ?? 0, end: endOfWord(words, words.end - 1) };
      const understood = language.understand(words, ['system'], profile);
      const row = understood.kind === 'line' ? { row: understood.line.row.index } : {};
      this.statements.push({ span, view: 'system', ...row });
      if (understood.kind !== 'line') {
        const word = words.images[0] ?? '';
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
