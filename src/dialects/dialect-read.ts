import type { ConfigurationObject } from '../../grammars/objects/object.ts';
import type { Diagnostic, SourceFile, Span } from '../ir/diagnostic.ts';
import type { Operation } from '../ir/operation.ts';
import type { Origin } from '../ir/origins.ts';
import type { OutputFilter } from './dialect-operations.ts';

/** Whether only what the device itself takes is read, or also what people write and mean (adapted, with a note). */
export type Syntax = 'lenient' | 'strict';

/** How a text is read. */
export interface ReadOptions {
  /** Absent: lenient. */
  readonly syntax?: Syntax;
  /** How many files are read in the place of an `include`, each as often as it is; absent: `MOST_INCLUDES`. */
  readonly mostIncludes?: number;
}

/** Files that include each other twice double with each level. */
export const MOST_INCLUDES = 10_000;

/** What reading makes of the files of a gateway: statements with their places, and the objects that they make. */
export interface Read {
  readonly files: readonly SourceFile[];
  /** statements[i] has origin i. */
  readonly statements: readonly Piece[];
  readonly objects: ConfigurationObject;
  readonly diagnostics: readonly Diagnostic[];
  /** What is asked of the running gateway, in the order of the text. */
  readonly operations: readonly ReadOperation[];
  /** What is wrong with statements that matter only where their object does; lowering knows. */
  readonly pending: ReadonlyMap<Origin, Diagnostic>;
}
/** The same without the objects: the statements alone, and what was found in them. */
export type ReadStatements = Omit<Read, 'objects'>;

/** A statement that asks for something and configures nothing. */
export interface ReadOperation {
  /** The line; of a document each of its members. */
  readonly origins: readonly Origin[];
  readonly operation: Operation;
  readonly filters: readonly OutputFilter[];
  /** How it was read. */
  readonly diagnostics: readonly Diagnostic[];
  /** What it was answered with stands behind it: the text is a capture, not a script. */
  readonly answered?: true;
}
/** One statement as the report counts it. It holds offsets, not text. */
export interface Piece {
  readonly span: Span;
  readonly view: string;
  /** Row of the command table or of the schema; absent: refused or unknown. */
  readonly row?: number;
}
