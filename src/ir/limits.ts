import type { Code } from './diagnostic.ts';
import type { Json } from './json.ts';
import type { ObjectReference } from './operation.ts';
import type { Origin } from './origins.ts';
import type { IkeVersion } from './scalars.ts';

/** Dotted IR member path without list positions: "peers.dpd.retries", "policies.selectors.localPorts". */
export type MemberPath = string;

/** What one profile of a dialect can say. */
export interface Limits {
  readonly versions: readonly IkeVersion[];
  /** No row: the dialect has a word for it, with any value. */
  readonly members: Readonly<Record<MemberPath, MemberLimit>>;
  readonly names: Readonly<Partial<Record<NamedKind, NameRule>>>;
}
export type NamedKind = Exclude<ObjectReference['kind'], 'ike-settings' | 'route'>;

/** One record holds all that a member's loss needs: no second table of codes. Values are compared by `sameJson`. */
export interface MemberLimit {
  /**
   * The dialect has no word; lowering it always gives this value (null: an absent member). `always`: a fact of
   * the device. `unknown`: what the device does is not known, the value is only a convention of its lowering.
   */
  readonly fixed?: { readonly value: Json; readonly basis: 'always' | 'unknown' };
  /** The only values there are words for. */
  readonly values?: readonly Json[];
  /** Of `values`, those that have a word only where the peer speaks no other version (ECP groups, GCM for IKE). */
  readonly onlyWith?: readonly { readonly version: IkeVersion; readonly values: readonly Json[] }[];
  /** Of `values`, those that the target means without a word. */
  readonly implied?: readonly Json[];
  /** `also`: values outside the range that have a word ([0]: "no limit"). */
  readonly range?: {
    readonly first: number;
    readonly last: number;
    readonly step: number;
    readonly also?: readonly number[];
    /** Code of a value that is not a multiple of `step`; the loss of the row is for what lies outside. */
    readonly rounding?: Code;
  };
  /** Length of a list, and what becomes of a longer one. */
  readonly atMost?: number;
  readonly whenLonger?: 'keep-first' | 'refuse';
  /** Replacements tried before the loss. */
  readonly nearest?: readonly Replacement[];
  /**
   * Local to the device: the peer and the traffic cannot tell. A default of the source then becomes the target's
   * own, which is `adapted`.
   */
  readonly local?: true;
  /** With `local`, where there is no `fixed`: the target's own default. */
  readonly default?: Json;
  readonly loss: Loss;
}
export interface Replacement {
  readonly from: Json;
  readonly to: Json;
  readonly code: Code;
  readonly kind?: Change['kind'];
  /** What to say of it; absent: the note of the row, or the two values. */
  readonly note?: string;
  readonly todo?: string;
}
/** `note` may name `{from}` and `{to}`, the values before and after, and members of the object: `{tunnel.local}`. */
export interface Loss {
  readonly code: Code;
  readonly kind: Change['kind'];
  readonly note: string;
  readonly todo?: string;
}
/** `fold`: names that differ only in letter case are one name. `pattern`: the whole of a name that is accepted. */
export interface NameRule {
  readonly maxLength: number;
  readonly pattern: string;
  readonly fold: boolean;
}
/** One difference between what the source means and what the target is told. */
export interface Change {
  readonly code: Code;
  /** `out-of-scope`: only for evidence and for what is not IPsec (`hostname`, physical `interfaces`). */
  readonly kind: 'adapted' | 'approximated' | 'dropped' | 'out-of-scope' | 'error';
  readonly object: ObjectReference;
  readonly path: MemberPath;
  readonly from: Json;
  readonly to?: Json; // absent: nothing is said
  readonly origins: readonly Origin[];
  readonly note: string;
  readonly todo?: string; // what a person has to do by hand
}
