import type { Code } from '../ir/diagnostic.ts';
import type { MemberPath } from '../ir/limits.ts';
import type { ExchangeName, FailureCause, NegotiationFailure, Time } from '../ir/result.ts';
import type { Effective } from './effective.ts';
import { counterpartOf } from './parameters.ts';
import type { Which } from './end.ts';

/**
 * What a wrong parameter does. `stops`: no tunnel comes up; `shows-later`: a fresh tunnel hides it; `harmless`: the
 * ends differ, and the tunnel works; `unverifiable`: what decides cannot be read here.
 */
export type ProblemClass = 'stops' | 'shows-later' | 'harmless' | 'unverifiable';

/** A parameter that the ends do not agree on, as the engine found it. */
export interface Finding {
  readonly class: ProblemClass;
  /** The member of each end that is at odds with the other's. */
  readonly paths: Readonly<Record<Which, MemberPath>>;
  readonly cause?: FailureCause;
  readonly exchange?: ExchangeName;
  /** Who started, where it matters. */
  readonly initiator?: Which;
  /** Who saw what is wrong. */
  readonly seenBy?: Which;
  /** Milliseconds since the start. */
  readonly time?: Time;
  /** When it shows, or why: "at the first rekeying of the IPsec SA, after 42 min". */
  readonly when?: string;
  /** Of what has one (docs/codes.md). */
  readonly code?: Code;
  /** The other end's value is no help: what is wrong is wrong by itself. */
  readonly isByHand?: true;
  /** Each end's own half of what failed. */
  readonly failures?: Readonly<Record<Which, readonly NegotiationFailure[]>>;
}

/** Of what shows later; `seenBy`: the end whose member `path` is. */
export function later(path: MemberPath, when: string, seenBy: Which = 'left'): Finding {
  const paths =
    seenBy === 'left'
      ? { left: path, right: counterpartOf(path) }
      : { left: counterpartOf(path), right: path };
  return { class: 'shows-later', paths, when, seenBy };
}

/** The same with what people want to know of it. */
export interface Problem extends Omit<Finding, 'failures' | 'isByHand'> {
  readonly left: Effective;
  readonly right: Effective;
  /** What each device would log. */
  readonly logs: Readonly<Record<Which, readonly string[]>>;
}
