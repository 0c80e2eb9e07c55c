import { apply } from '../../../../grammars/objects/apply.ts';
import { copyObject } from '../../../../grammars/objects/copy.ts';
import { childKey, type ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { deletion, headerAssignment, propertyChange } from '../../../../grammars/tmsh/assignment.ts';
import type { Component } from '../../../../grammars/tmsh/schema/property.ts';
import type { Statement, UnderstoodStatement } from '../../../../grammars/tmsh/statement.ts';
import { model } from '../../../../grammars/tmsh/table.ts';
import type { Origin } from '../../../ir/origins.ts';
import { factoryObject, isOfFactory } from './factory-objects.ts';
import { checkReferences, named, userOf } from './references.ts';
import { Refusal, refusalOf } from './refusal.ts';

/** A changed configuration, or what tmsh says and nothing is changed. */
export type Changed =
  | { readonly kind: 'done'; readonly objects: ConfigurationObject }
  | { readonly kind: 'refused'; readonly message: string };

type Header = Extract<UnderstoodStatement, { readonly kind: 'header' }>;
type PropertyStatement = Extract<UnderstoodStatement, { readonly kind: 'property' }>;
interface Command {
  readonly component: Component;
  readonly header: Header;
  readonly properties: readonly PropertyStatement[];
}

/** Does one `create`, `modify` or `delete` whole, or not at all (tmsh reference 1.11). */
export function change(
  running: ConfigurationObject,
  statements: readonly Statement[],
  originOf: (view: string) => Origin,
): Changed {
  try {
    return { kind: 'done', objects: changed(running, commandOf(statements), originOf) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', message: error.message };
    throw error;
  }
}

function commandOf(statements: readonly Statement[]): Command {
  let header: Header | undefined;
  let component: Component | undefined;
  const properties: PropertyStatement[] = [];
  for (const statement of statements) {
    const { understood } = statement;
    if (understood.kind === 'header') [header, component] = [understood, statement.component];
    else if (understood.kind === 'property') properties.push(understood);
    else throw refusalOf(understood, statement.component);
  }
  if (header === undefined || component === undefined) throw new Refusal('unexpected', { word: '{' });
  return { component, header, properties };
}

function changed(
  running: ConfigurationObject,
  { component, header, properties }: Command,
  originOf: (view: string) => Origin,
): ConfigurationObject {
  const root: ConfigurationObject = { ...running, children: new Map(running.children) };
  switch (header.verb) {
    case 'create':
      create(root, component, header.name ?? '', properties, originOf);
      return root;
    case 'modify':
      for (const name of namesOf(root, component, header.name)) {
        modify(root, component, name, properties, originOf);
      }
      return root;
    case 'delete':
      for (const name of namesOf(root, component, header.name)) remove(root, component, name, originOf);
      return root;
    case 'block':
      throw new Refusal('unexpected', { word: component.name.split(' ')[0] ?? '' });
    default:
      return header.verb satisfies never;
  }
}

/** `all` is every object of the component. */
function namesOf(
  root: ConfigurationObject,
  component: Component,
  name: string | undefined,
): readonly string[] {
  const made = [...root.children.values()]
    .filter(({ view }) => view === component.name)
    .map(({ key }) => key);
  if (name === undefined) return made;
  const isThere =
    made.includes(name) || isOfFactory(component.name, name) || component.singleton !== undefined;
  if (isThere || component.name === 'sys db') return [name];
  throw new Refusal('not-found', { object: named(component, name) });
}

function create(
  root: ConfigurationObject,
  component: Component,
  name: string,
  properties: readonly PropertyStatement[],
  originOf: (view: string) => Origin,
): void {
  const [, partition = '', ...folders] = name.split('/');
  const isThere = root.children.has(childKey(component.name, name)) || isOfFactory(component.name, name);
  if (isThere) throw new Refusal('exists', { object: named(component, name), partition });
  if (partition !== 'Common' || folders.length > 1) {
    throw new Refusal('no-folder', { object: named(component, name) });
  }
  const object = open(root, component, name, originOf);
  set(root, component, object, properties, { isNew: true, originOf });
  if (component.name === 'net ipsec traffic-selector') appendSelector(root, object, originOf);
  for (const [word, property] of Object.entries(component.properties)) {
    if (property.required === true && !object.slots.has(word)) {
      throw new Refusal('missing-property', { word, object: named(component, name) });
    }
  }
}

/** A selector without an order stands behind all others (tmsh reference 2.4). */
function appendSelector(
  root: ConfigurationObject,
  object: ConfigurationObject,
  originOf: (view: string) => Origin,
): void {
  if (object.slots.has('order')) return;
  const orders = [...root.children.values()]
    .filter((other) => other.view === object.view && other !== object)
    .map(({ slots }) => Number(slots.get('order')?.at(-1)?.values['value'] ?? 0));
  if (orders.length === 0) return;
  const value = String(Math.max(...orders) + 1);
  const said = { name: 'order', operator: 'set', value } as const;
  apply(model, object, propertyChange(object, said, originOf(object.view), true));
}

function modify(
  root: ConfigurationObject,
  component: Component,
  name: string,
  properties: readonly PropertyStatement[],
  originOf: (view: string) => Origin,
): void {
  const standing = root.children.get(childKey(component.name, name)) ?? factoryObject(component.name, name);
  const object = standing === undefined ? open(root, component, name, originOf) : copyObject(standing, root);
  root.children.set(childKey(component.name, name), object);
  set(root, component, object, properties, { isNew: false, originOf });
}

function open(
  root: ConfigurationObject,
  { name: view }: Component,
  name: string,
  originOf: (view: string) => Origin,
): ConfigurationObject {
  return apply(model, root, headerAssignment(view, name, originOf(view))).cursor;
}

function set(
  root: ConfigurationObject,
  component: Component,
  object: ConfigurationObject,
  properties: readonly PropertyStatement[],
  { isNew, originOf }: { readonly isNew: boolean; readonly originOf: (view: string) => Origin },
): void {
  for (const statement of properties) {
    const value = statement.variable === undefined ? statement.value : statement.variable.text;
    checkReferences(root, statement.property, value);
    const said = { ...statement, value };
    apply(model, object, propertyChange(object, said, originOf(component.name), isNew));
  }
}

function remove(
  root: ConfigurationObject,
  component: Component,
  name: string,
  originOf: (view: string) => Origin,
): void {
  const user = userOf(root, component, name);
  if (user !== undefined) throw new Refusal('in-use', { object: named(component, name), user });
  if (isOfFactory(component.name, name)) throw new Refusal('of-factory', { object: named(component, name) });
  apply(model, root, deletion(component.name, name, originOf(component.name)));
}
