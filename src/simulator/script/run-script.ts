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
  const sessions = new Map<string, Opened>();
  let current: Opened | undefined;
  let rows = 0;
  let output: string[] = [];
  for (const [index, step] of steps.entries()) {
    const isExpected = steps[index + 1]?.kind === 'expect';
    switch (step.kind) {
      case 'open': {
        const { device, dialect } = step;
        const chosen = dialect === undefined ? undefined : dialectNamed(dialect);
        const key = `${device} ${dialect ?? ''}`;
        const known = sessions.get(key);
        const opened = simulation.devices.get(device)?.open(chosen);
        if (opened === undefined) throw new Error(`no device ${device}`);
        current =
          known?.session.isOpen === true
            ? known
            : { session: new Session(opened, { rows }), device, dialect: dialect ?? '' };
        sessions.set(key, current);
        yield { kind: 'directive', text: step.text };
        break;
      }
      case 'type':
      case 'key': {
        if (current === undefined) break;
        const { session, device, dialect } = current;
        const line = step.kind === 'type' ? step.line : '';
        yield { kind: 'typed', at: simulation.gateways.now, device, dialect, prompt: session.prompt, line };
        output = [];
        const reply = step.kind === 'type' ? typeAt(session, line) : { lines: session.key(step.key) };
        for (const text of reply.lines) {
          if (isExpected && output.length < MOST_KEPT) output.push(text);
          yield { kind: 'output', text };
        }
        yield {
          kind: 'done',
          refused: reply.refused === true,
          ...(reply.status === undefined ? {} : { status: reply.status }),
          ...(reply.result === undefined ? {} : { result: reply.result }),
        };
        break;
      }
      case 'wait':
        simulation.advance(step.milliseconds);
        yield { kind: 'directive', text: step.text };
        break;
      case 'link': {
        const { ends, isUp, quality } = step;
        simulation.gateways.setLink(ends, {
          ...(isUp === undefined ? {} : { isUp }),
          ...(quality === undefined ? {} : { quality }),
        });
        yield { kind: 'directive', text: step.text };
        break;
      }
      case 'traffic':
        simulation.gateways.send(step.device, step.traffic);
        yield { kind: 'directive', text: step.text };
        break;
      case 'screen':
        rows = step.rows;
        yield { kind: 'directive', text: step.text };
        break;
      case 'expect':
        if (!isMet(step.expectation, output)) {
          yield { kind: 'failed', step, expectation: step.expectation, actual: output };
          return;
        }
        yield { kind: 'directive', text: step.text };
        break;
      default:
        step satisfies never;
    }
    if (watch) for (const text of simulation.gateways.ladder()) yield { kind: 'ladder', text };
  }
}

/** A line that ends in `?` asks for help; the text before it is not entered. */
function typeAt(session: Session, line: string): Reply {
  if (!line.endsWith('?') || session.isPaging) return session.type(line);
  const lines = session.help(line.slice(0, -1));
  return lines === undefined ? session.type(line) : { lines };
}
