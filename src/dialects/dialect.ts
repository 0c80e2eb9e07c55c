import type { Unread } from '../../grammars/notation/command.ts';
import type { Assignment, ConfigurationObject } from '../../grammars/objects/object.ts';
import type { AlgorithmNames } from '../ir/algorithms.ts';
import type { Captured, Moment } from '../ir/captured.ts';
import type { EngineBehaviour } from '../ir/behaviour.ts';
import type { SourceFile } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Change, Limits } from '../ir/limits.ts';
import type { Lowered } from '../ir/lowered.ts';
import type { NegotiationFailure } from '../ir/result.ts';
import type { Operation } from '../ir/operation.ts';
import type { Origins } from '../ir/origins.ts';
import type { BlankCells } from '../text/layout/blank-cells.ts';
import type { Terminal } from './dialect-terminal.ts';
import type { Capture, Shown } from './dialect-outputs.ts';
import type { Read, ReadOptions } from './dialect-read.ts';
import type { OperationalLanguage } from './dialect-operations.ts';

export type { Piece, Read, ReadOperation, ReadOptions, ReadStatements } from './dialect-read.ts';

/** The whole of what the rest of the program knows of a dialect. It keeps nothing between calls but its parser. */
export interface Dialect {
  readonly name: string;
  readonly profiles: readonly string[];
  /** The profile that is meant where nothing tells. */
  readonly defaultProfile: string;
  /** Whether each file is a gateway, or the files of one folder are one together. */
  readonly filesOfGateway: 'one' | 'folder';
  /** Folders in a folder of this name hold parts of the gateway above (the partitions of a BIG-IP). */
  readonly folderOfParts?: string;
  /** Rows of its command tables or schema; `Piece.row` is an index into them. */
  readonly rows: readonly Row[];
  /** How much a text looks like this dialect, and like which of its profiles. */
  detect(text: string): Detected | undefined;
  /** text → statements → objects; lossless, never throws. */
  read(files: readonly SourceFile[], profile: string, options?: ReadOptions): Read;
  /** objects → IR. Without a word of the extent everything is told. */
  lower(read: Read, profile: string, extent?: Extent): Lowered;
  /** The parts of a statement's text that must never be shown, whether or not the statement can be read. */
  secretsIn(statement: string): readonly TextRange[];
  /** By profile: algorithms that its release has only with an extra package (TG412). */
  readonly packagedAlgorithms?: Readonly<Record<string, AlgorithmNames>>;
  /** How its devices answer a person; absent: no device speaks it (the IR itself). */
  readonly terminal?: Terminal;
  /** By profile: how its devices negotiate, for the SA engine. */
  readonly behaviour: Readonly<Record<string, EngineBehaviour>>;
  /** What a device logs, or shows otherwise, of a negotiation that failed, as far as its vendor tells: each end its own half. */
  negotiationLog?(failure: NegotiationFailure, profile: string): readonly string[];
  /** What is typed at a running gateway; absent: nothing (the IR). */
  readonly operations?: OperationalLanguage;
  /** What writing takes; absent: the dialect is only read. */
  readonly target?: Target;
  /** What its devices answer; absent: no device speaks it. */
  readonly outputs?: Outputs;
}

/** What the devices of a dialect print when they are asked, and how it is read again. */
export interface Outputs {
  /** The outputs of a profile, by name ("ike-sa", "ipsec-sa-brief"). */
  names(profile: string): readonly string[];
  /**
   * The lines of an output, one by one: of any number of SAs none is kept. `blanks` learns which cells
   * have nothing to print.
   */
  print(name: string, shown: Shown, moment: Moment, profile: string, blanks?: BlankCells): Iterable<string>;
  /** The outputs that together show all of a capture, as a person would ask for them. */
  showing(captured: Captured, profile: string): readonly string[];
  /** Whether a text may hold outputs at all: quick, and never wrong when it says no. */
  mayHold(text: string): boolean;
  /** Reads a capture: a terminal session, or an output alone. `file`: its number, for diagnostics. */
  read(capture: SourceFile, file: number): Capture;
}

/**
 * What lowering tells: only the `meaning`, with all that is wrong with it, or also what becomes of the statements that
 * have no part in it.
 */
export type Extent = 'meaning' | 'everything';

export interface Target {
  /** How its files can be laid out, the usual way first; absent: in one way only. */
  readonly layouts?: readonly Style['layout'][];
  /** It can say whatever a gateway can be (the IR itself): nothing is made to fit. */
  readonly saysEverything?: true;
  /** By profile. */
  readonly limits: Readonly<Record<string, Limits>>;
  /** The rules over two members, run after the generic walk of legalize. */
  adjust?(gateway: Gateway, origins: Origins, profile: string, leave: Leave): Adjusted;
  raise(gateway: Gateway, origins: Origins, profile: string, style: Style): Raised;
  write(raised: Raised, profile: string, style: Style): readonly Written[];
  /**
   * The lines that a person types to turn a configuration that stands already into one of another meaning. `from`: its
   * own meaning, raised as `to` is, so that only what differs is typed; absent: all of it is stated anew. A dialect without
   * it has files that are written, never typed.
   */
  change?(standing: Standing, from: Raised | undefined, to: Raised, profile: string): readonly string[];
  /** A line of comment in its files, for the header and for what is missing; absent: its files have no comments. */
  readonly comment?: (text: string) => string;
}

/** A configuration that stands already. */
export interface Standing {
  readonly objects: ConfigurationObject;
  /** Of these the statements that its meaning comes from. */
  readonly meaning: ConfigurationObject;
  /** What the objects that raising makes of its meaning are called there: by view and key the key. */
  readonly names: ReadonlyMap<string, string>;
}

export interface Row {
  /** The line of the manual, or the property. */
  readonly line: string;
  readonly unread?: Unread;
}
export interface TextRange {
  readonly start: number;
  readonly end: number;
}
/** `tie`: another profile has as many points. `because`: what was seen. */
export interface Detected {
  readonly profile: string;
  readonly score: number;
  readonly because: string;
  readonly tie: boolean;
  /** With a tie: the profiles that have as many points. */
  readonly tiedProfiles?: readonly string[];
}

/** What a person lets the translation do. */
export interface Leave {
  /** Codes of losses that are let through (`--accept`). */
  readonly accepted: ReadonlySet<string>;
  /** What `--map` says of a name (the VLAN of an address, the number of a VRF). */
  readonly placeholders: Readonly<Record<string, string>>;
}
export interface Adjusted {
  readonly gateway: Gateway;
  readonly changes: readonly Change[];
}
/** `placeholders`: as in `Leave`. */
export interface Style {
  readonly layout: 'blocks' | 'commands';
  readonly compact: boolean;
  readonly placeholders: Readonly<Record<string, string>>;
  /** With the statements that each value came from (`--origins`; the IR alone has a place for them). */
  readonly origins: boolean;
  /** Where the statements behind each line are looked up; absent: in the origins that decide what is raised. */
  readonly sources?: Origins;
  /** What is asked beside the gateway, or alone; the IR alone has a place for it. */
  readonly operations?: { readonly asked: readonly Operation[]; readonly alone: boolean };
}
/** The IR members that a target statement says. */
export type Said = readonly (readonly [object: object, member: string])[];
export interface Raised {
  /**
   * The origins of an assignment are the statements that it says; `DEFAULT_ORIGIN`: nobody wrote what it says;
   * `DERIVED_ORIGIN`: it says nothing.
   */
  readonly objects: ConfigurationObject;
  /** Units, names, numbers, splits, additions: kind `adapted` only. */
  readonly changes: readonly Change[];
  /** Assignments without a statement of the source, with the code of their row in the report. */
  readonly added: ReadonlyMap<Assignment, Addition>;
}
export type Addition = Pick<Change, 'code' | 'note'>;
export interface Written {
  readonly file: string;
  readonly text: string;
  /** The assignments that each line says; none: a comment, or what only a session needs. */
  readonly lines: readonly (readonly Assignment[])[];
}
