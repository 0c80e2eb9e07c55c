import { CODES } from '../../ir/codes.ts';
import { sarifDocument, sarifLocation } from './sarif-document.ts';
import { proofSummary } from './proof-words.ts';
import type { DefaultRow, Note, Report, StatementRow, Status } from './report.ts';

/** SARIF 2.1.0 section 3.27.9 and 3.27.10: only what failed has a level. */
const KINDS: Readonly<Record<Status, { readonly kind: string; readonly level: string }>> = {
  exact: { kind: 'pass', level: 'none' },
  'out-of-scope': { kind: 'notApplicable', level: 'none' },
  adapted: { kind: 'informational', level: 'none' },
  approximated: { kind: 'fail', level: 'warning' },
  dropped: { kind: 'fail', level: 'warning' },
  error: { kind: 'fail', level: 'error' },
};
/** Of the lines that carry a statement so many are named. */
const MOST_RELATED = 10;

/**
 * The report as SARIF 2.1.0, for code hosts and editors: a result for each note of a statement and for each default that
 * the target does not share. Statements that are exact have none.
 */
export function sarifReport(report: Report): Iterable<string> {
  const { from, to, verdict, counts, proof } = report;
  const proven = proof === undefined ? {} : { proof: proofSummary(proof) };
  const properties = { from, to, verdict, counts, ...proven };
  return sarifDocument(rulesOf(report), properties, results(report));
}

function* results({ statements, defaults }: Report): Iterable<object> {
  for (const row of statements) for (const note of row.notes) yield statementResult(row, note);
  for (const row of defaults) yield defaultResult(row);
}

function statementResult(
  { file, line, endLine, text, targets }: StatementRow,
  { code, status, note, todo, count }: Note,
): object {
  const related = targets.slice(0, MOST_RELATED).map((place, id) => ({ id, ...sarifLocation(place) }));
  return {
    ruleId: code,
    ...KINDS[status],
    message: { text: todo === undefined ? note : `${note}. To do: ${todo}` },
    locations: [sarifLocation({ file, line }, { endLine, snippet: { text } })],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...(count === undefined ? {} : { occurrenceCount: count }),
    properties: { status },
  };
}

function defaultResult({ path, from, to, status, code, note, count }: DefaultRow): object {
  return {
    ruleId: code,
    ...KINDS[status],
    message: { text: note },
    occurrenceCount: count,
    properties: { status, member: path, from, ...(to === undefined ? {} : { to }) },
  };
}

/** The codes that the report has, with their texts. */
function rulesOf({ statements, defaults }: Report): readonly object[] {
  const used = new Set<string>(defaults.map(({ code }) => code));
  for (const { notes } of statements) for (const { code } of notes) used.add(code);
  return Object.entries(CODES).flatMap(([id, { text }]) =>
    used.has(id) ? [{ id, shortDescription: { text } }] : [],
  );
}
