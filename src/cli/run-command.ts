import type { Argv } from 'yargs';
import { type Happening, runScript } from '../simulator/script/run-script.ts';
import { readScript, USUAL_SCRIPT_LIMITS } from '../simulator/script/read-script.ts';
import type { Expectation } from '../simulator/script/expectation.ts';
import { caretLines } from '../text/caret.ts';
import { LineIndex } from '../text/lines.ts';
import { type InputFile, readInput } from './files.ts';
import { LIMIT_OPTIONS, type LimitArguments, positive, readLimits } from './limits.ts';
import { loadLab, refuse, sessionDialect, sessionDialects } from './lab-files.ts';
import { last, SWITCH, TEXT } from './options.ts';
import { OutputStream } from './output-stream.ts';
import type { CommandBody } from './lazy-command.ts';
import { EXIT, type ExitCode } from './problems.ts';
import { RealTime } from './real-time.ts';
import { type Failure, happeningsAsJson } from './run-json.ts';

interface RunArguments extends LimitArguments {
  readonly script: string;
  readonly lab: string;
  readonly state: string | undefined;
  readonly json: boolean;
  readonly realtime: number | undefined;
  readonly watch: boolean;
  readonly 'max-script-lines': string | undefined;
  readonly 'max-sessions': string | undefined;
}

/** `tunnelglot run`; `end` gets the exit code. */
export function runCommand(end: (code: ExitCode) => void): CommandBody<RunArguments> {
  return {
    builder: describeOptions,
    handler: async (given) => {
      end(await run(given));
    },
  };
}

export const LAB_OPTION = {
  ...TEXT,
  demandOption: true,
  coerce: (word: string | readonly string[]): string => last(word) ?? '',
  describe: 'the lab: a YAML file (docs/lab.schema.json)',
} as const;
export const STATE_OPTION = {
  ...TEXT,
  describe: 'folder in which devices keep what they save; the next run begins with it',
} as const;

function describeOptions(yargs: Argv): Argv<RunArguments> {
  return yargs
    .positional('script', {
      type: 'string',
      demandOption: true,
      describe: 'a script; "-": standard input',
      coerce: (word: string) => (word === '\0' ? '-' : word),
    })
    .option('lab', LAB_OPTION)
    .option('state', STATE_OPTION)
    .option('json', { ...SWITCH, describe: 'print JSON: each command with its output and result' })
    .option('realtime', {
      type: 'number',
      describe: 'let time pass as on a clock, or FACTOR times as fast',
      coerce: (factor: number | undefined) => (Number.isNaN(factor) ? 1 : factor),
    })
    .option('watch', { ...SWITCH, describe: 'show the exchanges of the gateways between the commands' })
    .options(LIMIT_OPTIONS)
    .option('max-script-lines', {
      ...TEXT,
      describe: `most lines of a script (${USUAL_SCRIPT_LIMITS.lines})`,
    })
    .option('max-sessions', {
      ...TEXT,
      describe: `most sessions that a script opens (${USUAL_SCRIPT_LIMITS.sessions})`,
    })
    .example('$0 run morning.tgs --lab examples/ikev2/lab.yaml', 'the transcript, prompts included')
    .epilogue(
      'A script: lines to type, and @DEVICE [DIALECT], @wait 30s, @link A B up|down, @traffic A FROM -> TO 1200B x 10,\n' +
        '@expect [not] contains|matches|equals "TEXT", @screen ROWS, @key space|enter|other. A line that ends in ? asks for help.\n' +
        'Exit codes: 0 done; 1 an @expect that is not met, or problems in the files; 2 usage.',
    );
}

async function run(given: RunArguments): Promise<ExitCode> {
  const limits = readLimits(given);
  const { lab, simulation } = loadLab(given.lab, { ...given, limits });
  const source = readInput(given.script, limits);
  const known = { devices: lab.devices.map(({ name }) => name), dialects: sessionDialects() };
  const read = readScript(source.text, known, {
    lines: positive('--max-script-lines', given['max-script-lines']) ?? USUAL_SCRIPT_LIMITS.lines,
    sessions: positive('--max-sessions', given['max-sessions']) ?? USUAL_SCRIPT_LIMITS.sessions,
  });
  if (read.kind === 'problems') return refuse(read.problems, [source]);
  const output = new OutputStream(process.stdout);
  const clock = given.realtime === undefined ? undefined : new RealTime(given.realtime, simulation.gateways);
  const happenings = runScript(read.script, simulation, { dialectNamed: sessionDialect, watch: given.watch });
  const texts = given.json ? happeningsAsJson(happenings, simulation.start) : transcript(happenings, source);
  const failure = await print(texts, output, clock);
  if (failure === undefined) return EXIT.done;
  process.stderr.write(failure.told.map((line) => `${line}\n`).join(''));
  return EXIT.problems;
}

/** Prints as fast as the reader takes it, and no faster than the clock where there is one. */
async function print(
  texts: Iterable<string | Failure>,
  output: OutputStream,
  clock: RealTime | undefined,
): Promise<Failure | undefined> {
  let failure: Failure | undefined;
  for (const piece of texts) {
    if (typeof piece === 'string') output.write(piece);
    else failure = piece;
    // What is printed next is made behind what was printed before.
    // oxlint-disable-next-line eslint/no-await-in-loop
    if (output.isFull || clock?.isAhead() === true) await output.drained(() => clock?.catchUp());
  }
  await output.drained();
  return failure;
}

/** The script as a person sees it at the terminals. */
function* transcript(happenings: Iterable<Happening>, source: InputFile): Generator<string | Failure> {
  for (const happening of happenings) {
    switch (happening.kind) {
      case 'directive':
      case 'output':
        yield `${happening.text}\n`;
        break;
      case 'typed':
        yield `${happening.prompt}${happening.line}\n`;
        break;
      case 'ladder':
        yield `    | ${happening.text}\n`;
        break;
      case 'done':
        break;
      case 'failed': {
        const { step, expectation, actual } = happening;
        yield { told: failureLines(source, step.span.start, step.text, expectation, actual) };
        break;
      }
      default:
        happening satisfies never;
    }
  }
}

const MOST_SHOWN = 40;

function failureLines(
  source: InputFile,
  start: number,
  text: string,
  { how, isNegated, text: wanted }: Expectation,
  actual: readonly string[],
): readonly string[] {
  const line = new LineIndex(source.text).line(start);
  const more = actual.length - MOST_SHOWN;
  return [
    `${source.name}:${line}: error: the output is not as expected`,
    ...caretLines(line, text, { start: 0, end: text.length }, []),
    `   expected: ${isNegated ? 'not ' : ''}${how} "${wanted.replaceAll('\n', '\\n')}"`,
    actual.length === 0 ? '   actual:   nothing was printed' : '   actual:',
    ...actual.slice(0, MOST_SHOWN).map((each) => `   | ${each}`),
    ...(more > 0 ? [`   | ... and ${more} more lines`] : []),
  ];
}
