import type { Code } from '../../ir/diagnostic.ts';
import type { Json } from '../../ir/json.ts';
import type { MemberPath } from '../../ir/limits.ts';
import type { ObjectReference } from '../../ir/operation.ts';
import type { Place } from '../source-map.ts';
import type { Proof } from './proof.ts';

/** From best to worst; `out-of-scope` is beside the scale and gives way to every other finding. */
export const STATUSES = ['exact', 'adapted', 'approximated', 'dropped', 'out-of-scope', 'error'] as const;
export type Status = (typeof STATUSES)[number];

/** What is said of a statement. `count`: how often the same was found of it. */
export interface Note {
  readonly code: Code;
  readonly status: Status;
  readonly note: string;
  readonly todo?: string;
  readonly count?: number;
}
/** One statement of the source. `text`: its first line, secrets masked. */
export interface StatementRow {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
  readonly status: Status;
  /** Worst first; the statement's status is that of the first one. */
  readonly notes: readonly Note[];
  readonly targets: readonly Place[];
}
/** A value that the source never wrote and the target cannot keep, or needs written. */
export interface DefaultRow {
  readonly path: MemberPath;
  readonly from: Json;
  readonly to?: Json;
  readonly status: Status;
  readonly code: Code;
  readonly note: string;
  readonly count: number;
  /** The first three. */
  readonly objects: readonly ObjectReference[];
}
/** Target text without a source line. */
export interface AddedRow extends Place {
  readonly code: Code;
  readonly note: string;
}
/** A placeholder that a person fills (`--secrets FILE`, `--map FILE`); `value`: in the source itself. */
export interface NeededRow {
  readonly placeholder: string;
  readonly kind: 'secret' | 'interface' | 'address' | 'vlan' | 'certificate' | 'value';
  /** Where it stands in the output; nowhere: its tunnel is not written without it. */
  readonly targets: readonly Place[];
}
export type Verdict = 'lossless' | 'lossy' | 'incomplete' | 'refused';

/** What became of every statement and of every default (`contracts.md` 5). */
export interface Report {
  readonly from: string;
  readonly to: string;
  /** TG154: why the source was read as it was. */
  readonly because: string;
  readonly verdict: Verdict;
  readonly counts: Readonly<Record<Status, number>>;
  readonly statements: readonly StatementRow[];
  readonly defaults: readonly DefaultRow[];
  readonly added: readonly AddedRow[];
  readonly needed: readonly NeededRow[];
  /** Where it was asked for (`--prove`). */
  readonly proof?: Proof;
}
