import type { SourceFile, Span } from '../ir/diagnostic.ts';
import type { Origin } from '../ir/origins.ts';
import { LineIndex } from './lines.ts';

/** Where a statement stands, for a sentence: "line 26", with the file where there are several. */
export function statementPlaces(
  statements: readonly { readonly span: Span }[],
  files: readonly SourceFile[],
): (origin: Origin) => string {
  const indexes: LineIndex[] = [];
  return (origin) => {
    const span = statements[origin]?.span;
    const file = span === undefined ? undefined : files[span.file];
    if (span === undefined || file === undefined) return 'another statement';
    const index = (indexes[span.file] ??= new LineIndex(file.text));
    const line = `line ${index.line(span.start)}`;
    return files.length > 1 ? `${line} of ${file.name}` : line;
  };
}
