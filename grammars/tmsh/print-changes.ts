import { type Assignment, childKey, type ConfigurationObject } from '../objects/object.ts';
import { quote } from './names.ts';
import { placeOf, printProperty } from './print-commands.ts';
import type { Component } from './schema/property.ts';
import { COMPONENTS, componentNamed, model } from './table.ts';

/** What becomes of one object: its properties by name, the last change of each. */
interface ObjectChange {
  readonly component: Component;
  readonly name: string;
  readonly verb: 'create' | 'modify' | 'delete';
  readonly properties: Map<string, Assignment>;
}

/**
 * Changes as commands, an object a line. What nothing can refer to is deleted first, since another may take its place;
 * then objects are made and changed, those referred to first; then the rest is deleted, referrers first.
 */
export function printChanges(changes: readonly Assignment[], from: ConfigurationObject): readonly string[] {
  const objects = collect(changes, from).toSorted(
    (left, right) => placeOf(left.component) - placeOf(right.component),
  );
  const deleted = objects.filter(({ verb }) => verb === 'delete').toReversed();
  const written = objects.filter(({ verb }) => verb !== 'delete');
  const commands = [
    ...deleted.filter(({ component }) => !REFERRED.has(component.name)),
    ...written,
    ...deleted.filter(({ component }) => REFERRED.has(component.name)),
  ].flatMap(printCommand);
  return commands.length === 0 ? [] : [...commands, 'save sys config'];
}

/** Components whose objects others refer to. */
const REFERRED: ReadonlySet<string> = new Set(
  COMPONENTS.flatMap(({ name }) => model.slotsOf(name)).flatMap(({ refersTo }) => refersTo?.views ?? []),
);

/** The changes of each object together: a property that is reset and set again is only set. */
function collect(changes: readonly Assignment[], from: ConfigurationObject): readonly ObjectChange[] {
  const objects = new Map<string, ObjectChange>();
  let current: ObjectChange | undefined;
  for (const assignment of changes) {
    const { enters, operator, slot } = assignment;
    if (enters === undefined) {
      current?.properties.set(slot, assignment);
      continue;
    }
    const component = componentNamed(enters.view);
    if (component === undefined) throw new Error(`${enters.view} is no component`);
    const key = childKey(enters.view, enters.key);
    const isThere = from.children.has(key) || component.singleton !== undefined;
    const verb = operator === 'delete' ? 'delete' : isThere ? 'modify' : 'create';
    current = objects.get(key) ?? { component, name: enters.key, verb, properties: new Map() };
    objects.set(key, current);
  }
  return [...objects.values()];
}

function printCommand({ component, name, verb, properties }: ObjectChange): readonly string[] {
  const head = [verb, component.name, ...(name === '' ? [] : [quote(name)])].join(' ');
  if (verb === 'delete') return [head];
  const body = [...properties.values()].map((assignment) => printChange(component, assignment));
  if (body.length === 0) return verb === 'create' ? [head] : [];
  return [`${head} { ${body.join(' ')} }`];
}

/** A property that is taken back is set to its default, or to nothing. */
function printChange(component: Component, assignment: Assignment): string {
  if (assignment.operator === 'set') return printProperty(component, assignment);
  return `${assignment.slot} ${component.properties[assignment.slot]?.default ?? 'none'}`;
}

/** The objects of a root under other names, by view and key; references to them follow. */
export function renameObjects(
  root: ConfigurationObject,
  names: ReadonlyMap<string, string>,
): ConfigurationObject {
  const renamed: ConfigurationObject = { ...root, children: new Map() };
  for (const { view, key, headers, slots, unreadable } of root.children.values()) {
    const name = names.get(childKey(view, key)) ?? key;
    renamed.children.set(childKey(view, name), {
      view,
      key: name,
      parent: renamed,
      headers: headers.map((header) => ({ ...header, enters: { view, key: name }, values: { name } })),
      slots: new Map(
        [...slots].map(([slot, said]) => [slot, said.map((one) => renameReference(one, names))]),
      ),
      children: new Map(),
      unreadable,
    });
  }
  return renamed;
}

function renameReference(assignment: Assignment, names: ReadonlyMap<string, string>): Assignment {
  const views = model.slot(assignment.view, assignment.slot)?.refersTo?.views ?? [];
  const given = assignment.values['value'];
  if (views.length === 0 || given === undefined) return assignment;
  const rename = (name: string): string =>
    views.map((view) => names.get(childKey(view, name))).find((found) => found !== undefined) ?? name;
  return { ...assignment, values: { value: typeof given === 'string' ? rename(given) : given.map(rename) } };
}
