import { extname } from 'node:path';
import type { Argv } from 'yargs';
import { connect } from '../connect/connect.ts';
import { type End, endOf } from '../connect/end.ts';
import { type Fleet, type Pair, PairedFleet } from '../connect/fleet.ts';
import { printFleet } from '../connect/print-fleet.ts';
import { connectedHtml } from '../connect/print-html.ts';
import { connectedJson } from '../connect/print-json.ts';
import { connectedSarif } from '../connect/print-sarif.ts';
import { type Paint as Words, printConnected } from '../connect/print-text.ts';
import { topologySvg } from '../connect/topology-svg.ts';
import { worstVerdict } from '../connect/verdict.ts';
import { paintFor } from './colour.ts';
import { checkOutputs, encoded, writeAll } from './files.ts';
import { type GivenGateway, readGateway, readGateways, titleOf } from './given-gateway.ts';
import { printSkipped } from './inputs.ts';
import type { CommandBody } from './lazy-command.ts';
import { LIMIT_OPTIONS, type LimitArguments, readLimits } from './limits.ts';
import { FILES, SWITCH, TEXT } from './options.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import { EXIT, type ExitCode, InputProblem, UsageProblem } from './problems.ts';
import { eachWithProgress } from './progress.ts';

interface ConnectArguments extends LimitArguments {
  readonly gateways: readonly string[] | undefined;
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly json: boolean;
  readonly report: string | undefined;
  readonly svg: string | undefined;
  readonly nat: (typeof NAT_PLACES)[number] | undefined;
  readonly strict: boolean;
  readonly force: boolean;
}

/** `tunnelglot connect`; `end` gets the exit code. */
export function connectCommand(end: (code: ExitCode) => void): CommandBody<ConnectArguments> {
  return {
    builder: describeOptions,
    handler: async (given) => {
      end(await run(given));
    },
  };
}

function describeOptions(yargs: Argv): Argv<ConnectArguments> {
  return yargs
    .positional('gateways', {
      ...FILES,
      describe: 'two gateways, each a file or the folder of its files; or one folder of a whole fleet',
    })
    .option('left', { ...TEXT, describe: 'dialect[@profile] of the first; detected where absent' })
    .option('right', { ...TEXT, describe: 'dialect[@profile] of the second; detected where absent' })
    .option('json', { ...SWITCH, describe: 'print JSON' })
    .option('report', { ...TEXT, describe: 'write a report: FILE.html, FILE.json or FILE.sarif' })
    .option('nat', {
      choices: NAT_PLACES,
      describe:
        'a NAT device stands before this end; found out where one address is private and the other is not',
    })
    .option('svg', { ...TEXT, describe: 'draw who connects to whom' })
    .option('strict', { ...SWITCH, describe: 'exit 1 also on trouble later, and on what cannot be verified' })
    .option('force', { ...SWITCH, describe: 'overwrite files that exist' })
    .options(LIMIT_OPTIONS)
    .example('$0 connect hub.cfg bigip.conf', 'will they come up, and if not: which parameter is wrong')
    .example('$0 connect sites/ --svg sites.svg', 'every pair of gateways in a folder')
    .epilogue(
      'Exit codes: 0 every tunnel comes up; 1 one fails, or a statement cannot be read; 2 usage; 3 a bug of ours.',
    );
}

async function run(given: ConnectArguments): Promise<ExitCode> {
  const names = given.gateways ?? [];
  const outputs = [given.report, given.svg].filter((name) => name !== undefined);
  if (given.report !== undefined && FORMATS[extname(given.report)] === undefined) {
    throw new UsageProblem(`--report writes ${Object.keys(FORMATS).join(', ')}`);
  }
  const [first, second, ...others] = names;
  if (first === undefined || others.length > 0)
    throw new UsageProblem('name two gateways, or a folder of them');
  if (given.nat !== undefined && second === undefined) throw new UsageProblem('--nat is for two gateways');
  const limits = readLimits(given);
  const gateways =
    second === undefined
      ? readGateways(first, given.left, '--left', limits)
      : [
          readGateway(first, given.left, '--left', limits),
          readGateway(second, given.right, '--right', limits),
        ];
  if (gateways.length < 2) throw new InputProblem(`${first} holds one gateway: name another one too`);
  checkOutputs(outputs, names, given.force);
  const ends = namedEnds(gateways);
  tell(given, gateways);
  const fleet = second === undefined ? await connectAll(ends) : connectTwo(ends, given.nat);
  print(given, fleet, second === undefined);
  write(given, fleet);
  return exitCode(given, fleet, gateways);
}

/** Every pair of gateways that name each other's addresses. */
async function connectAll(ends: readonly End[]): Promise<Fleet> {
  const paired = new PairedFleet(ends);
  const nameOf = ({ left, right }: Pair): string => `connecting ${ends[left]?.name} and ${ends[right]?.name}`;
  const connected = await eachWithProgress(paired.pairs, nameOf, (pair) => paired.connect(pair));
  return {
    ends,
    connected: connected.filter(({ connections }) => connections.length > 0),
    strangers: paired.strangers,
  };
}

const NAT_PLACES = ['left', 'right', 'both'] as const;

function connectTwo(ends: readonly End[], nat: ConnectArguments['nat']): Fleet {
  const behindNat = nat === undefined ? [] : nat === 'both' ? (['left', 'right'] as const) : [nat];
  const [left, right] = ends;
  const connected =
    left === undefined || right === undefined ? [] : [connect(left, right, { among: false, behindNat })];
  return { ends, connected, strangers: [] };
}

/** Files' names; of several with one name, and of folders, the whole title. */
function namedEnds(gateways: readonly GivenGateway[]): readonly End[] {
  const short = gateways.map(({ gateway }) => gateway.name);
  const isTold = (name: string): boolean => short.filter((other) => other === name).length === 1;
  return gateways.map(({ gateway, side }) =>
    endOf(isTold(gateway.name) ? gateway.name : titleOf(gateway), side),
  );
}

function tell({ json }: ConnectArguments, gateways: readonly GivenGateway[]): void {
  const lines = gateways.flatMap(({ gateway, skipped, side, errors }) => [
    `${titleOf(gateway)}: ${gateway.because} [TG154]`,
    ...printSkipped(skipped),
    ...(json ? [] : printDiagnostics(errors, side.read.files, side.from.dialect, paintFor(process.stderr))),
  ]);
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

function print({ json }: ConnectArguments, fleet: Fleet, isFleet: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(documentOf(fleet), undefined, 2)}\n`);
    return;
  }
  const lines = isFleet
    ? [...printFleet(fleet, paint())]
    : fleet.connected.flatMap((connected) => printConnected(connected, paint()));
  if (fleet.connected.every(({ connections }) => connections.length === 0)) {
    lines.unshift('no peer of one gateway points at the other');
  }
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function paint(): Words {
  const colour = paintFor(process.stdout);
  return {
    bad: (text) => colour('red', text),
    doubtful: (text) => colour('yellow', text),
    good: (text) => colour('green', text),
    faint: (text) => colour('dim', text),
  };
}

const FORMATS: Readonly<Record<string, (fleet: Fleet) => Iterable<string>>> = {
  '.html': connectedHtml,
  '.json': (fleet) => [`${JSON.stringify(documentOf(fleet), undefined, 2)}\n`],
  '.sarif': ({ connected }) => connectedSarif(connected),
};
function documentOf({ connected, strangers }: Fleet): object {
  return { pairs: connected.map(connectedJson), strangers };
}

function write({ report, svg }: ConnectArguments, fleet: Fleet): void {
  const format = report === undefined ? undefined : FORMATS[extname(report)];
  writeAll([
    ...(report === undefined || format === undefined
      ? []
      : [{ path: report, pieces: encoded(format(fleet)) }]),
    ...(svg === undefined ? [] : [{ path: svg, pieces: encoded(topologySvg(fleet)) }]),
  ]);
}

function exitCode(
  { strict }: ConnectArguments,
  { connected }: Fleet,
  gateways: readonly GivenGateway[],
): ExitCode {
  if (gateways.some(({ errors }) => errors.length > 0)) return EXIT.problems;
  const verdict = worstVerdict(
    connected.flatMap(({ connections }) => connections.map((found) => found.verdict)),
  );
  if (verdict === undefined || verdict === 'fails') return EXIT.problems;
  return strict && verdict !== 'up' ? EXIT.problems : EXIT.done;
}
