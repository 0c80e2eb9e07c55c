import type { Outputs } from '../../dialects/dialect.ts';
import type { Capture } from '../../dialects/dialect-outputs.ts';
import type { Captured } from '../../ir/captured.ts';
import { CODES, describe } from '../../ir/codes.ts';
import type { Diagnostic, SourceFile } from '../../ir/diagnostic.ts';
import { LineIndex } from '../../text/lines.ts';
import type { CapturedLine } from '../../text/layout/read-outputs.ts';
import { nameOf } from '../dialect-profile.ts';
import { countStatuses } from '../report/build.ts';
import { maskStatement } from '../report/mask.ts';
import type { AddedRow, Note, Report, StatementRow, Verdict } from '../report/report.ts';
import { describePaths, pathsOf } from './members.ts';
import type { CaptureOptions, Printed } from './printed.ts';

interface Input {
  readonly files: readonly SourceFile[];
  readonly captures: readonly Capture[];
  readonly printed: readonly Printed[];
  readonly printer: Outputs;
  readonly options: CaptureOptions;
}

/** What became of every line of a capture. What the target shows is found by reading what was printed. */
export function reportCapture({ files, captures, printed, printer, options }: Input): Report {
  const { from, to, because } = options;
  const statements = files.flatMap((file, index) => {
    const capture = captures[index];
    const text = printed[index]?.written.text ?? '';
    if (capture === undefined) return [];
    const back = printer.read({ name: file.name, text }, index).captured;
    return statementsOf(file, capture, lostOf(capture.captured, back, nameOf(to)), options);
  });
  const counts = countStatuses(statements);
  const isEmpty = printed.every(({ written }) => written.text === '');
  return {
    from: nameOf(from),
    to: nameOf(to),
    because,
    verdict: isEmpty ? 'refused' : verdictOf(counts, printed),
    counts,
    statements,
    defaults: [],
    added: printed.flatMap(({ written, diagnostics }) =>
      diagnostics.map(({ code, message }): AddedRow => ({
        file: written.file,
        line: 1,
        code,
        note: message,
      })),
    ),
    needed: [],
  };
}

function verdictOf(counts: Report['counts'], printed: readonly Printed[]): Verdict {
  const isBlank = printed.some(({ diagnostics }) => diagnostics.length > 0);
  return counts.approximated + counts.dropped > 0 || isBlank ? 'lossy' : 'lossless';
}

const MEMBERS = [
  'ikeSas',
  'childSas',
  'offlineLog',
  'failureLog',
  'events',
  'timers',
  'statistics',
  'ikeProposals',
  'peers',
  'ipsecProposals',
  'policies',
  'settings',
] as const satisfies readonly (keyof Captured)[];
type Member = (typeof MEMBERS)[number];

function recordsOf(captured: Captured, member: Member): readonly object[] {
  const value = captured[member] ?? [];
  return 'length' in value ? value : [value];
}

/** By member of a capture what its target does not show of it. */
type Lost = Readonly<Partial<Record<Member, Note | undefined>>>;

function lostOf(captured: Captured, back: Captured, target: string): Lost {
  return Object.fromEntries(
    MEMBERS.map((list) => {
      const [left, right] = [recordsOf(captured, list), recordsOf(back, list)];
      if (left.length > 0 && right.length === 0) return [list, note('TG317', describe('TG317', { target }))];
      const shown = pathsOf(right);
      const lost = [...pathsOf(left)].filter((path) => !shown.has(path));
      if (lost.length === 0) return [list, undefined];
      return [list, note('TG308', describe('TG308', { target, columns: describePaths(lost) }))];
    }),
  );
}

function note(code: 'TG180' | 'TG104' | 'TG308' | 'TG317', text: string): Note {
  return { code, status: CODES[code].status, note: text };
}

/** A statement is a row of an output, or a line that is none. */
function statementsOf(
  file: SourceFile,
  { outputs, lines, diagnostics }: Capture,
  lost: Lost,
  { from }: CaptureOptions,
): readonly StatementRow[] {
  const texts = file.text.split('\n');
  const index = new LineIndex(file.text);
  const told = new Map<number, Note[]>();
  for (const found of diagnostics) {
    if (found.span === undefined || found.code === 'TG180') continue;
    const line = index.line(found.span.start);
    told.set(line, [...(told.get(line) ?? []), noteOf(found)]);
  }
  const rowOf = (first: number, last: number, notes: readonly Note[]): StatementRow => {
    const own = [...(told.get(first) ?? []), ...notes];
    return {
      file: file.name,
      line: first,
      endLine: last,
      text: maskStatement(from.dialect, (texts[first - 1] ?? '').trimEnd()),
      status: own[0]?.status ?? 'exact',
      notes: own,
      targets: [],
    };
  };
  const rows = outputs.flatMap(({ layout, rows: read }) =>
    read.flatMap(({ lines: numbers }) => {
      const [first] = numbers;
      const last = numbers.at(-1);
      if (first === undefined || last === undefined) return [];
      return [rowOf(first + 1, last + 1, notesOf(layout, lost))];
    }),
  );
  const others = lines.flatMap((line, number) => {
    const own = noteOfLine(line);
    return own === undefined ? [] : [rowOf(number + 1, number + 1, [own])];
  });
  return [...rows, ...others].toSorted((left, right) => left.line - right.line);
}

function noteOf({ code, message, status = 'approximated' }: Diagnostic): Note {
  return { code, status, note: message };
}

function noteOfLine({ kind }: CapturedLine): Note | undefined {
  if (kind === 'unknown') return note('TG180', describe('TG180', {}));
  return kind === 'foreign' ? note('TG104', describe('TG104', {})) : undefined;
}

/** Which members of a capture an output makes. */
function notesOf(layout: string, lost: Lost): readonly Note[] {
  const [name = ''] = layout.split(' ');
  const lists: readonly Member[] = LISTS.find(([pattern]) => pattern.test(name))?.[1] ?? [
    'ikeSas',
    'childSas',
  ];
  return lists.flatMap((list) => lost[list] ?? []);
}
const LISTS: readonly (readonly [RegExp, readonly Member[]])[] = [
  [/^(?:ike-settings|ipsec-sa-duration)/, ['settings']],
  [/^offline/, ['offlineLog']],
  [/^error/, ['failureLog']],
  [/^(?:ipsec|esp|ah)-sa/, ['childSas']],
  [/^(?:ike|isakmp)-sa/, ['ikeSas']],
  [/^event/, ['events']],
  [/^schedule/, ['timers']],
  [/-stat/, ['statistics']],
  [/^ike-proposal/, ['ikeProposals']],
  [/^ike-peer/, ['peers']],
  [/^ipsec-proposal/, ['ipsecProposals']],
  [/^ipsec-(?:policy|profile)/, ['policies']],
];
