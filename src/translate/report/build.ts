import type { Dialect, Read } from '../../dialects/dialect.ts';
import { describe } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Change } from '../../ir/limits.ts';
import type { Origin } from '../../ir/origins.ts';
import { LineIndex } from '../../text/lines.ts';
import type { Addition } from '../../dialects/dialect.ts';
import type { Assignment } from '../../../grammars/objects/object.ts';
import type { Place, SourceMap } from '../source-map.ts';
import type { WrittenText } from '../validate.ts';
import { maskStatement, textOf } from './mask.ts';
import { Notes, unreadNote } from './notes.ts';
import {
  type AddedRow,
  type DefaultRow,
  type NeededRow,
  type Note,
  type Report,
  STATUSES,
  type StatementRow,
  type Status,
  type Verdict,
} from './report.ts';

export interface ReportInput {
  readonly from: string;
  readonly to: string;
  readonly because: string;
  readonly source: Dialect;
  readonly files: Read['files'];
  readonly statements: Read['statements'];
  readonly used: ReadonlySet<Origin>;
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: readonly Change[];
  readonly written: readonly WrittenText[];
  readonly targets: SourceMap['targets'];
  readonly added: readonly AddedRow[];
  /** Tunnels that could not be written. */
  readonly missing: number;
}

/** Computes the report: nothing is exact by assumption (`contracts.md` 5). */
export function buildReport(input: ReportInput): Report {
  const statements = statementRows(input);
  const defaults = defaultRows(input.changes);
  const counts = countStatuses(statements);
  return {
    from: input.from,
    to: input.to,
    because: input.because,
    verdict: verdictOf(input, counts, defaults),
    counts,
    statements,
    defaults,
    added: input.added,
    needed: neededRows(input),
  };
}

/** Statements that are used, that no line carries and that nothing names: our bug (TG299). */
export function unexplained({ statements }: Report): readonly StatementRow[] {
  return statements.filter(({ notes }) => notes.some(({ code }) => code === 'TG299'));
}

function statementRows(input: ReportInput): StatementRow[] {
  const { source, files, used, diagnostics, changes, written, to } = input;
  const notes = new Notes(diagnostics, changes);
  const indexes = files.map(({ text }) => new LineIndex(text));
  return input.statements.map(({ span, row }, origin) => {
    const found = notes.of(origin);
    const targets = input.targets.get(origin) ?? NOWHERE;
    const unread = row === undefined ? undefined : source.rows[row]?.unread;
    const said =
      found.length === 0 && !used.has(origin) && unread !== undefined ? [unreadNote(unread, to)] : found;
    const isExplained = said.length > 0 || (used.has(origin) && targets.length > 0);
    const all = isExplained ? said : [written.length === 0 ? WITHHELD : bug(used.has(origin))];
    const index = indexes[span.file];
    return {
      file: files[span.file]?.name ?? '',
      line: index?.line(span.start) ?? 0,
      endLine: index?.line(Math.max(span.start, span.end - 1)) ?? 0,
      text: firstLine(maskStatement(source, textOf(files, span))),
      status: all[0]?.status ?? 'exact',
      notes: all,
      targets,
    };
  });
}

const NOWHERE: readonly Place[] = [];

/** Where every tunnel is refused, nothing is written of the rest either. */
const WITHHELD: Note = {
  code: 'TG209',
  status: 'dropped',
  note: describe('TG209', { cause: 'every tunnel' }),
};

function bug(isUsed: boolean): Note {
  const what = isUsed ? 'nothing carries this statement' : 'nothing reads this statement';
  return { code: 'TG299', status: 'error', note: describe('TG299', { what }) };
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  if (end === -1) return text;
  return `${text.slice(0, text[end - 1] === '\r' ? end - 1 : end)} …`;
}

/** Changes without a statement, equal ones in one row. */
export function defaultRows(changes: readonly Change[]): readonly DefaultRow[] {
  const rows = new Map<string, DefaultRow>();
  for (const { origins, path, from, to, kind, code, note, object } of changes) {
    if (origins.length > 0) continue;
    const key = JSON.stringify([path, from, to, code, kind]);
    const known = rows.get(key);
    const value = to === undefined ? {} : { to };
    if (known === undefined) {
      rows.set(key, { path, from, ...value, status: kind, code, note, count: 1, objects: [object] });
    } else {
      const objects = known.count < 3 ? [...known.objects, object] : known.objects;
      rows.set(key, { ...known, count: known.count + 1, objects });
    }
  }
  return [...rows.values()];
}

export function countStatuses(statements: readonly StatementRow[]): Record<Status, number> {
  const counts: Record<Status, number> = {
    exact: 0,
    adapted: 0,
    approximated: 0,
    dropped: 0,
    'out-of-scope': 0,
    error: 0,
  };
  for (const { status } of statements) counts[status] += 1;
  return counts;
}

function verdictOf(
  { written, missing, diagnostics }: ReportInput,
  counts: Readonly<Record<Status, number>>,
  defaults: readonly DefaultRow[],
): Verdict {
  const has = (...statuses: readonly Status[]): boolean =>
    STATUSES.some((status) => statuses.includes(status) && counts[status] > 0) ||
    defaults.some(({ status }) => statuses.includes(status));
  if (written.length === 0) return 'refused';
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  if (missing > 0 || failed || has('error')) return 'incomplete';
  return has('approximated', 'dropped') ? 'lossy' : 'lossless';
}

/** The lines that no statement is behind, with the reason that raising gave. `to`: "tmsh@16". */
export function addedRows(
  unsourced: SourceMap['unsourced'],
  added: ReadonlyMap<Assignment, Addition>,
  to: string,
): readonly AddedRow[] {
  return unsourced.map(({ file, line, assignment }) => {
    const addition = added.get(assignment) ?? {
      code: 'TG200' as const,
      note: `written out for ${to}`,
    };
    return { file, line, ...addition };
  });
}

const KINDS: Readonly<Record<string, NeededRow['kind']>> = {
  psk: 'secret',
  address: 'address',
  'local-address': 'address',
  interface: 'interface',
  vlan: 'vlan',
  cert: 'certificate',
  value: 'value',
};

/** The placeholders that stand in the output, and those for want of which something is not written. */
function neededRows({ written, diagnostics }: ReportInput): readonly NeededRow[] {
  const found = new Map<string, Place[]>();
  for (const { file, text } of written) {
    if (!text.includes('{{')) continue;
    const lines = new LineIndex(text);
    for (const { 1: placeholder = '', index } of text.matchAll(/\{\{([a-z-]+:[^{}\r\n]*)\}\}/g)) {
      const place = { file, line: lines.line(index) };
      const known = found.get(placeholder);
      if (known === undefined) found.set(placeholder, [place]);
      else known.push(place);
    }
  }
  for (const { placeholder, severity } of diagnostics) {
    if (severity === 'error' && placeholder !== undefined && !found.has(placeholder))
      found.set(placeholder, []);
  }
  return [...found].map(([placeholder, targets]) => ({
    placeholder,
    kind: KINDS[placeholder.split(':')[0] ?? ''] ?? 'secret',
    targets,
  }));
}

/** Whether `--strict` must fail: a loss that was not let through. */
export function hasUnacceptedLoss(report: Report, accepted: ReadonlySet<string>): boolean {
  const isLoss = ({ status, code }: Pick<Note, 'status' | 'code'>): boolean =>
    (status === 'approximated' || status === 'dropped' || status === 'error') && !accepted.has(code);
  return (
    report.statements.some(({ notes }) => notes.some(isLoss)) || report.defaults.some((row) => isLoss(row))
  );
}
