import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import type { Argv } from 'yargs';
import type { Style } from '../dialects/dialect.ts';
import { diagnostic } from '../ir/codes.ts';
import { encode } from '../text/encoding.ts';
import { readAccepted } from '../translate/acceptance.ts';
import { hasUnacceptedLoss } from '../translate/report/build.ts';
import { REPORT_FORMATS, type ReportPrinter } from '../translate/report/formats.ts';
import { mergeReports, renameOutputs } from '../translate/report/merge.ts';
import { maskStatement } from '../translate/report/mask.ts';
import { gatewayTexts } from '../translate/report/texts.ts';
import { type DialectProfile, nameOf } from '../translate/dialect-profile.ts';
import type { Placeholders } from '../translate/placeholders.ts';
import type { Translation } from '../translate/translate.ts';
import { paintFor } from './colour.ts';
import { checkOutputs, encoded, type OutputFile, writeAll } from './files.ts';
import { groupFiles, joinFiles, namedDialect, type SourceGateway } from './gateways.ts';
import { printSkipped, readInputs } from './inputs.ts';
import { LIMIT_OPTIONS, type LimitArguments, readLimits } from './limits.ts';
import { FILES, FROM, LIST, SWITCH, TEXT, last } from './options.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import { printProof, printReport, printSummary } from './print-report.ts';
import type { CommandBody } from './lazy-command.ts';
import { EXIT, type ExitCode, InputProblem, UsageProblem } from './problems.ts';
import { readState, type StateArguments } from './state.ts';
import { translateAll } from './translate-pool.ts';
import { namedProfile } from './translate-task.ts';

interface TranslateArguments extends LimitArguments, StateArguments {
  readonly files: readonly string[] | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly output: string | undefined;
  readonly report: string | undefined;
  readonly secrets: string | undefined;
  readonly map: readonly string[] | undefined;
  readonly accept: readonly string[] | undefined;
  readonly strict: boolean;
  readonly 'strict-syntax': boolean;
  readonly compact: boolean;
  readonly join: boolean;
  readonly prove: boolean;
  readonly force: boolean;
  readonly origins: boolean;
  readonly style: Layout | undefined;
  readonly jobs: string | undefined;
}
type Layout = Style['layout'];
const LAYOUTS: readonly Layout[] = ['blocks', 'commands'];

/** `tunnelglot translate`; `end` gets the exit code. */
export function translateCommand(end: (code: ExitCode) => void): CommandBody<TranslateArguments> {
  return {
    builder: describeOptions,
    handler: async (given) => {
      end(await run(given));
    },
  };
}

function describeOptions(yargs: Argv): Argv<TranslateArguments> {
  return yargs
    .positional('files', FILES)
    .option('from', FROM)
    .option('to', { ...TEXT, demandOption: true, describe: 'dialect[@profile]' })
    .option('output', {
      ...TEXT,
      alias: 'o',
      describe: 'file to write; a folder where there are several outputs',
    })
    .option('report', {
      ...TEXT,
      describe: `write the report to a file; its format by its name: ${REPORT_NAMES}`,
    })
    .option('secrets', { ...TEXT, describe: 'YAML file with lines "psk:PEER": KEY' })
    .option('map', {
      ...LIST,
      describe: 'NAME=VALUE or a YAML file: what stands for an address, a VRF, a placeholder',
    })
    .option('sas', {
      ...LIST,
      describe:
        'captured output of the device (its table of SAs): what connection numbers and SPIs stand for',
    })
    .option('config', {
      ...LIST,
      describe: 'configuration that the commands speak of: what their names stand for',
    })
    .option('single-board', { ...SWITCH, describe: 'the device has one board: a slot names all SAs' })
    .option('accept', {
      ...LIST,
      describe: 'let losses through: codes, or weaker, wider, no-pfs, no-identity-check, ikev1',
      coerce: (words: readonly string[]) => words.flatMap((word) => word.split(',')),
    })
    .option('strict', { ...SWITCH, describe: 'exit 1 on any loss that was not accepted' })
    .option('strict-syntax', { ...SWITCH, describe: 'read only what the device itself takes' })
    .option('compact', { ...SWITCH, describe: 'leave out what the target means anyway' })
    .option('prove', {
      ...SWITCH,
      describe: 'put source and translation on the SA engine: both must give the same SAs',
    })
    .option('style', {
      ...TEXT,
      choices: LAYOUTS,
      coerce: (given: Layout | readonly Layout[]) => last(given),
      describe: 'with --to tmsh: blocks to load, or commands to paste',
    })
    .option('join', { ...SWITCH, describe: 'all files are one gateway, wherever they are' })
    .option('origins', { ...SWITCH, describe: 'with --to ir: write where each value came from' })
    .option('jobs', { ...TEXT, describe: 'gateways translated at a time; where absent, one a processor' })
    .options(LIMIT_OPTIONS)
    .option('force', { ...SWITCH, describe: 'overwrite files that exist' })
    .example('$0 translate hub.cfg --to tmsh -o hub.conf', 'one gateway into one file')
    .example('$0 translate hub.cfg --to tmsh --report hub.md', 'and a report to read')
    .example('$0 translate hub.cfg --to tmsh --prove -o hub.conf', 'and a proof on the SA engine')
    .example('$0 translate sites/ --to tmsh -o out/', 'every configuration below a folder')
    .example('$0 translate runbook.txt --to tmsh --sas sa.txt', 'commands, with what their numbers mean')
    .example('$0 translate - --from vrp@usg --to ir', 'standard input, as the vendor-neutral JSON')
    .epilogue(
      'Exit codes: 0 done; 1 something could not be translated, or with --strict anything was lost or not proven; 2 usage; 3 a bug of ours.',
    );
}

const REPORT_NAMES = Object.keys(REPORT_FORMATS)
  .map((extension) => `FILE${extension}`)
  .join(', ');

/** How the report is printed, by the name of its file. */
function reportPrinter(file: string): ReportPrinter {
  const printer = REPORT_FORMATS[extname(file).toLowerCase()];
  if (printer !== undefined) return printer;
  throw new UsageProblem(`--report ${file}: reports are written as ${REPORT_NAMES}`);
}

interface Result {
  readonly gateway: SourceGateway;
  readonly to: DialectProfile;
  readonly translation: Translation;
}

/** What reads them is loaded where they are given. */
async function readPlaceholders({ map = [], secrets }: TranslateArguments): Promise<Placeholders> {
  if (map.length === 0 && secrets === undefined) return {};
  const { readMap, readSecrets } = await import('./placeholders.ts');
  return { ...readMap(map), ...readSecrets(secrets) };
}

async function run(given: TranslateArguments): Promise<ExitCode> {
  const { accepted, unknown } = readAccepted(given.accept ?? []);
  if (unknown.length > 0) {
    throw new UsageProblem(`--accept ${unknown.join(', ')}: neither a code (TG265) nor a set (weaker)`);
  }
  const jobs = readJobs(given.jobs);
  const printer = given.report === undefined ? undefined : reportPrinter(given.report);
  const to = namedDialect(given.to ?? '');
  const placeholders = await readPlaceholders(given);
  const state = readState(given);
  const names = given.files === undefined || given.files.length === 0 ? ['-'] : given.files;
  const wanted = given.from === undefined ? undefined : namedDialect(given.from).dialect;
  const limits = readLimits(given);
  const { files, skipped } = readInputs(names, wanted, given.output, limits);
  tellLines(printSkipped(skipped));
  const sources = given.join ? joinFiles(files, given.from) : groupFiles(files, given.from);
  const gateways = sources.map((gateway) => ({
    gateway,
    to: targetFor(to, gateway, given.style),
  }));
  const options = {
    accepted,
    placeholders,
    compact: given.compact,
    syntax: given['strict-syntax'] ? ('strict' as const) : ('lenient' as const),
    mostIncludes: limits.mostIncludes,
    origins: given.origins,
    state,
    ...(given.style === undefined ? {} : { layout: given.style }),
  };
  const tasks = gateways.map(({ gateway: { name, files: own, from, because }, to: target }) => ({
    ...options,
    name,
    files: own,
    from: namedProfile(from),
    to: namedProfile(target),
    because,
    prove: given.prove,
  }));
  const translations = await translateAll(tasks, jobs);
  const results = gateways.flatMap((gateway, index): Result[] => {
    const translation = translations[index];
    return translation === undefined ? [] : [{ ...gateway, translation }];
  });
  return finish(given, results, { accepted, printer });
}

function readJobs(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(given)) throw new UsageProblem(`--jobs ${given}: a number from 1`);
  return Number(given);
}

/** Without a profile: that of the source where it is the same dialect, else the dialect's own default. */
function targetFor(
  { dialect, profile }: ReturnType<typeof namedDialect>,
  { from }: SourceGateway,
  style: Layout | undefined,
): DialectProfile {
  const own = from.dialect === dialect ? from.profile : dialect.defaultProfile;
  const target = { dialect, profile: profile ?? own };
  if (dialect.target === undefined && nameOf(target) !== nameOf(from)) {
    throw new UsageProblem(`--to ${nameOf(target)}: ${dialect.name} can be read, not yet written`);
  }
  if (style !== undefined && dialect.target?.layouts?.includes(style) !== true) {
    throw new UsageProblem(`--style ${style}: ${dialect.name} has no such style`);
  }
  return target;
}

interface Settings {
  readonly accepted: ReadonlySet<string>;
  readonly printer: ReportPrinter | undefined;
}

/** Tells what was found, then writes: all outputs or none. */
function finish(
  given: TranslateArguments,
  results: readonly Result[],
  { accepted, printer }: Settings,
): ExitCode {
  for (const { gateway, translation } of results) tell(gateway, translation, given.report === undefined);
  const bugs = results.filter(({ translation }) => translation.bugs.length > 0);
  if (bugs.length > 0) {
    for (const result of bugs) tellBug(given, result);
    return EXIT.bug;
  }
  const outputs = placeOutputs(given, results);
  const paths = [
    ...outputs.files.map(({ path }) => path),
    ...(given.report === undefined ? [] : [given.report]),
  ];
  const inputs = results
    .flatMap(({ gateway }) => gateway.files.map(({ name }) => name))
    .filter((name) => name !== '-');
  checkOutputs(paths, inputs, given.force);
  const report =
    given.report === undefined || printer === undefined
      ? []
      : [{ path: given.report, pieces: encoded(printReportOf(results, printer)) }];
  writeAll([...outputs.files, ...report]);
  for (const bytes of outputs.printed) process.stdout.write(bytes);
  const failed = results.some(
    ({ translation }) =>
      ['incomplete', 'refused'].includes(translation.report.verdict) ||
      (given.strict && hasUnacceptedLoss(translation.report, accepted)) ||
      (given.strict && translation.report.proof?.verdict === 'unverifiable'),
  );
  return failed ? EXIT.problems : EXIT.done;
}

/** One report of all gateways; where they are several, their outputs have the names of their files. */
function printReportOf(results: readonly Result[], printer: ReportPrinter): Iterable<string> {
  const named = results.map(({ gateway, to, translation: { report, written } }) => {
    const rename = (file: string): string =>
      results.length === 1 ? file : join(gateway.folder, outputName(gateway, file, true));
    const outputs = written.map(({ file, text }) => ({ file: rename(file), text }));
    return {
      report: results.length === 1 ? report : renameOutputs(report, rename),
      texts: gatewayTexts(gateway.from.dialect, gateway.files, to.dialect, outputs),
    };
  });
  return printer(
    mergeReports(named.map(({ report }) => report)),
    named.map(({ texts }) => texts),
  );
}

function tell({ files, from, because }: SourceGateway, translation: Translation, isWhole: boolean): void {
  const names = files.map(({ name }) => name).join(', ');
  const { report, diagnostics } = translation;
  const undecodable = files
    .filter((file) => file.undecodable > 0)
    .map(({ name, undecodable: count }) => `${name}: ${diagnostic('TG170', { count }).message} [TG170]`);
  const shown = diagnostics.filter(({ severity, status }) => severity !== 'note' || status === undefined);
  const lines = [
    `${names}: ${because} [TG154]`,
    ...undecodable,
    ...printDiagnostics(shown, files, from.dialect, paintFor(process.stderr)),
    ...(isWhole ? printReport(report) : []),
    ...printProof(report, isWhole),
    ...printSummary(report),
  ];
  tellLines(lines);
}

function tellLines(lines: readonly string[]): void {
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
}

/** What validation found: nothing is written but a file to attach, its secrets masked. */
function tellBug(given: TranslateArguments, { gateway, to, translation }: Result): void {
  const folder = given.output === undefined ? tmpdir() : dirname(given.output);
  const path = join(folder, `tunnelglot-bug-${gateway.name}.txt`);
  const masked = (text: string, { dialect }: DialectProfile): string =>
    text
      .split('\n')
      .map((line) => maskStatement(dialect, line))
      .join('\n');
  const parts = [
    ...translation.bugs,
    ...gateway.files.map(({ name, text }) => `--- ${name}\n${masked(text, gateway.from)}`),
    ...translation.written.map(({ file, text }) => `--- ${file}\n${masked(text, to)}`),
  ];
  writeAll([{ path, pieces: [encode(`${parts.join('\n')}\n`)] }]);
  const [first = ''] = translation.bugs;
  process.stderr.write(
    `internal error: the translation does not mean what its source does: ${first} [TG299]\n` +
      `Nothing was written. Please report it with ${path} (keys are masked).\n`,
  );
}

/** On standard output a line of comment names each of the files that one gateway has become. */
function printedOutputs(
  results: readonly Result[],
  outputs: readonly { readonly file: string; readonly bytes: Uint8Array }[],
): readonly Uint8Array[] {
  if (outputs.length < 2) return outputs.map(({ bytes }) => bytes);
  const [only] = results;
  const comment = only?.to.dialect.target?.comment;
  if (results.length > 1 || comment === undefined) {
    throw new UsageProblem(`${outputs.length} outputs: name a folder with -o`);
  }
  return outputs.flatMap(({ file, bytes }) => [encode(`${comment(`--- ${basename(file)} ---`)}\n`), bytes]);
}

/** "hub.bigip.conf"; of one gateway alone, or printed as it was, the name that the file has anyway. */
function outputName({ name, files }: SourceGateway, file: string, areSeveral: boolean): string {
  const isOwn = files.some((input) => input.name === file);
  return areSeveral && !isOwn ? `${name}.${basename(file)}` : basename(file);
}

interface PlacedOutputs {
  readonly files: readonly OutputFile[];
  readonly printed: readonly Uint8Array[];
}

/** Each output's place: `-o` names a file for one, a folder for several; else standard output. */
function placeOutputs(given: TranslateArguments, results: readonly Result[]): PlacedOutputs {
  const outputs = results.flatMap(({ gateway, translation: { written } }) =>
    written.map(({ file, text }) => {
      const mark = gateway.files.find(({ name }) => name === file)?.mark === true;
      return { gateway, file, bytes: encode(text, mark) };
    }),
  );
  if (given.output === undefined) return { files: [], printed: printedOutputs(results, outputs) };
  const { output } = given;
  const isFolder =
    outputs.length > 1 || output.endsWith('/') || (existsSync(output) && statSync(output).isDirectory());
  if (!isFolder)
    return { files: outputs.map(({ bytes }) => ({ path: output, pieces: [bytes] })), printed: [] };
  const files = outputs.map(({ gateway, file, bytes }) => ({
    path: join(output, gateway.folder, outputName(gateway, file, results.length > 1)),
    pieces: [bytes],
  }));
  const repeated = files.find(({ path }, index) => files.findIndex((other) => other.path === path) !== index);
  if (repeated !== undefined) {
    throw new InputProblem(`two outputs would be ${repeated.path}: translate them one by one`);
  }
  return { files, printed: [] };
}
