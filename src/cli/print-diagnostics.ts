import type { Dialect } from '../dialects/dialect.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import { caretLines } from '../text/caret.ts';
import { LineIndex } from '../text/lines.ts';

/** Of one code so many are shown; a count stands for the others. */
const MOST_OF_A_CODE = 20;

/** Findings as people read them: file, line, column, the line with a caret, what to do. Secrets are masked. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: readonly SourceFile[],
  dialect: Pick<Dialect, 'secretsIn'>,
): string[] {
  const indexes = files.map(({ text }) => new LineIndex(text));
  const counts = new Map<string, number>();
  const lines = diagnostics.flatMap((found) => {
    const count = (counts.get(found.code) ?? 0) + 1;
    counts.set(found.code, count);
    return count > MOST_OF_A_CODE ? [] : printOne(found, files, indexes, dialect);
  });
  for (const [code, count] of counts) {
    if (count > MOST_OF_A_CODE) lines.push(`... and ${count - MOST_OF_A_CODE} more of [${code}]`);
  }
  return lines;
}

function printOne(
  { code, severity, message, span, help }: Diagnostic,
  files: readonly SourceFile[],
  indexes: readonly LineIndex[],
  dialect: Pick<Dialect, 'secretsIn'>,
): readonly string[] {
  const file = span === undefined ? undefined : files[span.file];
  const index = span === undefined ? undefined : indexes[span.file];
  if (span === undefined || file === undefined || index === undefined) {
    return [`${severity}: ${message} [${code}]`];
  }
  const line = index.line(span.start);
  const start = index.lineStart(line);
  const text = lineAt(file.text, start);
  const column = span.start - start;
  const secrets = dialect.secretsIn(text);
  const marked = { start: column, end: Math.min(span.end - start, text.length) };
  return [
    `${file.name}:${line}:${column + 1}: ${severity}: ${message} [${code}]`,
    ...(severity === 'note' ? [] : caretLines(line, text, marked, secrets)),
    ...(help === undefined ? [] : [`   help: ${help}`]),
  ];
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}
