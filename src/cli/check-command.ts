import type { Argv } from 'yargs';
import type { Diagnostic } from '../ir/diagnostic.ts';
import { type Checked, check } from '../lint/check.ts';
import { paintFor } from './colour.ts';
import { diagnosticRows } from './diagnostic-rows.ts';
import { groupFiles, namedDialect, type SourceGateway } from './gateways.ts';
import { printSkipped, readInputs, type Skipped } from './inputs.ts';
import { LIMIT_OPTIONS, type LimitArguments, readLimits } from './limits.ts';
import { FILES, FROM, SWITCH } from './options.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import type { CommandBody } from './lazy-command.ts';
import { EXIT, type ExitCode } from './problems.ts';
import { eachWithProgress } from './progress.ts';

interface CheckArguments extends LimitArguments {
  readonly files: readonly string[] | undefined;
  readonly from: string | undefined;
  readonly strict: boolean;
  readonly json: boolean;
}

/** `tunnelglot check`; `end` gets the exit code. */
export function checkCommand(end: (code: ExitCode) => void): CommandBody<CheckArguments> {
  return {
    builder: describeOptions,
    handler: async (given) => {
      end(await run(given));
    },
  };
}

function describeOptions(yargs: Argv): Argv<CheckArguments> {
  return yargs
    .positional('files', FILES)
    .option('from', FROM)
    .option('strict', { ...SWITCH, describe: 'exit 1 on warnings too' })
    .options(LIMIT_OPTIONS)
    .option('json', { ...SWITCH, describe: 'print JSON' })
    .example('$0 check hub.cfg', 'problems of one gateway, each with its line, its code and what to do')
    .example('$0 check sites/ --strict', 'every configuration below a folder; warnings fail too')
    .example('ssh hub display current-configuration | $0 check --from vrp@usg', 'standard input')
    .epilogue('Exit codes: 0 no errors; 1 errors, or with --strict warnings; 2 usage.');
}

interface Result extends Checked {
  readonly gateway: SourceGateway;
}

async function run(given: CheckArguments): Promise<ExitCode> {
  const wanted = given.from === undefined ? undefined : namedDialect(given.from).dialect;
  const names = given.files === undefined || given.files.length === 0 ? ['-'] : given.files;
  const limits = readLimits(given);
  const { files, skipped } = readInputs(names, wanted, undefined, limits);
  const gateways = groupFiles(files, given.from);
  const results = await eachWithProgress(
    gateways,
    ({ name }) => `checking ${name}`,
    (gateway): Result => ({
      gateway,
      ...check(gateway.files, gateway.from.dialect, gateway.from.profile, limits),
    }),
  );
  const counts = countSeverities(results.flatMap(({ diagnostics }) => diagnostics));
  const text = given.json ? printJson(results, skipped, counts) : printLines(results);
  const told = [
    ...results.map(({ gateway }) => `${namesOf(gateway)}: ${gateway.because} [TG154]`),
    ...printSkipped(skipped),
    ...(given.json ? [] : [printCounts(counts, results)]),
  ];
  process.stderr.write(`${told.join('\n')}\n`);
  process.stdout.write(text);
  return counts.error > 0 || (given.strict && counts.warning > 0) ? EXIT.problems : EXIT.done;
}

type Counts = Record<Diagnostic['severity'], number>;

function countSeverities(diagnostics: readonly Diagnostic[]): Counts {
  const counts: Counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}

function printLines(results: readonly Result[]): string {
  const paint = paintFor(process.stdout);
  return results
    .flatMap(({ gateway: { files, from }, diagnostics }) =>
      printDiagnostics(diagnostics, files, from.dialect, paint),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function printCounts({ error, warning, note }: Counts, results: readonly Result[]): string {
  const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  const outside = results.reduce((sum, { outOfScope }) => sum + outOfScope, 0);
  const beside = outside === 0 ? '' : `; ${plural(outside, 'statement')} not of IPsec`;
  return `${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(note, 'note')} in ${plural(results.length, 'gateway')}${beside}`;
}

function printJson(results: readonly Result[], skipped: readonly Skipped[], counts: Counts): string {
  const document = {
    gateways: results.map(({ gateway, outOfScope }) => ({
      files: gateway.files.map(({ name }) => name),
      because: gateway.because,
      outOfScope,
    })),
    skipped,
    counts,
    findings: results.flatMap(({ gateway, diagnostics }) => diagnosticRows(diagnostics, gateway.files)),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function namesOf({ files }: SourceGateway): string {
  return files.map(({ name }) => name).join(', ');
}
