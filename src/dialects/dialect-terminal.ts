import type { ConfigurationObject } from '../../grammars/objects/object.ts';
import type { Operation } from '../ir/operation.ts';
import type { Origin } from '../ir/origins.ts';
import type { SourceFile, Span } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { IkeProposal } from '../ir/ike.ts';
import type { IkeSaMark, Result, Time } from '../ir/result.ts';
import type { Shown } from './dialect-outputs.ts';

/** Of what a reference names without showing it. `--json` has the result of an operation all the same. */
export const NO_LAYOUT = 'Info: no layout of this output is known to the simulator.';

/** How devices of a dialect answer a person: what a session needs to know of it. */
export interface Terminal {
  /** A session at the dialect's own command line; absent: its commands are programs of a shell. */
  open?(host: TerminalHost): Personality;
  /** What a shell on such a device runs, by name. */
  readonly programs?: Readonly<Record<string, Program>>;
  /** The prompt of a shell on such a device. */
  readonly shellPrompt?: (host: TerminalHost) => string;
  /** Files of the system itself that a shell on such a device can show, by path. */
  shellFiles?(profile: string): Readonly<Record<string, string>>;
  /** What such a device could call an interface: translations name none. */
  interfaceName?(index: number, profile: string): string;
  /** Which of its packet processors a device gives an SA to; absent: its outputs do not tell. */
  processorOf?(sa: number, profile: string): number | undefined;
  /** Marks that the state of the device itself gives to every IKE SA of it; absent: none. */
  marksOf?(profile: string): readonly IkeSaMark[];
  /** What a device shows of its configuration beside what it means to SAs: what it has from the factory, and global settings. */
  shows?(running: ConfigurationObject, meaning: Gateway, profile: string): ShownBeside;
  /** Commands whose output no reference shows: a session answers with `NO_LAYOUT`. */
  commandsWithoutLayout?(profile: string): readonly string[];
  /** How many words its help can show, and how many with a text of a device: the others have a neutral one. */
  helpCoverage?(profile: string): HelpCoverage;
  /** Gives the keys in a saved file, which are encrypted by the lab, in clear; other text as it is. */
  decipher(text: string, cipher: Cipher): string;
  /** The files that a device keeps what it runs in. */
  save(host: TerminalHost): readonly SavedFile[];
}
export type ShownBeside = Pick<Shown, 'settings' | 'securityPolicies'> & {
  readonly ikeProposals?: readonly IkeProposal[];
};
export interface HelpCoverage {
  readonly words: number;
  readonly documented: number;
}
export interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/** What is said of a change that was made. */
export type Consequence = Pick<Reply, 'refused'> & { readonly lines: readonly string[] };

/** One vendor's command line, as far as a session has come in it. It is typed at a line at a time. */
export interface Personality {
  /** What stands in front of the next line: a prompt, or a question. */
  readonly prompt: string;
  /** Longest line that the device takes, in characters. */
  readonly longestLine: number;
  /** What is printed where a page is full; nothing: output is never paged. */
  readonly pager?: Pager;
  /** Takes a line. It ends in an answer whatever is typed. */
  enter(line: string): Reply;
  /** `?` typed behind a text; nothing: a question mark is a character like any other there. */
  help?(text: string): readonly string[] | undefined;
  /** TAB typed behind a text. */
  complete?(text: string): Completion;
}
export interface Pager {
  /** Lines of a page; 0: it does not stop. */
  readonly lines: number;
  readonly mark: string;
  /** Takes the mark off the screen. */
  readonly erase: string;
  /** What is typed at the mark to have only some of the rest (`/REGEX`); nothing: it is no filter. */
  filter?(typed: string): ((lines: Iterable<string>) => Iterable<string>) | undefined;
}
export interface Completion {
  /** Printed below the line, which is then shown again. */
  readonly lines: readonly string[];
  readonly text: string;
}

/** What a line brought about. */
export interface Reply {
  /** Without line ends; made while they are printed. */
  readonly lines: Iterable<string>;
  /** What the lines show, for programs. It is made when it is asked for. */
  readonly result?: () => Result;
  /** The device refused the line. */
  readonly refused?: true;
  /** Exit status of a program; absent: 0, or 1 where it refused. */
  readonly status?: number;
  /** A page is never full. */
  readonly unpaged?: true;
  /** The session is at an end; `opened`: another one begins, and this one goes on behind it. */
  readonly ended?: true;
  readonly opened?: Personality;
}

/** A program of a shell: `input` is what it reads, its lines are what it prints on both streams, as they come. */
export type Program = (words: readonly string[], host: TerminalHost, input: Iterable<string>) => Reply;

/** Hides the keys of a lab in its outputs, so that only the same lab can read them. */
export interface Cipher {
  seal(text: string): Uint8Array;
  /** Nothing: it was not sealed by this lab. */
  unseal(sealed: Uint8Array): string | undefined;
}

/** Files as a device was given them, and what was understood of each statement: `row` is absent where no table knows it. */
export interface WrittenFiles {
  readonly files: readonly SourceFile[];
  readonly statements: readonly { readonly span: Span; readonly view: string; readonly row?: number }[];
}

/** The device that a session is open on, as the command line of any dialect sees it. */
export interface TerminalHost {
  /** Its name in the lab. */
  readonly name: string;
  /** Of the session's dialect. */
  readonly profile: string;
  /** Of the person who has logged in; absent: there is nothing that may not be done. */
  readonly level?: number;
  /** The session is in the device's own dialect; in another one a change is carried over, and may be refused. */
  readonly isOwn: boolean;
  /** The configuration that runs, in the session's dialect. */
  readonly running: ConfigurationObject;
  /** The files that it was read from, for what no table knows; nothing: they are of another dialect. */
  readonly written: WrittenFiles | undefined;
  readonly cipher: Cipher;
  /** Virtual time since the start of the lab, and where it is on a calendar (milliseconds since 1970, UTC). */
  readonly clock: { readonly now: Time; readonly start: number };
  /** A place in the device's memory for what is typed: statements have origins. */
  originOf(view: string, row?: number): Origin;
  /**
   * What runs was changed in place (in the device's own dialect alone), or is another one now: what differs reaches the SA
   * engine. Where it is refused nothing has changed.
   */
  changed(running?: ConfigurationObject): Consequence;
  /** Keeps what runs as what is saved. */
  save(): readonly SavedFile[];
  saved(): readonly SavedFile[];
  /** Reads files as at the start of the device; nothing: they cannot be read, and nothing changes. */
  load(files: readonly SavedFile[]): ConfigurationObject | undefined;
  /** Files of the device beside its saved configuration: what was saved under a name, by its whole path. */
  readonly files: { read(path: string): string | undefined; write(file: SavedFile): void };
  execute(operation: Operation): Result;
  /** Executes what a command asks; `output`: that of the session's dialect which shows the result. */
  answer(operation: Operation, output?: string): Reply;
  /** Lets time pass until something is so, at most so many milliseconds; whether it is. */
  wait(isSo: () => boolean, most: number): boolean;
  /** A shell on this device. */
  shell(): Personality;
}
