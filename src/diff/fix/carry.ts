import type { Change } from '../../ir/limits.ts';
import { isWritten } from '../../ir/origins.ts';
import { align } from '../align.ts';
import type { MeaningDifference } from '../difference.ts';
import { diff } from '../diff.ts';
import type { Side } from '../side.ts';
import { fix } from './fix.ts';
import { inLeftNames } from './in-left-names.ts';
import { mergeGateways } from './merge.ts';
import { reachedPart } from './reached.ts';

/** What became of a change that was made in another dialect than the gateway's own. */
export type Carried =
  /** It means nothing yet: an object that no tunnel uses. */
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'done';
      /** Statements in the gateway's own dialect. */
      readonly lines: readonly string[];
      /** The gateway with them. */
      readonly after: Side;
      /** Where the gateway has another value than the change: nobody wrote it, it is a default of the other dialect. */
      readonly otherwise: readonly MeaningDifference[];
    }
  | { readonly kind: 'refused'; readonly because: Obstacles };

/** Why a change cannot be carried over; one of them is there. */
export interface Obstacles {
  /** The gateway's dialect cannot say it. */
  readonly unsaid: readonly Change[];
  /** It would have these otherwise than they were written. */
  readonly otherwise: readonly MeaningDifference[];
  /** What nobody changed would change with it. */
  readonly beside: readonly MeaningDifference[];
  /** Statements are written for no such dialect, or ours are wrong. */
  readonly isImpossible: boolean;
}

/**
 * Carries a change over to a gateway of another dialect. `before` and `after`: the gateway as that dialect shows it, without
 * and with the change. Only what differs between them is changed: what the dialect cannot show stays as it is.
 */
export function carry(gateway: Side, before: Side, after: Side): Carried {
  const typed = diff(before, after).differences;
  if (typed.length === 0) return { kind: 'idle' };
  const wanted = withChange(gateway, before, after);
  const made = fix(gateway, wanted);
  if (made === undefined || made.bugs.length + made.refused.length > 0) return refuse({ isImpossible: true });
  if (made.unsaid.length > 0) return refuse({ unsaid: made.unsaid });
  const { differences } = made.remaining;
  const otherwise = differences.filter(({ right }) => right !== undefined && isWritten(right.origins));
  if (otherwise.length > 0) return refuse({ otherwise });
  const expected = new Set([...typed, ...differences].map(({ path }) => path));
  const beside = diff(gateway, made.after).differences.filter(({ path }) => !expected.has(path));
  if (beside.length > 0) return refuse({ beside });
  return { kind: 'done', lines: made.lines, after: made.after, otherwise: differences };
}

function refuse(because: Partial<Obstacles>): Carried {
  return {
    kind: 'refused',
    because: { unsaid: [], otherwise: [], beside: [], isImpossible: false, ...because },
  };
}

/** The gateway as it is wanted, as a side of the other dialect. */
function withChange(gateway: Side, before: Side, after: Side): Side {
  const left = reachedPart(gateway.lowered.gateway, gateway.lowered.origins);
  const origins = new Map([...before.lowered.origins, ...after.lowered.origins]);
  const named = (side: Side, like: typeof left): typeof left => {
    const { gateway: aligned } = align(like, reachedPart(side.lowered.gateway, origins), origins);
    return inLeftNames(like, aligned, origins, 'left');
  };
  const base = named(before, left);
  const merged = mergeGateways({ own: left, before: base, after: named(after, base) }, origins);
  return { ...after, lowered: { ...after.lowered, gateway: merged, origins } };
}
