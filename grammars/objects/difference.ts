import { childrenOf, isDefault, listSlot } from './list.ts';
import type { ObjectModel, SlotModel } from './model.ts';
import {
  type Assignment,
  childKey,
  type ConfigurationObject,
  emptyObject,
  sameAssignment,
} from './object.ts';

/** Whether a value that is the profile's default counts as none, or is `written` like others: something else may mean another. */
export type Defaults = 'left-out' | 'written';

/**
 * The statements that turn `from` into `to`, in an order that a device accepts: references are cleared first,
 * then objects are deleted (referrers first), then objects are created (referred first) and slots set.
 * A statement inside an object stands behind one that opens it.
 */
export function difference(
  model: ObjectModel,
  from: ConfigurationObject,
  to: ConfigurationObject,
  profile: string,
  defaults: Defaults = 'left-out',
): readonly Assignment[] {
  const pairs = pairObjects(model, from, to);
  const byRank = pairs.toSorted((left, right) => model.rank(left.view) - model.rank(right.view));
  const cleared = byRank
    .toReversed()
    .flatMap((pair) =>
      pair.to === undefined ? [] : inside(pair, clearReferences(model, pair, profile, defaults)),
    );
  const deleted = byRank.toReversed().flatMap((pair) => deleteObject(pair));
  const written = byRank.flatMap((pair) => {
    if (pair.to === undefined) return [];
    const changes = setSlots(model, pair, profile, defaults);
    return pair.from === undefined ? open(pair.to).concat(changes) : inside(pair, changes);
  });
  return [...cleared, ...deleted, ...written];
}

interface Pair {
  readonly view: string;
  readonly from: ConfigurationObject | undefined;
  readonly to: ConfigurationObject | undefined;
}

function pairObjects(
  model: ObjectModel,
  from: ConfigurationObject | undefined,
  to: ConfigurationObject | undefined,
): readonly Pair[] {
  const view = (to ?? from)?.view;
  if (view === undefined) return [];
  const children = new Map<string, Pair>();
  for (const slot of model.slotsOf(view)) {
    for (const child of from === undefined ? [] : childrenOf(from, slot)) {
      children.set(childKey(child.view, child.key), { view: child.view, from: child, to: undefined });
    }
    for (const child of to === undefined ? [] : childrenOf(to, slot)) {
      const key = childKey(child.view, child.key);
      children.set(key, { view: child.view, from: children.get(key)?.from, to: child });
    }
  }
  return [
    { view, from, to },
    ...[...children.values()].flatMap((pair) =>
      refersElsewhere(model, view, pair)
        ? [...pairObjects(model, pair.from, undefined), ...pairObjects(model, undefined, pair.to)]
        : pairObjects(model, pair.from, pair.to),
    ),
  ];
}

/** A reference in what opens an object cannot be changed: the object is deleted and made anew. */
function refersElsewhere(model: ObjectModel, holder: string, { from, to }: Pair): boolean {
  const [before, after] = [from?.headers[0], to?.headers[0]];
  if (before === undefined || after === undefined) return false;
  const name = model.slot(holder, after.slot)?.refersTo?.value;
  return name !== undefined && before.values[name] !== after.values[name];
}

/** Statements that belong into an object, with what opens it. */
function inside(pair: Pair, assignments: readonly Assignment[]): readonly Assignment[] {
  return assignments.length === 0 || pair.to === undefined ? [] : [...open(pair.to), ...assignments];
}

function open(object: ConfigurationObject): Assignment[] {
  const above = object.parent === undefined ? [] : open(object.parent);
  return [...above, ...object.headers.slice(0, 1)];
}

function clearReferences(
  model: ObjectModel,
  pair: Pair,
  profile: string,
  defaults: Defaults,
): readonly Assignment[] {
  return slotChanges(model, pair, profile, defaults)
    .filter(({ slot }) => slot.refersTo !== undefined)
    .flatMap(({ slot, removed, restarted }) =>
      undo(slot, restarted ? removed.slice(0, 1) : removed, profile, restarted),
    );
}

function deleteObject({ from, to }: Pair): readonly Assignment[] {
  const [header] = from?.headers ?? [];
  if (from?.parent === undefined || to !== undefined || header === undefined) return [];
  return [...open(from.parent), { ...header, operator: 'delete' }];
}

function setSlots(
  model: ObjectModel,
  pair: Pair,
  profile: string,
  defaults: Defaults,
): readonly Assignment[] {
  return slotChanges(model, pair, profile, defaults).flatMap(({ slot, removed, added, restarted }) => {
    const undone =
      slot.refersTo === undefined && (added.length === 0 || slot.holds !== 'one' || restarted)
        ? undo(slot, restarted ? removed.slice(0, 1) : removed, profile, restarted)
        : [];
    return [...undone.flatMap((assignment) => negated(slot, assignment, added, profile)), ...added];
  });
}

interface SlotChange {
  readonly slot: SlotModel;
  readonly removed: readonly Assignment[];
  readonly added: readonly Assignment[];
  /** The order of a list changes: all of it goes, and is written anew. */
  readonly restarted: boolean;
}

function slotChanges(
  model: ObjectModel,
  pair: Pair,
  profile: string,
  defaults: Defaults,
): readonly SlotChange[] {
  const listed = defaults === 'left-out' ? profile : undefined;
  const before = pair.from ?? emptyObject(pair.view, '');
  const after = pair.to ?? emptyObject(pair.view, '');
  return model
    .slotsOf(pair.view)
    .filter(({ enters }) => enters === undefined)
    .map((slot) => slotChange(slot, listSlot(slot, before, listed), listSlot(slot, after, listed)))
    .filter(({ removed, added }) => removed.length + added.length > 0);
}

function slotChange(
  slot: SlotModel,
  before: readonly Assignment[],
  after: readonly Assignment[],
): SlotChange {
  const isIn = (list: readonly Assignment[], wanted: Assignment): boolean =>
    list.some((other) => sameAssignment(other, wanted));
  const added = after.filter((assignment) => !isIn(before, assignment));
  const kept = before.filter((assignment) => isIn(after, assignment));
  const reordered =
    slot.holds === 'list' &&
    ![...kept, ...added].every((assignment, index) => {
      const wanted = after[index];
      return wanted !== undefined && sameAssignment(assignment, wanted);
    });
  if (reordered) return { slot, removed: before, added: after, restarted: before.length > 0 };
  const entries = new Set(added.map(({ entry }) => entry));
  const removed = before.filter(
    (assignment) => !isIn(after, assignment) && (slot.holds !== 'keyed' || !entries.has(assignment.entry)),
  );
  return { slot, removed, added, restarted: false };
}

/**
 * Where the defaults of a slot hold for want of any statement alone, one that equals a default is no way back: beside
 * another statement the opposite has to be said, and where none is left all of the defaults.
 */
function negated(
  slot: SlotModel,
  assignment: Assignment,
  added: readonly Assignment[],
  profile: string,
): readonly Assignment[] {
  const isKept =
    slot.holds === 'keyed' &&
    slot.alwaysListed.includes(profile) &&
    assignment.operator === 'set' &&
    isDefault(slot, assignment, profile);
  if (!isKept) return [assignment];
  if (added.length > 0) return [{ ...assignment, operator: 'negate' }];
  return (slot.defaults[profile] ?? []).map(({ operator, entry, values }) => ({
    ...assignment,
    operator,
    values,
    ...(entry === undefined ? {} : { entry }),
  }));
}

/** Takes statements back: by the slot's own undo, or by stating the default. */
function undo(
  slot: SlotModel,
  removed: readonly Assignment[],
  profile: string,
  whole: boolean,
): readonly Assignment[] {
  return removed.flatMap((assignment): readonly Assignment[] => {
    const given = slot.defaults[profile]?.find(({ entry }) => entry === assignment.entry);
    if (whole) return [{ ...assignment, operator: 'reset', values: {} }];
    if (slot.undoable) return [{ ...assignment, operator: slot.holds === 'one' ? 'reset' : 'remove' }];
    return given === undefined ? [] : [{ ...assignment, operator: given.operator, values: given.values }];
  });
}
