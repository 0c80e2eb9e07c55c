import type { Origin } from './origins.ts';

/** Bytes that are not UTF-8 stand in `text` as lone surrogates U+DC80 to U+DCFF (`src/text/encoding.ts`). */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
  /** Permission bits; absent: nobody knows them (standard input). */
  readonly mode?: number;
}
/** Offsets in UTF-16 code units; line and column are computed when printed. */
export interface Span {
  readonly file: number;
  readonly start: number;
  readonly end: number;
}
export type Code = `TG${number}`;
export interface Diagnostic {
  readonly code: Code;
  readonly severity: 'error' | 'warning' | 'note';
  /** What it makes of its statement in the report; absent: nothing (an error always makes it `error`). */
  readonly status?: 'adapted' | 'approximated' | 'dropped' | 'out-of-scope';
  /** The statement that it speaks of. */
  readonly origin?: Origin;
  readonly message: string;
  readonly span?: Span;
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
  readonly help?: string;
  /** The placeholder that stands for a value which the source hides or lacks. */
  readonly placeholder?: string;
}
