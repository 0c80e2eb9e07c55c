import { allAssignments } from './apply.ts';
import type { ObjectModel } from './model.ts';
import { type ConfigurationObject, sameAssignment } from './object.ts';

/** Two configurations that a difference is asked of. */
export interface Ends {
  readonly from: ConfigurationObject;
  readonly to: ConfigurationObject;
}

/**
 * The same ends as far as they hold for a configuration that stands already: an object that it does not have cannot be
 * changed or deleted (one that stays as it is needs no making either), and one that `stays` only loses what it refers to.
 */
export function onStanding(
  { from, to }: Ends,
  standing: ConfigurationObject,
  model: ObjectModel,
  stays: (object: ConfigurationObject) => boolean,
): Ends {
  const ends = { from: copyOf(from), to: copyOf(to) };
  for (const [key, object] of from.children) {
    const other = to.children.get(key);
    if (!standing.children.has(key)) {
      ends.from.children.delete(key);
      if (other !== undefined && sameObject(object, other)) ends.to.children.delete(key);
    } else if (other === undefined && stays(object)) {
      ends.to.children.set(key, withoutReferences(model, object, ends.to));
    }
  }
  return ends;
}

function copyOf(root: ConfigurationObject): ConfigurationObject {
  return { ...root, slots: new Map(root.slots), children: new Map(root.children) };
}

function withoutReferences(
  model: ObjectModel,
  object: ConfigurationObject,
  parent: ConfigurationObject,
): ConfigurationObject {
  const slots = [...object.slots].filter(([slot]) => model.slot(object.view, slot)?.refersTo === undefined);
  return { ...object, parent, slots: new Map(slots) };
}

function sameObject(left: ConfigurationObject, right: ConfigurationObject): boolean {
  const [a, b] = [allAssignments(left), allAssignments(right)];
  return (
    a.length === b.length && a.every((assignment) => b.some((other) => sameAssignment(assignment, other)))
  );
}
