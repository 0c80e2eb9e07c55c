import { type ConfigurationObject, emptyObject } from '../../grammars/objects/object.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import type { Operation } from '../ir/operation.ts';
import type { Origin } from '../ir/origins.ts';
import { LineIndex } from '../text/lines.ts';
import type { Piece, Read, ReadOperation } from './dialect.ts';
import type { TypedCommand } from './dialect-operations.ts';

/** What every dialect's reader collects, file by file. */
export class StatementReader {
  readonly files: readonly SourceFile[];
  readonly root: ConfigurationObject;
  protected readonly statements: Piece[] = [];
  protected readonly diagnostics: Diagnostic[] = [];
  protected readonly operations: ReadOperation[] = [];
  protected readonly pending = new Map<Origin, Diagnostic>();
  readonly #lines: LineIndex[] = [];

  constructor(files: readonly SourceFile[], rootView: string) {
    this.files = files;
    this.root = emptyObject(rootView, '');
  }

  result(): Read {
    const { files, statements, root: objects, diagnostics, operations, pending } = this;
    return { files, statements, objects, diagnostics, operations, pending };
  }

  protected textOf(file: number): string {
    return this.files[file]?.text ?? '';
  }

  /** Notes what a statement asks; `base`: where in its file the offsets of the command count from. */
  protected noteCommand(command: TypedCommand, origin: Origin, file: number, base: number): void {
    const placed = (found: Diagnostic): Diagnostic => ({
      ...found,
      origin,
      ...(found.span === undefined
        ? {}
        : { span: { file, start: base + found.span.start, end: base + found.span.end } }),
    });
    if (command.kind === 'refused') this.diagnostics.push(placed(command.diagnostic));
    if (command.kind !== 'operation') return;
    const { operation, filters, diagnostics } = command;
    this.operations.push({ origins: [origin], operation, filters, diagnostics: diagnostics.map(placed) });
  }

  /** Notes that a statement is the answer to the one before it, where that asked for something. `isAnswer`: by what was asked. */
  protected noteAnswer(origin: Origin, isAnswer: (asked: Operation) => boolean): void {
    const last = this.operations.at(-1);
    if (last?.origins[0] === origin - 1 && isAnswer(last.operation)) {
      this.operations[this.operations.length - 1] = { ...last, answered: true };
    }
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
