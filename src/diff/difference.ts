import type { Json } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import type { Origin } from '../ir/origins.ts';

/** What a difference is about: named by what both sides have, and by each side's own name. */
export interface Subject {
  readonly kind: 'peer' | 'tunnel' | 'ike-settings' | 'route' | 'manual-sa' | 'interface';
  /** "tunnel to 203.0.113.2, 10.1.0.0/16 to 10.2.0.0/16" */
  readonly text: string;
  readonly left?: string;
  readonly right?: string;
}
/** What one side says. */
export interface Told {
  /** Absent: it says nothing. Keys are in it as they are: `withoutSecrets` before it is shown. */
  readonly value?: Json;
  /** In words, with its unit; keys masked. */
  readonly text: string;
  readonly origins: readonly Origin[];
}
/** A difference in meaning. `only-left`, `only-right`: the other side has nothing of the kind. */
export interface MeaningDifference {
  readonly kind: 'changed' | 'only-left' | 'only-right';
  readonly subjects: readonly [Subject, ...Subject[]];
  readonly path: MemberPath;
  /** "IKE SA lifetime" */
  readonly words: string;
  readonly left?: Told;
  readonly right?: Told;
}
