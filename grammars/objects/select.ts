import { allAssignments } from './apply.ts';
import type { Assignment, ConfigurationObject } from './object.ts';

/** The part of a configuration whose statements are wanted, each with what opens the object that it stands in. */
export function select(
  object: ConfigurationObject,
  isWanted: (assignment: Assignment) => boolean,
  parent?: ConfigurationObject,
): ConfigurationObject {
  const selected: ConfigurationObject = {
    ...object,
    ...(parent === undefined ? {} : { parent }),
    slots: new Map(),
    children: new Map(),
  };
  for (const [slot, assignments] of object.slots) {
    const wanted = assignments.filter(isWanted);
    if (wanted.length > 0) selected.slots.set(slot, wanted);
  }
  for (const [key, child] of object.children) {
    if (allAssignments(child).some(isWanted)) selected.children.set(key, select(child, isWanted, selected));
  }
  return selected;
}
