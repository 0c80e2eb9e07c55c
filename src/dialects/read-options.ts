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
