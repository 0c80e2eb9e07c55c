import type { Reply } from '../../dialects/dialect-terminal.ts';
import type { Result, Time } from '../../ir/result.ts';
import type { DialectProfile } from '../../translate/dialect-profile.ts';
import { Session } from '../session/session.ts';
import type { Simulation } from '../simulation.ts';
import { type Expectation, isMet } from './expectation.ts';
import type { Script, Step } from './script.ts';

/** What a script brought about, step by step. Texts have no line ends. */
export type Happening =
  /** A line of the script that types nothing. */
  | { readonly kind: 'directive'; readonly text: string }
  /** A line typed behind its prompt. */
  | {
      readonly kind: 'typed';
      readonly at: Time;
      readonly device: string;
      readonly dialect: string;
      readonly prompt: string;
      readonly line: string;
    }
  | { readonly kind: 'output'; readonly text: string }
  /** The command is done. */
  | {
      readonly kind: 'done';
      readonly refused: boolean;
      readonly status?: number;
      readonly result?: () => Result;
    }
  /** The exchanges of the gateways meanwhile. */
  | { readonly kind: 'ladder'; readonly text: string }
  /** An `@expect` that is not met: nothing further runs. */
  | {
      readonly kind: 'failed';
      readonly step: Step;
      readonly expectation: Expectation;
      readonly actual: readonly string[];
    };

export interface RunOptions {
  /** A dialect by the name that the script has for it. */
  readonly dialectNamed: (name: string) => DialectProfile | undefined;
  readonly watch: boolean;
}

/** Of an output so many lines are kept for `@expect`. */
const MOST_KEPT = 250_000;

/** A session that a script has opened; it can come back to it. */
interface Opened {
  readonly session: Session;
  readonly device: string;
  readonly dialect: string;
}

/** Runs a script against a lab. What is printed is made while it is read: a long output is never held as a whole, but for `@expect`. */
export function* runScript(
  { steps }: Script,
  simulation: Simulation,
  { dialectNamed, watch }: RunOptions,
): Generator<Happening> {
  const run = new Run(simulation, dialectNamed);
  for (const [index, step] of steps.entries()) {
    yield* run.perform(step, steps[index + 1]?.kind === 'expect');
    if (run.hasFailed) return;
    if (watch) for (const text of simulation.gateways.ladder()) yield { kind: 'ladder', text };
  }
}

type StepOf<Kind extends Step['kind']> = Extract<Step, { readonly kind: Kind }>;

/** What a script has opened and seen so far. */
class Run {
  readonly #simulation: Simulation;
  readonly #dialectNamed: RunOptions['dialectNamed'];
  readonly #sessions = new Map<string, Opened>();
  #current: Opened | undefined;
  /** Of the screen of sessions that are opened from here on. */
  #rows = 0;
  /** Of the last command, where an `@expect` follows it. */
  #output: string[] = [];
  #hasFailed = false;

  constructor(simulation: Simulation, dialectNamed: RunOptions['dialectNamed']) {
    this.#simulation = simulation;
    this.#dialectNamed = dialectNamed;
  }

  /** An `@expect` was not met. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** `isExpected`: the output is looked at by the next step. */
  *perform(step: Step, isExpected: boolean): Generator<Happening> {
    switch (step.kind) {
      case 'type':
      case 'key':
        yield* this.#type(step, isExpected);
        return;
      case 'expect':
        if (!isMet(step.expectation, this.#output)) {
          this.#hasFailed = true;
          yield { kind: 'failed', step, expectation: step.expectation, actual: this.#output };
          return;
        }
        break;
      case 'open':
        this.#open(step);
        break;
      case 'wait':
        this.#simulation.advance(step.milliseconds);
        break;
      case 'link':
        this.#setLink(step);
        break;
      case 'traffic':
        this.#simulation.gateways.send(step.device, step.traffic);
        break;
      case 'screen':
        this.#rows = step.rows;
        break;
      default:
        step satisfies never;
    }
    yield { kind: 'directive', text: step.text };
  }

  #open({ device, dialect }: StepOf<'open'>): void {
    const key = `${device} ${dialect ?? ''}`;
    const known = this.#sessions.get(key);
    if (known?.session.isOpen === true) {
      this.#current = known;
      return;
    }
    const chosen = dialect === undefined ? undefined : this.#dialectNamed(dialect);
    const opened = this.#simulation.devices.get(device)?.open(chosen);
    if (opened === undefined) throw new Error(`no device ${device}`);
    const session = new Session(opened, { rows: this.#rows });
    this.#current = { session, device, dialect: dialect ?? '' };
    this.#sessions.set(key, this.#current);
  }

  #setLink({ ends, isUp, quality }: StepOf<'link'>): void {
    this.#simulation.gateways.setLink(ends, {
      ...(isUp === undefined ? {} : { isUp }),
      ...(quality === undefined ? {} : { quality }),
    });
  }

  *#type(step: StepOf<'type' | 'key'>, isExpected: boolean): Generator<Happening> {
    if (this.#current === undefined) return;
    const { session, device, dialect } = this.#current;
    const line = step.kind === 'type' ? step.line : '';
    const at = this.#simulation.gateways.now;
    yield { kind: 'typed', at, device, dialect, prompt: session.prompt, line };
    this.#output = [];
    const reply: Reply = step.kind === 'type' ? typeAt(session, line) : { lines: session.key(step.key) };
    for (const text of reply.lines) {
      if (isExpected && this.#output.length < MOST_KEPT) this.#output.push(text);
      yield { kind: 'output', text };
    }
    yield {
      kind: 'done',
      refused: reply.refused === true,
      ...(reply.status === undefined ? {} : { status: reply.status }),
      ...(reply.result === undefined ? {} : { result: reply.result }),
    };
  }
}

/** A line that ends in `?` asks for help; the text before it is not entered. */
function typeAt(session: Session, line: string): Reply {
  if (!line.endsWith('?') || session.isPaging) return session.type(line);
  const lines = session.help(line.slice(0, -1));
  return lines === undefined ? session.type(line) : { lines };
}
