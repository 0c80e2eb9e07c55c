import type { ObjectModel } from './model.ts';
import {
  type Assignment,
  childKey,
  type ConfigurationObject,
  emptyObject,
  sameAssignment,
  sameValues,
} from './object.ts';

/**
 * What a statement did. `cursor`: the object in whose view the next statement is typed; `previous`: the
 * statements that have no effect any more; `refused`: no view of the cursor knows the statement, or what it
 * deletes is not there.
 */
export interface Applied {
  readonly kind: 'set' | 'replaced' | 'removed' | 'refused';
  readonly cursor: ConfigurationObject;
  readonly previous: readonly Assignment[];
}

/** Applies one statement in the view of `cursor`, or in the nearest view above that knows it. */
export function apply(model: ObjectModel, cursor: ConfigurationObject, assignment: Assignment): Applied {
  const holder = holderOf(cursor, assignment.view);
  if (holder === undefined) return { kind: 'refused', cursor, previous: [] };
  const slot = model.slot(assignment.view, assignment.slot);
  if (assignment.enters !== undefined) {
    return assignment.operator === 'delete'
      ? deleteObjects(holder, assignment, slot?.enters ?? [])
      : enter(holder, assignment, assignment.enters);
  }
  const kind = slot?.holds ?? 'one';
  const current = holder.slots.get(assignment.slot) ?? NOTHING;
  switch (assignment.operator) {
    case 'set':
    case 'negate':
      return kind === 'list' ? add(holder, current, assignment) : replace(holder, current, assignment);
    case 'add':
      return add(holder, current, assignment);
    case 'remove':
    case 'reset':
    case 'delete':
      return remove(holder, current, assignment);
    default:
      return assignment.operator satisfies never;
  }
}

/** The object that a statement of this view, typed at the cursor, speaks of. */
export function holderOf(cursor: ConfigurationObject, view: string): ConfigurationObject | undefined {
  let holder: ConfigurationObject | undefined = cursor;
  while (holder !== undefined && holder.view !== view) holder = holder.parent;
  return holder;
}

function enter(
  holder: ConfigurationObject,
  assignment: Assignment,
  enters: NonNullable<Assignment['enters']>,
): Applied {
  const key = childKey(enters.view, enters.key);
  const existing = holder.children.get(key);
  if (existing !== undefined) {
    existing.headers.push(assignment);
    return { kind: 'set', cursor: existing, previous: [] };
  }
  const child = emptyObject(enters.view, enters.key, holder, assignment);
  holder.children.set(key, child);
  return { kind: 'set', cursor: child, previous: [] };
}

/** Deletes every object of the slot's views whose header has the values that the statement names. */
function deleteObjects(
  holder: ConfigurationObject,
  assignment: Assignment,
  views: readonly string[],
): Applied {
  const names = Object.entries(assignment.values);
  const deleted = [...holder.children].filter(
    ([, child]) =>
      views.includes(child.view) &&
      child.headers.some((header) => names.every(([name, value]) => header.values[name] === value)),
  );
  for (const [key] of deleted) holder.children.delete(key);
  return {
    kind: deleted.length === 0 ? 'refused' : 'removed',
    cursor: holder,
    previous: deleted.flatMap(([, child]) => allAssignments(child)),
  };
}

function replace(
  holder: ConfigurationObject,
  current: readonly Assignment[],
  assignment: Assignment,
): Applied {
  const previous = current.filter(({ entry }) => entry === assignment.entry);
  if (previous.length === 0) return append(holder, current, assignment);
  const kept = current.filter(({ entry }) => entry !== assignment.entry);
  holder.slots.set(assignment.slot, [...kept, assignment]);
  return { kind: 'replaced', cursor: holder, previous };
}

/** A statement of a slot that says nothing that another has said. */
function append(
  holder: ConfigurationObject,
  current: readonly Assignment[],
  assignment: Assignment,
): Applied {
  if (current.length === 0) holder.slots.set(assignment.slot, [assignment]);
  else holder.slots.get(assignment.slot)?.push(assignment);
  return { kind: 'set', cursor: holder, previous: NOTHING };
}
const NOTHING: readonly Assignment[] = [];

function add(holder: ConfigurationObject, current: readonly Assignment[], assignment: Assignment): Applied {
  if (isNew(holder, current, assignment)) return append(holder, current, assignment);
  const previous = current.filter((other) => sameAssignment(other, assignment));
  const kept = current.filter((other) => !previous.includes(other));
  holder.slots.set(assignment.slot, [...kept, assignment]);
  return { kind: 'replaced', cursor: holder, previous };
}

/** Lists of more statements than this are looked up by what they say. */
const LONG = 32;

/** Whether no statement of a list says the same. */
function isNew(holder: ConfigurationObject, current: readonly Assignment[], assignment: Assignment): boolean {
  if (current.length < LONG) return !current.some((other) => sameAssignment(other, assignment));
  const key = contentsOf(assignment);
  holder.contents ??= new Map();
  const known = holder.contents.get(assignment.slot);
  const contents =
    known?.size === current.length ? known : new Set(current.map((other) => contentsOf(other)));
  holder.contents.set(assignment.slot, contents);
  if (contents.has(key)) return false;
  contents.add(key);
  return true;
}

function contentsOf({ entry, operator, values }: Assignment): string {
  const names = Object.keys(values).toSorted();
  return JSON.stringify([entry ?? null, operator, names.map((name) => [name, values[name]])]);
}

function remove(
  holder: ConfigurationObject,
  current: readonly Assignment[],
  assignment: Assignment,
): Applied {
  const isMeant = (other: Assignment): boolean => {
    if (assignment.entry !== undefined) return other.entry === assignment.entry;
    return (
      assignment.operator === 'reset' ||
      Object.keys(assignment.values).length === 0 ||
      sameValues(assignment.values, pick(other, Object.keys(assignment.values)))
    );
  };
  const previous = current.filter(isMeant);
  holder.contents?.delete(assignment.slot);
  const kept = current.filter((other) => !previous.includes(other));
  if (kept.length === 0) holder.slots.delete(assignment.slot);
  else holder.slots.set(assignment.slot, kept);
  return { kind: 'removed', cursor: holder, previous };
}

function pick(assignment: Assignment, names: readonly string[]): Assignment['values'] {
  return Object.fromEntries(Object.entries(assignment.values).filter(([name]) => names.includes(name)));
}

/** Every statement that an object holds, its headers and its children's included. */
export function allAssignments(object: ConfigurationObject): readonly Assignment[] {
  return [
    ...object.headers,
    ...[...object.slots.values()].flat(),
    ...[...object.children.values()].flatMap(allAssignments),
  ];
}
