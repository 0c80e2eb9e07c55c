import type { Dialect, Read } from '../../dialects/dialect.ts';
import type { Diagnostic, SourceFile } from '../../ir/diagnostic.ts';

export const MASK = '*****';

/** A statement's text as it may be shown. */
export function maskStatement({ secretsIn }: Pick<Dialect, 'secretsIn'>, text: string): string {
  const ranges = secretsIn(text);
  if (ranges.length === 0) return text;
  return ranges
    .toSorted((left, right) => right.start - left.start)
    .reduce((masked, { start, end }) => `${masked.slice(0, start)}${MASK}${masked.slice(end)}`, text);
}

/** A finding at its statement, without its secrets. */
export function showDiagnostic(
  found: Diagnostic,
  { statements, files }: Pick<Read, 'statements' | 'files'>,
  dialect: Dialect,
): Diagnostic {
  const statement = found.origin === undefined ? undefined : statements[found.origin];
  if (statement === undefined) return found;
  const located = found.span === undefined ? { ...found, span: statement.span } : found;
  return maskDiagnostic(dialect, located, textOf(files, statement.span));
}

/** A diagnostic whose sentences quote nothing of a secret in their statement. */
function maskDiagnostic(dialect: Dialect, found: Diagnostic, statement: string): Diagnostic {
  const words = dialect
    .secretsIn(statement)
    .flatMap(({ start, end }) => statement.slice(start, end).split(/\s+/))
    .filter((word) => word !== '')
    .toSorted((left, right) => right.length - left.length);
  if (words.length === 0) return found;
  const hide = (text: string): string => words.reduce(maskWord, text);
  return {
    ...found,
    message: hide(found.message),
    ...(found.help === undefined ? {} : { help: hide(found.help) }),
  };
}

/** Short words are masked in quotes only, so that "a" does not go out of every sentence. */
function maskWord(text: string, word: string): string {
  return word.length < 4 ? text.replaceAll(`"${word}"`, `"${MASK}"`) : text.replaceAll(word, MASK);
}

/** The text of a statement. */
export function textOf(files: readonly SourceFile[], span: NonNullable<Diagnostic['span']>): string {
  return files[span.file]?.text.slice(span.start, span.end) ?? '';
}
