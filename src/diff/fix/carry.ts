import type { Change } from '../../ir/limits.ts';
import type { Gateway, Route } from '../../ir/gateway.ts';
import { sameJson } from '../../ir/json.ts';
import { allOrigins, isWritten, type Origin, withMembers } from '../../ir/origins.ts';
import { align } from '../align.ts';
import type { MeaningDifference } from '../difference.ts';
import { diff } from '../diff.ts';
import type { Side } from '../side.ts';
import { fix } from './fix.ts';
import { inLeftNames } from './in-left-names.ts';
import { type Grain, mergeGateways } from './merge.ts';
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
  /** Nothing is typed at its files; or the statements that were found do not do what they are for. */
  readonly impossible?: 'files-alone' | 'unproved';
}

/**
 * Carries a change over to a gateway of another dialect. `before` and `after`: the gateway as that dialect shows it, without
 * and with the change. Only what differs between them is changed: what the dialect cannot show stays as it is.
 */
export function carry(gateway: Side, before: Side, after: Side): Carried {
  const typed = diff(before, after).differences;
  if (typed.length === 0) return { kind: 'idle' };
  const idled = idledRoutes(before, after);
  let carried: Carried = refuse({ impossible: 'unproved' });
  for (const grain of ['members', 'values'] as const) {
    const wanted = withChange({ gateway, before, after, idled }, grain);
    if (wanted === undefined) continue;
    carried = attempt(gateway, wanted, typed, idled.length > 0);
    if (carried.kind === 'done') return carried;
  }
  return carried;
}

function attempt(
  gateway: Side,
  wanted: Side,
  typed: readonly MeaningDifference[],
  hasIdled: boolean,
): Carried {
  const made = fix(gateway, wanted);
  if (made === undefined) return refuse({ impossible: 'files-alone' });
  if (made.bugs.length + made.refused.length > 0) return refuse({ impossible: 'unproved' });
  if (made.unsaid.length > 0) return refuse({ unsaid: made.unsaid });
  const differences = made.remaining.differences.filter(
    ({ path, left }) => path !== 'routes' || left !== undefined || !hasIdled,
  );
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
    because: { unsaid: [], otherwise: [], beside: [], ...because },
  };
}

/** Routes that have no meaning any more, because no tunnel needs them: nobody has deleted them. */
function idledRoutes(before: Side, after: Side): readonly Route[] {
  const written = new Set(after.read.statements.map((_piece, origin) => statementText(after, origin)));
  return before.lowered.gateway.routes.filter((route) => {
    const isLeft = after.lowered.gateway.routes.some((other) => sameJson(route, other));
    const texts = [...allOrigins(before.lowered.origins, route)].map((origin) =>
      statementText(before, origin),
    );
    return !isLeft && texts.length > 0 && texts.every((text) => written.has(text));
  });
}

function statementText({ read: { files, statements } }: Side, origin: Origin): string | undefined {
  const span = statements[origin]?.span;
  return span === undefined ? undefined : files[span.file]?.text.slice(span.start, span.end);
}

interface TypedChange {
  readonly gateway: Side;
  readonly before: Side;
  readonly after: Side;
  readonly idled: readonly Route[];
}

/** The gateway as it is wanted, as a side of the other dialect; nothing: parts of it would name what is not there. */
function withChange({ gateway, before, after, idled }: TypedChange, grain: Grain): Side | undefined {
  const own = reachedPart(gateway.lowered.gateway, gateway.lowered.origins);
  const origins = new Map([...before.lowered.origins, ...after.lowered.origins]);
  const named = (side: Side, like: Gateway): Gateway => {
    const { gateway: aligned } = align(like, reachedPart(side.lowered.gateway, origins), origins);
    return inLeftNames(like, aligned, origins, 'left');
  };
  const base = named(before, own);
  const changed = named(after, base);
  const routes = [...changed.routes, ...idled];
  const versions = { own, before: base, after: withMembers(origins, changed, { routes }) };
  const merged = mergeGateways(versions, origins, grain);
  return isWhole(merged) ? { ...after, lowered: { ...after.lowered, gateway: merged, origins } } : undefined;
}

/** Whether everything that is named is there. */
function isWhole({ peers, policies, ikeProposals, ipsecProposals }: Gateway): boolean {
  const [peerNames, ikeNames, ipsecNames] = [peers, ikeProposals, ipsecProposals].map(
    (objects) => new Set(objects.map(({ name }) => name)),
  );
  const isKnown = (names: readonly string[], known: ReadonlySet<string> | undefined): boolean =>
    names.every((name) => known?.has(name) === true);
  return (
    peers.every(({ proposals }) => isKnown(proposals, ikeNames)) &&
    policies.every(
      ({ peer, proposals }) =>
        isKnown(proposals, ipsecNames) && (peer === undefined || isKnown([peer], peerNames)),
    )
  );
}
