import { type Json, sameJson } from '../../ir/json.ts';
import type { Change, MemberLimit, MemberPath } from '../../ir/limits.ts';
import type { IkeVersion } from '../../ir/scalars.ts';
import { ALGORITHM_LISTS, type AlgorithmKind } from './substitutes.ts';

/** What became of a value: what the target is told, and each difference. An `error` leaves the value as it was. */
export interface Fitted {
  readonly value: Json | undefined;
  readonly losses: readonly FittedLoss[];
}
export type FittedLoss = Pick<Change, 'code' | 'kind' | 'note'> & {
  readonly from: Json;
  readonly to?: Json;
  readonly todo?: string;
};
/** What a value is looked at with. */
export interface Circumstances {
  readonly path: MemberPath;
  /** A statement of the source wrote it; else it is a default, or follows from something. */
  readonly written: boolean;
  /** The versions that the peer speaks; none: the member belongs to no peer. */
  readonly versions: readonly IkeVersion[];
  readonly accepted: ReadonlySet<string>;
  readonly target: string;
}

/** Makes one member fit its limit, in the order of `ir.md` section 9. */
export function fitValue(limit: MemberLimit, value: Json | undefined, circumstances: Circumstances): Fitted {
  const local = fitLocalDefault(limit, value, circumstances);
  if (local !== undefined) return local;
  if (limit.fixed !== undefined) return fitFixed(limit, limit.fixed, value, circumstances);
  if (value === undefined) return { value, losses: [] };
  if (isList(value)) return fitList(limit, value, circumstances);
  return fitScalar(limit, value, circumstances);
}

/** A default that neither the peer nor the traffic can tell becomes the target's own. */
function fitLocalDefault(
  limit: MemberLimit,
  value: Json | undefined,
  { written }: Circumstances,
): Fitted | undefined {
  if (written || limit.local !== true) return undefined;
  const own = limit.fixed === undefined ? limit.default : limit.fixed.value;
  if (own === undefined) return undefined;
  const to = own === null ? undefined : own;
  const isKnown = limit.fixed?.basis !== 'unknown';
  if (isKnown && sameJson(to, value)) return { value, losses: [] };
  const named = value === undefined ? undefined : replace(limit, value);
  const [loss = lossOf(limit, value, own)] = sameJson(named?.value, own) ? (named?.losses ?? []) : [];
  return { value: to, losses: [{ ...loss, kind: 'adapted' }] };
}

function fitFixed(
  limit: MemberLimit,
  fixed: NonNullable<MemberLimit['fixed']>,
  value: Json | undefined,
  { written, target }: Circumstances,
): Fitted {
  const to = fixed.value === null ? undefined : fixed.value;
  if (!sameJson(to, value)) {
    if (limit.loss.kind === 'error') return { value, losses: [lossOf(limit, value, undefined)] };
    return { value: to, losses: [lossOf(limit, value, fixed.value)] };
  }
  if (!written) return { value, losses: [] };
  if (fixed.basis === 'unknown') return { value, losses: [lossOf(limit, value, fixed.value)] };
  const note = `is not written: ${target} always means it`;
  return { value, losses: [{ code: 'TG100', kind: 'adapted', from: value ?? null, note }] };
}

function fitScalar(limit: MemberLimit, value: Json, circumstances: Circumstances): Fitted {
  const replaced = replace(limit, value);
  if (replaced !== undefined) return replaced;
  if (!isSayable(limit, value, circumstances.versions)) {
    return { value, losses: [lossOf(limit, value, undefined)] };
  }
  if (limit.range !== undefined && typeof value === 'number') return fitNumber(limit, limit.range, value);
  if (!circumstances.written || limit.implied?.some((candidate) => sameJson(candidate, value)) !== true) {
    return { value, losses: [] };
  }
  const note = `is not written: ${circumstances.target} means it`;
  return { value, losses: [{ code: 'TG100', kind: 'adapted', from: value, note }] };
}

function fitNumber(limit: MemberLimit, range: NonNullable<MemberLimit['range']>, value: number): Fitted {
  if (range.also?.includes(value) === true) return { value, losses: [] };
  const clamped = Math.min(Math.max(value, range.first), range.last);
  const to = clamped - (clamped % range.step);
  if (to === value) return { value, losses: [] };
  if (clamped === value && range.rounding !== undefined) {
    const note = `${value} s is not whole minutes: ${to / range.step} min`;
    return { value: to, losses: [{ code: range.rounding, kind: 'approximated', from: value, to, note }] };
  }
  return { value: to, losses: [lossOf(limit, value, to)] };
}

/**
 * A list keeps what there are words for; of algorithms also nothing that must not be used, where something else
 * is left; then the first ones (`translation.md` 5.6).
 */
function fitList(limit: MemberLimit, list: readonly Json[], circumstances: Circumstances): Fitted {
  const kind = ALGORITHM_LISTS.get(circumstances.path);
  const losses: FittedLoss[] = [];
  const replaced = list.map((element) => {
    const { value, losses: found } = replace(limit, element) ?? { value: element, losses: [] };
    losses.push(...found);
    return value ?? element;
  });
  const sayable = replaced.filter((element) => isSayable(limit, element, circumstances.versions));
  if (sayable.length === 0 && list.length > 0) {
    return refuseList(limit, list, kind, circumstances, losses);
  }
  const allowed = kind === undefined ? sayable : sayable.filter((element) => !kind.mustNot(element));
  const usable = allowed.length === 0 ? sayable : allowed;
  const kept = usable.slice(0, limit.atMost ?? usable.length);
  const lost = replaced.filter((element) => !kept.some((other) => sameJson(other, element)));
  if (lost.length > 0) losses.push(...listLoss(limit, list, kept, lost, kind, circumstances));
  return { value: kept, losses };
}

/** Nothing of the list can be said: the substitute where that was accepted, else the loss of the row. */
function refuseList(
  limit: MemberLimit,
  list: readonly Json[],
  kind: AlgorithmKind | undefined,
  { accepted }: Circumstances,
  losses: readonly FittedLoss[],
): Fitted {
  const [first = null] = list;
  const describe = kind?.describe ?? String;
  if (kind !== undefined && accepted.has(limit.loss.code)) {
    const other = kind.substitute(first, limit.values ?? []);
    const to = other === undefined ? [] : [other];
    const isOptional = limit.loss.code === 'TG231';
    if (other !== undefined || isOptional) {
      const note = `${describe(first)} becomes ${other === undefined ? 'nothing' : describe(other)}: change it at both ends`;
      return {
        value: to,
        losses: [...losses, { code: limit.loss.code, kind: 'approximated', from: list, to, note }],
      };
    }
  }
  const note = limit.loss.note.replace('{from}', list.map(describe).join(', '));
  return { value: list, losses: [...losses, { ...lossOf(limit, list, undefined), note }] };
}

function listLoss(
  limit: MemberLimit,
  list: readonly Json[],
  kept: readonly Json[],
  lost: readonly Json[],
  kind: AlgorithmKind | undefined,
  { target, accepted }: Circumstances,
): readonly FittedLoss[] {
  if (kind === undefined) return [lossOf(limit, list, kept)];
  const [first = null] = list;
  const [best = null] = kept;
  const names = (values: readonly Json[]): string => values.map((value) => kind.describe(value)).join(', ');
  if (kind.isWeaker(best, first)) {
    const note = `only ${names(kept)} is left, which is weaker than the first choice ${kind.describe(first)}`;
    const isAccepted = accepted.has('TG219');
    return [{ code: 'TG219', kind: isAccepted ? 'approximated' : 'error', from: list, to: kept, note }];
  }
  const note = `${target} takes one proposal: ${names(kept)} kept, ${names(lost)} dropped`;
  return [{ code: 'TG218', kind: 'approximated', from: list, to: kept, note }];
}

function replace(limit: MemberLimit, value: Json): Fitted | undefined {
  const found = limit.nearest?.find(({ from }) => sameJson(from, value));
  if (found === undefined) return undefined;
  const kind = found.kind ?? 'approximated';
  const row = lossOf(limit, value, found.to);
  const isRow = found.code === limit.loss.code;
  const todo = found.todo ?? (isRow ? row.todo : undefined);
  const note = found.note ?? (isRow ? row.note : `${text(value)} becomes ${text(found.to)}`);
  return {
    value: kind === 'error' ? value : found.to,
    losses: [
      { code: found.code, kind, from: value, to: found.to, note, ...(todo === undefined ? {} : { todo }) },
    ],
  };
}

function isSayable(limit: MemberLimit, value: Json, versions: readonly IkeVersion[]): boolean {
  if (limit.values !== undefined && !limit.values.some((candidate) => sameJson(candidate, value)))
    return false;
  return (limit.onlyWith ?? []).every(
    (restriction) =>
      !restriction.values.some((candidate) => sameJson(candidate, value)) ||
      versions.every((version) => version === restriction.version),
  );
}

function lossOf({ loss }: MemberLimit, from: Json | undefined, to: Json | undefined): FittedLoss {
  const note = loss.note.replaceAll('{from}', text(from)).replaceAll('{to}', text(to));
  return {
    code: loss.code,
    kind: loss.kind,
    from: from ?? null,
    ...(to === undefined ? {} : { to }),
    note,
    ...(loss.todo === undefined ? {} : { todo: loss.todo }),
  };
}

/** A value in a sentence. */
function text(value: Json | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
