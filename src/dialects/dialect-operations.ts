import type { Values } from '../../grammars/objects/object.ts';
import type { Diagnostic } from '../ir/diagnostic.ts';
import type { ObjectReference, Operation } from '../ir/operation.ts';

/** The operational commands of a dialect: what is typed at a running gateway and configures nothing. */
export interface OperationalLanguage {
  /** What a line asks where it is typed. Never throws. */
  understand(line: string, place: TypedPlace): TypedCommand;
  /**
   * How an operation may be said, the narrowest way first. What each way really asks is told by reading it back: a dialect
   * offers what its words come to, and whoever chooses compares.
   */
  express(operation: Operation, profile: string): Expression;
  /** A command whose output goes through filters; `lost`: those that there is no word for. */
  filter(
    command: string,
    filters: readonly OutputFilter[],
    profile: string,
  ): { readonly command: string; readonly lost: readonly OutputFilter[] };
  /** A line of comment in a script. */
  comment(text: string): string;
  /** What is typed before and after commands of the configuration; absent: its configuration is files, never typed. */
  readonly configuring?: { readonly enter: readonly string[]; readonly leave: readonly string[] };
}

export type Expression =
  | { readonly kind: 'ways'; readonly ways: readonly Way[] }
  /** No such command; `nearest`: what a person does instead; absent: nothing is near. */
  | { readonly kind: 'none'; readonly nearest?: string; readonly because: string }
  /** Nothing has to be said; `means`: what is so anyway. */
  | { readonly kind: 'needless'; readonly means: string };
/** Commands that together say an operation, in their order. */
export interface Way {
  readonly commands: readonly string[];
  /** What they do beside what they ask (TG305, TG313), what they do not show (TG308). */
  readonly diagnostics?: readonly Diagnostic[];
}

/** Where a line is typed. */
export interface TypedPlace {
  readonly profile: string;
  /**
   * Where the session is, in the dialect's own words: a view of VRP ("user", "system", "ike-peer"), a module of tmsh ("net ipsec").
   * Absent: a script, which does not say where its lines are typed.
   */
  readonly view?: string;
  /** Privilege of the user; absent: enough for anything. */
  readonly level?: number;
  /** The object in whose view the session is (`display this`). */
  readonly object?: ObjectReference;
}

export type TypedCommand =
  | UnderstoodCommand
  /** Another command: of the configuration, or of a feature that is not IPsec. */
  | { readonly kind: 'other' }
  | RefusedCommand;

export interface UnderstoodCommand {
  readonly kind: 'operation';
  readonly operation: Operation;
  /** The row of the dialect's tables and its arguments: how it is answered is the dialect's own. */
  readonly command: string;
  readonly values: Values;
  /** What the output goes through, first to last. */
  readonly filters: readonly OutputFilter[];
  /** How it was read (words cut short), and what an operation has no word for. Spans are into the line. */
  readonly diagnostics: readonly Diagnostic[];
}
export interface RefusedCommand {
  readonly kind: 'refused';
  readonly answer: Answer;
  /** What is wrong, for a person. Its span is into the line. */
  readonly diagnostic: Diagnostic;
}

/** `| include REGEX` and the like: which lines of an output are printed. */
export interface OutputFilter {
  readonly kind: 'include' | 'exclude' | 'begin' | 'section' | 'count';
  readonly pattern: string;
}

/** What a device prints instead of doing what was typed, and how the command ends in a shell. */
export interface Answer {
  readonly lines: readonly AnswerLine[];
  readonly exitCode: number;
}
export interface AnswerLine {
  readonly stream: 'out' | 'err';
  readonly text: string;
  /** A caret of its own line stands above the text, below this column of the typed line (the prompt not counted). */
  readonly caret?: number;
}
