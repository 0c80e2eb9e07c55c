import type { Diagnostic, SourceFile, Span } from '../ir/diagnostic.ts';
import { LineIndex } from '../text/lines.ts';

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
/** A finding for machines; lines and columns from 1. */
export interface DiagnosticRow extends Partial<Place> {
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly severity: Diagnostic['severity'];
  readonly code: Diagnostic['code'];
  readonly message: string;
  readonly help?: string;
  readonly related?: readonly (Place & { readonly message: string })[];
}

export function diagnosticRows(
  diagnostics: readonly Diagnostic[],
  files: readonly SourceFile[],
): readonly DiagnosticRow[] {
  const indexes = files.map(({ text }) => new LineIndex(text));
  const placeOf = (file: number, offset: number): Place => {
    const index = indexes[file];
    return {
      file: files[file]?.name ?? '',
      line: index?.line(offset) ?? 0,
      column: index?.column(offset) ?? 0,
    };
  };
  const rangeOf = ({ file, start, end }: Span): Partial<DiagnosticRow> => {
    const last = placeOf(file, end);
    return { ...placeOf(file, start), endLine: last.line, endColumn: last.column };
  };
  return diagnostics.map(({ span, severity, code, message, help, related }) => ({
    ...(span === undefined ? {} : rangeOf(span)),
    severity,
    code,
    message,
    ...(help === undefined ? {} : { help }),
    ...(related === undefined
      ? {}
      : {
          related: related.map((other) => ({
            ...placeOf(other.span.file, other.span.start),
            message: other.message,
          })),
        }),
  }));
}
