import type { ObjectModel, SlotModel } from './model.ts';
import { type Assignment, type ConfigurationObject, sameValues } from './object.ts';

/**
 * An object as the device lists it: slots in the device's order, defaults of the profile left out, each
 * inner object as its header and its own listing. Running configuration, `display this`, `list`. Without a
 * profile nothing is left out.
 */
export function list(
  model: ObjectModel,
  object: ConfigurationObject,
  profile?: string,
): readonly Assignment[] {
  return model.slotsOf(object.view).flatMap((slot) => {
    if (slot.enters === undefined) return listSlot(slot, object, profile);
    return childrenOf(object, slot).flatMap((child) => [
      ...child.headers.slice(0, 1),
      ...list(model, child, profile),
    ]);
  });
}

/** The statements of one slot, as listed. */
export function listSlot(
  slot: SlotModel,
  object: ConfigurationObject,
  profile?: string,
): readonly Assignment[] {
  const assignments = object.slots.get(slot.slot) ?? [];
  const shown =
    profile === undefined || slot.alwaysListed.includes(profile)
      ? assignments
      : assignments.filter((assignment) => !isDefault(slot, assignment, profile));
  return sortBy(shown, ({ entry }) => entry ?? '', slot.listed);
}

/** The objects that a slot has opened, as listed. */
export function childrenOf(object: ConfigurationObject, slot: SlotModel): readonly ConfigurationObject[] {
  const children = [...object.children.values()].filter(
    ({ view, headers }) => slot.enters?.includes(view) === true && headers[0]?.slot === slot.slot,
  );
  return sortBy(children, ({ key }) => key, slot.listed);
}

/** Whether a profile means a statement without having it. */
export function isDefault(slot: SlotModel, assignment: Assignment, profile: string): boolean {
  return (slot.defaults[profile] ?? []).some(
    ({ operator, entry, values }) =>
      operator === assignment.operator && entry === assignment.entry && sameValues(values, assignment.values),
  );
}

function sortBy<T>(items: readonly T[], key: (item: T) => string, order: SlotModel['listed']): readonly T[] {
  switch (order) {
    case undefined:
      return items;
    case 'by-number':
      return items.toSorted((left, right) => compareNumbers(key(left), key(right)));
    case 'by-name':
      return items.toSorted((left, right) => compareText(key(left), key(right)));
    default:
      return order satisfies never;
  }
}

/** Numbers by value and before words, words by their letters: "default" stands behind proposal 10. */
function compareNumbers(left: string, right: string): number {
  const [a, b] = [Number.parseInt(left, 10), Number.parseInt(right, 10)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b || compareText(left, right);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
