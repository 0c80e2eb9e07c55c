import type { Dialect, ReadOptions } from '../dialects/dialect.ts';
import type { Diagnostic, SourceFile, Span } from '../ir/diagnostic.ts';
import { showDiagnostic } from '../translate/report/mask.ts';
import { lint, type LintFinding } from './lint.ts';

/** What was found in the files of one gateway. */
export interface Checked {
  /** By file and place; secrets masked. */
  readonly diagnostics: readonly Diagnostic[];
  /** Statements that are no part of IPsec. */
  readonly outOfScope: number;
}

/** Reads, lowers and lints the files of one gateway. Bad input gives diagnostics, never an exception. */
export function check(
  files: readonly SourceFile[],
  dialect: Dialect,
  profile: string,
  options?: ReadOptions,
): Checked {
  const read = dialect.read(files, profile, options);
  const lowered = dialect.lower(read, profile);
  const all = [...read.diagnostics, ...lowered.diagnostics];
  const told = all.filter(isOfReading);
  const weak = lint(lowered.gateway, lowered.origins, dialect.packagedAlgorithms?.[profile]);
  const spanOf = (origin: number): Span | undefined => read.statements[origin]?.span;
  const found = oncePerObject([...told, ...weak.map((finding) => withRelated(finding, spanOf))]);
  return {
    diagnostics: found.map((one) => showDiagnostic(one, read, dialect)).toSorted(byPlace),
    outOfScope: new Set(all.flatMap(({ status, origin }) => (status === 'out-of-scope' ? origin : []))).size,
  };
}

/** What is not IPsec is only counted, and how a value would be translated is not asked. */
function isOfReading({ code, severity, status }: Diagnostic): boolean {
  return status !== 'out-of-scope' && (severity !== 'note' || !code.startsWith('TG2'));
}

function withRelated(
  { alsoAt, ...found }: LintFinding,
  spanOf: (origin: number) => Span | undefined,
): Diagnostic {
  const span = alsoAt === undefined ? undefined : spanOf(alsoAt.origin);
  return alsoAt === undefined || span === undefined
    ? found
    : { ...found, related: [{ message: alsoAt.message, span }] };
}

/** An object that no tunnel uses is told at its first statement, not at each of them. */
function oncePerObject(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Set<string>();
  return found.filter(({ code, message, origin }) => {
    if (code !== 'TG115') return true;
    const key = message.toLowerCase();
    const isNew = !told.has(key) && !told.has(`at ${String(origin)}`);
    told.add(key).add(`at ${String(origin)}`);
    return isNew;
  });
}

/** Findings without a place stand first. */
function byPlace(left: Diagnostic, right: Diagnostic): number {
  const [a, b] = [left.span, right.span];
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return a.file - b.file || a.start - b.start;
}
