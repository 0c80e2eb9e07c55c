import { createInterface, type Interface } from 'node:readline';
import type { Argv } from 'yargs';
import { runDirective } from '../simulator/script/run-directive.ts';
import { Session } from '../simulator/session/session.ts';
import type { Simulation } from '../simulator/simulation.ts';
import { loadLab, sessionDialect } from './lab-files.ts';
import { LIMIT_OPTIONS, type LimitArguments, readLimits } from './limits.ts';
import { TEXT } from './options.ts';
import type { CommandBody } from './lazy-command.ts';
import { EXIT, type ExitCode, UsageProblem } from './problems.ts';
import { LAB_OPTION, STATE_OPTION } from './run-command.ts';

interface ShellArguments extends LimitArguments {
  readonly device: string;
  readonly lab: string;
  readonly dialect: string | undefined;
  readonly state: string | undefined;
  readonly realtime: number;
}

/** `tunnelglot shell`; `end` gets the exit code. */
export function shellCommand(end: (code: ExitCode) => void): CommandBody<ShellArguments> {
  return {
    builder: describeOptions,
    handler: async (given) => {
      end(await run(given));
    },
  };
}

function describeOptions(yargs: Argv): Argv<ShellArguments> {
  return yargs
    .positional('device', { type: 'string', demandOption: true, describe: 'a device of the lab' })
    .option('lab', LAB_OPTION)
    .option('dialect', { ...TEXT, describe: "the session's dialect; absent: the device's own" })
    .option('state', STATE_OPTION)
    .option('realtime', {
      type: 'number',
      default: 1,
      describe: 'virtual seconds in a second; 0: time stands still',
    })
    .options(LIMIT_OPTIONS)
    .example('$0 shell hub --lab examples/ikev2/lab.yaml', 'the command line of the hub')
    .epilogue('Lines with @ are directives, as in scripts: @wait 30s, @link hub spoke down. Ctrl-D ends.');
}

/** Time of the lab goes on so often, in milliseconds. */
const TICK = 100;
const MOST_HISTORY = 1000;

async function run(given: ShellArguments): Promise<ExitCode> {
  const { device: name, lab, dialect, state, realtime } = given;
  const chosen = dialect === undefined ? undefined : sessionDialect(dialect);
  if (dialect !== undefined && chosen === undefined) throw new UsageProblem(`no device speaks "${dialect}"`);
  const { simulation } = loadLab(lab, { state, limits: readLimits(given) });
  const device = simulation.devices.get(name);
  if (device === undefined) {
    throw new UsageProblem(
      `"${name}" is no device of this lab: there are ${[...simulation.devices.keys()].join(', ')}`,
    );
  }
  const console = new Console(
    simulation,
    new Session(device.open(chosen), { rows: process.stdout.rows ?? 0 }),
  );
  const timer = realtime > 0 ? setInterval(() => simulation.advance(TICK * realtime), TICK) : undefined;
  try {
    await console.run();
  } finally {
    clearInterval(timer);
  }
  return EXIT.done;
}

/** A terminal at a session: line editing and history are Node's, help and completion the device's. */
class Console {
  readonly #simulation: Simulation;
  readonly #session: Session;
  readonly #editor: Interface;

  constructor(simulation: Simulation, session: Session) {
    this.#simulation = simulation;
    this.#session = session;
    this.#editor = createInterface({
      input: process.stdin,
      output: process.stdout,
      historySize: MOST_HISTORY,
      completer: (text: string): [string[], string] => this.#complete(text),
    });
  }

  /** Until the session or its input ends. */
  run(): Promise<void> {
    const editor = this.#editor;
    editor.on('SIGINT', () => {
      editor.write(null, { ctrl: true, name: 'u' });
      process.stdout.write('^C\n');
      this.#prompt();
    });
    // Ctrl-Z is a key of the devices; without a listener it would stop this program.
    editor.on('SIGTSTP', () => {
      process.stdout.write('\n');
      this.#take('return');
    });
    editor.on('line', (line) => this.#take(line));
    process.stdin.on('keypress', (text: string | undefined, key: { readonly name?: string }) => {
      if (this.#session.isPaging) {
        // A filter (`/TEXT`) is typed like a line, up to Enter.
        if (!/^[/+-]/.test(this.#editor.line)) this.#page(text, key.name);
      } else if (text === '?') this.#help();
    });
    this.#prompt();
    return new Promise((resolve) => {
      editor.on('close', () => {
        process.stdout.write('\n');
        resolve();
      });
    });
  }

  #take(line: string): void {
    if (this.#session.isPaging) this.#print(this.#session.key(line === '' ? '\n' : line));
    else if (line.startsWith('@')) this.#print(runDirective(line, this.#simulation));
    else this.#print(this.#session.type(line).lines);
    if (this.#session.isOpen) this.#prompt();
    else this.#editor.close();
  }

  /** A key at a full page needs no Enter; what the editor has made of it is taken back. */
  #page(text: string | undefined, name: string | undefined): void {
    if (name === 'return' || name === 'enter') return;
    this.#editor.write(null, { ctrl: true, name: 'u' });
    process.stdout.write(`\r${' '.repeat(this.#session.prompt.length)}\r`);
    this.#print(this.#session.key(text ?? 'q'));
    this.#prompt();
  }

  #print(lines: Iterable<string>): void {
    for (const line of lines) process.stdout.write(`${line}\n`);
  }

  #prompt(): void {
    this.#editor.setPrompt(this.#session.prompt);
    this.#editor.prompt();
  }

  /** The question mark is taken back: it was never part of the line. */
  #help(): void {
    const { line, cursor } = this.#editor;
    if (!line.slice(0, cursor).endsWith('?')) return;
    const lines = this.#session.help(line.slice(0, cursor - 1));
    if (lines === undefined) return;
    process.stdout.write('\n');
    this.#print(lines);
    this.#editor.write(null, { name: 'backspace' });
    this.#editor.prompt(true);
  }

  #complete(text: string): [string[], string] {
    const { lines, text: completed } = this.#session.complete(text);
    if (lines.length === 0 && completed.startsWith(text))
      return [completed === text ? [] : [completed], text];
    if (lines.length === 0) {
      // Another word takes the place of the one that the last TAB gave.
      this.#editor.write(null, { ctrl: true, name: 'u' });
      this.#editor.write(completed);
      return [[], text];
    }
    process.stdout.write('\n');
    this.#print(lines);
    this.#editor.prompt(true);
    return [[], text];
  }
}
