import type { Argv } from 'yargs';
import { diff, type MeaningDiff } from '../diff/diff.ts';
import { fix } from '../diff/fix/fix.ts';
import { type DifferenceRow, differenceRows } from '../diff/json.ts';
import { nameOf } from '../translate/dialect-profile.ts';
import { paintFor } from './colour.ts';
import { diagnosticRows } from './diagnostic-rows.ts';
import { type GivenGateway, readGateway, titleOf } from './given-gateway.ts';
import { printSkipped } from './inputs.ts';
import { LIMIT_OPTIONS, type LimitArguments, readLimits } from './limits.ts';
import { FILES, SWITCH, TEXT } from './options.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import { type FixReport, isWhole, printLeft, reportFix } from './print-fix.ts';
import { printDifferences } from './print-differences.ts';
import type { CommandBody } from './lazy-command.ts';
import { EXIT, type ExitCode, UsageProblem } from './problems.ts';

interface DiffArguments extends LimitArguments {
  readonly gateways: readonly string[] | undefined;
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly fix: boolean;
  readonly json: boolean;
}

/** `tunnelglot diff`; `end` gets the exit code. */
export function diffCommand(end: (code: ExitCode) => void): CommandBody<DiffArguments> {
  return {
    builder: describeOptions,
    handler: (given) => {
      end(run(given));
    },
  };
}

function describeOptions(yargs: Argv): Argv<DiffArguments> {
  return yargs
    .positional('gateways', {
      ...FILES,
      describe: 'two, A and B: each a file, or the folder of its files; "-" is standard input',
    })
    .option('left', { ...TEXT, describe: 'dialect[@profile] of A; detected where absent' })
    .option('right', { ...TEXT, describe: 'dialect[@profile] of B; detected where absent' })
    .option('fix', { ...SWITCH, describe: 'print what to type to turn A into B, in the dialect of A' })
    .options(LIMIT_OPTIONS)
    .option('json', { ...SWITCH, describe: 'print JSON' })
    .example('$0 diff hub.cfg bigip.conf', 'what the BIG-IP does otherwise than the firewall it replaces')
    .example('$0 diff before/ after/ --json', 'two gateways of several files, for a program')
    .example('ssh hub display current-configuration | $0 diff wanted.cfg -', 'has somebody changed it?')
    .example(
      '$0 diff hub.cfg wanted.json --fix',
      'the lines that make the firewall what is wanted, proved by reading them',
    )
    .epilogue(
      'Exit codes: 0 equal in meaning, or made so by --fix; 1 different, or statements that cannot be read; 2 usage; 3 a bug of ours.',
    );
}

function run(given: DiffArguments): ExitCode {
  const [first, second, ...others] = given.gateways ?? [];
  if (first === undefined || second === undefined || others.length > 0) {
    throw new UsageProblem('name two gateways, each a file or a folder');
  }
  if (first === '-' && second === '-') throw new UsageProblem('only one of the two can be standard input');
  const limits = readLimits(given);
  const a = readGateway(first, given.left, '--left', limits);
  const b = readGateway(second, given.right, '--right', limits);
  const found = diff(a.side, b.side);
  const rows = differenceRows(found, a.side, b.side);
  const told = [a, b].flatMap(({ gateway, skipped, side, errors }) => [
    `${titleOf(gateway)}: ${gateway.because} [TG154]`,
    ...printSkipped(skipped),
    ...(given.json
      ? []
      : printDiagnostics(errors, side.read.files, side.from.dialect, paintFor(process.stderr))),
  ]);
  const fixed = given.fix && rows.length > 0 ? makeFix(a, b) : undefined;
  const names = { left: headOf(a), right: headOf(b) };
  const left = fixed === undefined || given.json ? [] : printLeft(fixed, names, paintFor(process.stderr));
  const noFix = given.fix && rows.length > 0 && fixed === undefined ? [withoutStatements(a)] : [];
  process.stderr.write([...told, ...notesOf(found), ...left, ...summaryOf(rows), ...noFix, ''].join('\n'));
  process.stdout.write(outputOf(given, a, b, found, rows, fixed));
  const isDoubtful = a.errors.length + b.errors.length + found.unreadable.length > 0;
  const isEqual = rows.length === 0 || (fixed !== undefined && isWhole(fixed));
  return isEqual && !isDoubtful ? EXIT.done : EXIT.problems;
}

/** A fix that does not do what it is for is a bug of ours: nothing of it is printed. */
function makeFix(a: GivenGateway, b: GivenGateway): FixReport | undefined {
  const made = fix(a.side, b.side);
  if (made === undefined) return undefined;
  const report = reportFix(made, a.side, b.side);
  const wrong = [...made.bugs.map(({ path }) => path), ...made.refused.map(({ code }) => code)];
  // What a person fills in cannot be proved before.
  if (wrong.length > 0 && report.needed.length === 0) {
    throw new Error(`the statements would not turn A into B: ${[...new Set(wrong)].join(', ')}`);
  }
  return report;
}

function withoutStatements({ side }: GivenGateway): string {
  return `${nameOf(side.from)} has files and no statements to type: change them by hand, as the differences say`;
}

function outputOf(
  { json }: DiffArguments,
  a: GivenGateway,
  b: GivenGateway,
  found: MeaningDiff,
  rows: readonly DifferenceRow[],
  fixed: FixReport | undefined,
): string {
  if (json) return printJson(a, b, found, rows, fixed);
  return fixed === undefined ? printText(a, b, rows) : fixed.lines.map((line) => `${line}\n`).join('');
}

function printText(a: GivenGateway, b: GivenGateway, rows: readonly DifferenceRow[]): string {
  const names = { left: headOf(a), right: headOf(b) };
  return printDifferences(rows, names, paintFor(process.stdout))
    .map((line) => `${line}\n`)
    .join('');
}

function headOf({ gateway, side }: GivenGateway): string {
  return `${titleOf(gateway)} (${nameOf(side.from)})`;
}

function notesOf({ unreadable }: MeaningDiff): readonly string[] {
  return unreadable.map(({ text, left, right }) => {
    const names = [...new Set([left ?? [], right ?? []].flat())].join(' | ');
    return `${text} (${names}): neither side lets its key be read: compare it by hand`;
  });
}

function summaryOf(rows: readonly DifferenceRow[]): readonly string[] {
  if (rows.length === 0) return ['equal in meaning'];
  return [`${rows.length} ${rows.length === 1 ? 'difference' : 'differences'}`];
}

function printJson(
  a: GivenGateway,
  b: GivenGateway,
  found: MeaningDiff,
  rows: readonly DifferenceRow[],
  fixed: FixReport | undefined,
): string {
  const sideOf = ({ gateway, side, skipped, errors }: GivenGateway): object => ({
    files: gateway.files.map(({ name }) => name),
    dialect: nameOf(side.from),
    because: gateway.because,
    skipped,
    errors: diagnosticRows(errors, side.read.files),
  });
  const document = {
    left: sideOf(a),
    right: sideOf(b),
    differences: rows,
    unreadableKeys: found.unreadable,
    ...(fixed === undefined ? {} : { fix: fixed }),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
