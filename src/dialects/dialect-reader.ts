import { type ConfigurationObject, emptyObject } from '../../grammars/objects/object.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import type { Origin } from '../ir/origins.ts';
import { LineIndex } from '../text/lines.ts';
import type { Piece, Read } from './dialect.ts';

/** What every dialect's reader collects, file by file. */
export class StatementReader {
  readonly files: readonly SourceFile[];
  readonly root: ConfigurationObject;
  protected readonly statements: Piece[] = [];
  protected readonly diagnostics: Diagnostic[] = [];
  protected readonly pending = new Map<Origin, Diagnostic>();
  readonly #lines: LineIndex[] = [];

  constructor(files: readonly SourceFile[], rootView: string) {
    this.files = files;
    this.root = emptyObject(rootView, '');
  }

  result(): Read {
    const { files, statements, root: objects, diagnostics, pending } = this;
    return { files, statements, objects, diagnostics, pending };
  }

  protected textOf(file: number): string {
    return this.files[file]?.text ?? '';
  }

  /** The line of an offset of a file, from 1. */
  protected lineAt(file: number, offset: number): number {
    return (this.#lines[file] ??= new LineIndex(this.textOf(file))).line(offset);
  }

  /** The line on which a statement begins. */
  protected lineOf(origin: Origin): number {
    const span = this.statements[origin]?.span;
    return span === undefined ? 0 : this.lineAt(span.file, span.start);
  }
}
