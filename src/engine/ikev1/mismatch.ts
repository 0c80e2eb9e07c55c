import { type Json, sameJson } from '../../ir/json.ts';
import type { FailureCause } from '../../ir/result.ts';
import type { Mismatch as Difference } from '../negotiation/verdict.ts';
import type { AgreementRule } from './agreement.ts';

/** Why an offer was refused, as the end that refused it sees it. */
export interface Mismatch extends Difference {
  readonly cause: FailureCause;
}

/** One thing that two transforms must agree on. */
export interface Attribute<T> {
  readonly cause: FailureCause;
  readonly parameter: string;
  readonly value: (transform: T) => Json;
  /** Whether a responder that has `own` takes `offered`. */
  readonly accepts: (offered: T, own: T, rule: AgreementRule) => boolean;
}

/** Whether a responder takes the whole of an offered transform for one of its own. */
export function agrees<T>(
  attributes: readonly Attribute<T>[],
  offered: T,
  own: T,
  rule: AgreementRule,
): boolean {
  for (const attribute of attributes) if (!attribute.accepts(offered, own, rule)) return false;
  return true;
}

/**
 * Which attribute keeps all of an offer from being taken: one that no offered transform shares with any of ours,
 * else the first that differs in the two transforms that have most in common.
 */
export function explainMismatch<T>(
  attributes: readonly Attribute<T>[],
  offer: readonly T[],
  own: readonly T[],
  rule: AgreementRule,
): Mismatch {
  const pairs = offer.flatMap((offered) =>
    own.map((ours) => ({
      offered,
      ours,
      differing: attributes.filter((attribute) => !attribute.accepts(offered, ours, rule)),
    })),
  );
  const disjoint = attributes.find((attribute) =>
    pairs.every(({ differing }) => differing.includes(attribute)),
  );
  if (disjoint !== undefined) return mismatchOf(disjoint, offer, own);
  const [nearest] = pairs.toSorted((left, right) => left.differing.length - right.differing.length);
  const [attribute] = nearest?.differing ?? [];
  if (nearest === undefined || attribute === undefined)
    throw new Error('an offer that agrees has no mismatch');
  return mismatchOf(attribute, [nearest.offered], [nearest.ours]);
}

function mismatchOf<T>(
  { cause, parameter, value }: Attribute<T>,
  offer: readonly T[],
  own: readonly T[],
): Mismatch {
  return { cause, parameter, offered: distinct(offer.map(value)), accepted: distinct(own.map(value)) };
}

function distinct(values: readonly Json[]): readonly Json[] {
  return values.filter((value, index) => values.findIndex((other) => sameJson(value, other)) === index);
}
