import type { Dialect } from '../dialects/dialect.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import { caretLines } from '../text/caret.ts';
import { LineIndex } from '../text/lines.ts';
import { type Paint, plain } from './colour.ts';

/** Of one code so many are shown; a count stands for the others. */
const MOST_OF_A_CODE = 20;

/** Findings as people read them: file, line, column, the line with a caret, what to do. Secrets are masked. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: readonly SourceFile[],
  dialect: Pick<Dialect, 'secretsIn'>,
  paint: Paint = plain,
): string[] {
  const indexes = files.map(({ text }) => new LineIndex(text));
  const counts = new Map<string, number>();
  const lines = diagnostics.flatMap((found) => {
    const count = (counts.get(found.code) ?? 0) + 1;
    counts.set(found.code, count);
    return count > MOST_OF_A_CODE ? [] : printOne(found, { files, indexes, dialect, paint });
  });
  for (const [code, count] of counts) {
    if (count > MOST_OF_A_CODE) lines.push(`... and ${count - MOST_OF_A_CODE} more of [${code}]`);
  }
  return lines;
}

interface Context {
  readonly files: readonly SourceFile[];
  readonly indexes: readonly LineIndex[];
  readonly dialect: Pick<Dialect, 'secretsIn'>;
  readonly paint: Paint;
}

const COLOURS = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

function printOne(
  { code, severity, message, span, help, related = [] }: Diagnostic,
  { files, indexes, dialect, paint }: Context,
): readonly string[] {
  const file = span === undefined ? undefined : files[span.file];
  const index = span === undefined ? undefined : indexes[span.file];
  const sentence = `${paint(COLOURS[severity], `${severity}:`)} ${message} ${paint('dim', `[${code}]`)}`;
  const advice = help === undefined ? [] : [`   help: ${help}`];
  if (span === undefined || file === undefined || index === undefined) return [sentence, ...advice];
  const line = index.line(span.start);
  const start = index.lineStart(line);
  const text = lineAt(file.text, start);
  const column = span.start - start;
  const secrets = dialect.secretsIn(text);
  const marked = { start: column, end: Math.min(span.end - start, text.length) };
  return [
    `${paint('bold', `${file.name}:${line}:${column + 1}:`)} ${sentence}`,
    ...(severity === 'note' ? [] : caretLines(line, text, marked, secrets)),
    ...related.map(
      (other) =>
        `   ${other.message}: ${files[other.span.file]?.name ?? ''}:${indexes[other.span.file]?.line(other.span.start) ?? 0}`,
    ),
    ...advice,
  ];
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}
