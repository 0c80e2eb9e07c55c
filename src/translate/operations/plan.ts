import type { Expression } from '../../dialects/dialect-operations.ts';
import type { SaSelector } from '../../ir/operation.ts';
import { type Facts, type KnownSa, withoutNames } from './known-sas.ts';
import {
  isSelective,
  isShowing,
  levelOf,
  readBack,
  type SelectiveOperation,
  type Speaker,
  type WayReadBack,
} from './reading-back.ts';
import { type Containment, containmentOf, matchOf } from './selection.ts';

export interface PlanInput {
  readonly operation: SelectiveOperation;
  readonly to: Speaker;
  /** Both devices have the same names. */
  readonly keepsNames: boolean;
  /** SAs of the operation's level; absent: nothing is known. */
  readonly known: readonly KnownSa[] | undefined;
}

/** How an operation is said, and what that leaves out; or why it cannot be. */
export type Plan =
  | {
      readonly kind: 'said';
      readonly ways: readonly WayReadBack[];
      /** Known SAs that were wanted. */
      readonly wanted: readonly KnownSa[];
      /** Of these those that are not reached. */
      readonly missed: readonly KnownSa[];
    }
  | { readonly kind: 'refused'; readonly why: Exclude<Containment, { kind: 'contained' }> }
  | { readonly kind: 'none'; readonly expression: Exclude<Expression, { kind: 'ways' }> };

/**
 * Finds commands of the target that reach no SA beside those that are wanted: at once, else version by version, else SA by SA of
 * those that are known (`translation.md` 4.1). Nothing that could reach more is ever chosen, unless it only shows.
 */
export function planOperation(input: PlanInput): Plan {
  const direct = withParts(input, [directPart(input)]);
  if (direct.kind === 'said' && direct.missed.length === 0 && !isNarrower(direct.ways, input)) return direct;
  const further = [versionParts(input), knownParts(input)]
    .filter((parts) => parts.length > 0)
    .map((parts) => withParts(input, parts));
  const said = [direct, ...further].filter((plan) => plan.kind === 'said');
  const [best] = said.toSorted((left, right) => left.missed.length - right.missed.length);
  if (best !== undefined) return best;
  // What is known tells more of why it cannot be said than a selector alone.
  return further.at(-1) ?? direct;
}

/** The selector as the target can be asked: a device's own numbers are no other's, names only of a device of its kind. */
function directPart({ operation: { select }, keepsNames }: PlanInput): SaSelector {
  if (!keepsNames) {
    const { processor, ...rest } = select;
    return { ...withoutNames(rest), ...(processor === undefined ? {} : { processor }) };
  }
  const { connectionId: _connection, ...rest } = select;
  return rest;
}

function wantedOf({ operation, known }: PlanInput): readonly KnownSa[] {
  const { select } = operation;
  return (known ?? []).filter(({ source }) => matchOf(select, source, levelOf(operation)) === 'yes');
}

function versionParts(input: PlanInput): readonly SaSelector[] {
  if (input.operation.select.version !== undefined) return [];
  const versions = new Set(wantedOf(input).flatMap(({ target: { version } }) => version ?? []));
  return [...versions]
    .toSorted((left, right) => (left > right ? -1 : 1))
    .map((version) => ({ ...directPart(input), version }));
}

/** Each known SA by all that is known of it on the target's device. */
function knownParts(input: PlanInput): readonly SaSelector[] {
  const parts = wantedOf(input).map(({ target }) => selectorOf(target));
  return [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
}

function selectorOf({ spis, ...facts }: Facts): SaSelector {
  const spi = spis?.at(-1);
  return spi === undefined ? facts : { ...facts, spi };
}

function withParts(input: PlanInput, parts: readonly SaSelector[]): Plan {
  const ways: WayReadBack[] = [];
  let none: Plan | undefined;
  for (const part of parts) {
    const found = waysFor(input, part);
    if (found.kind === 'refused') return found;
    if (found.kind === 'none') none ??= found;
    else ways.push(...found.ways);
  }
  if (ways.length === 0 && none !== undefined) return none;
  const wanted = wantedOf(input);
  const missed = wanted.filter((sa) => !ways.some((way) => reaches(way, sa)));
  return { kind: 'said', ways: distinctWays(ways), wanted, missed };
}

function distinctWays(ways: readonly WayReadBack[]): readonly WayReadBack[] {
  return [...new Map(ways.map((way) => [way.commands.join('\n'), way])).values()];
}

/** The first way to say a part that reaches nothing else. */
function waysFor({ operation, to, keepsNames, known }: PlanInput, part: SaSelector): Plan {
  const expression = to.language.express({ ...operation, select: part }, to.profile);
  if (expression.kind !== 'ways') return { kind: 'none', expression };
  let refused: Plan | undefined;
  for (const read of readBack(expression.ways, to)) {
    const problem = isShowing(operation) ? undefined : problemOf(read, { operation, keepsNames, known });
    if (problem === undefined) return { kind: 'said', ways: [read], wanted: [], missed: [] };
    refused ??= { kind: 'refused', why: problem };
  }
  return refused ?? { kind: 'none', expression: { kind: 'none', because: `${to.name} has no word for it` } };
}

function problemOf(
  { means }: WayReadBack,
  { operation, keepsNames, known }: Omit<PlanInput, 'to'>,
): Exclude<Containment, { kind: 'contained' }> | undefined {
  for (const reached of means) {
    if (!isSelective(reached)) continue;
    const level = levelOf(reached);
    // Child SAs that go with their IKE SA are no further selection.
    const isConsequence = level !== levelOf(operation);
    if (reachesAll(reached.select) && !reachesAll(operation.select)) {
      return { kind: 'unknown', members: Object.keys(operation.select) };
    }
    const containment = containmentOf({
      reached: reached.select,
      wanted: operation.select,
      level,
      known: isConsequence ? undefined : known,
      keepsNames,
    });
    if (containment.kind !== 'contained') return containment;
  }
  return undefined;
}

/** Commands for all SAs are for all SAs: that there is only the one that is meant now is no reason to type them. */
function reachesAll({ version: _version, ...others }: SaSelector): boolean {
  return Object.keys(others).length === 0;
}

function reaches({ means }: WayReadBack, { target }: KnownSa): boolean {
  return means.some(
    (reached) => isSelective(reached) && matchOf(reached.select, target, levelOf(reached)) === 'yes',
  );
}

/** Whether commands name a version that was not asked for. */
function isNarrower(ways: readonly WayReadBack[], { operation }: PlanInput): boolean {
  const means = ways.flatMap((way) => way.means.filter(isSelective));
  if (operation.select.version !== undefined) return false;
  const versions = new Set(means.map(({ select }) => select.version));
  return !versions.has(undefined) && versions.size === 1;
}
