import type { Origin } from '../../src/ir/origins.ts';
import type { Assignment, ConfigurationObject, Values } from '../objects/object.ts';
import type { Component } from './schema/property.ts';
import type { UnderstoodStatement } from './statement.ts';
import { componentNamed, ROOT } from './table.ts';

type ReadProperty = Extract<UnderstoodStatement, { kind: 'property' }>;

export function headerAssignment(component: string, name: string, origin: Origin): Assignment {
  return {
    view: ROOT,
    enters: { view: component, key: name },
    slot: component,
    operator: 'set',
    values: { name },
    origin,
  };
}

/** Takes an object away. */
export function deletion(component: string, name: string, origin: Origin): Assignment {
  return { ...headerAssignment(component, name, origin), operator: 'delete' };
}

export function propertyAssignment(
  component: string,
  property: string,
  value: string | readonly string[],
  origin: Origin,
): Assignment {
  return { view: component, slot: property, operator: 'set', values: { value }, origin };
}

/**
 * What a property of a statement does to an object. A list that is added to or taken from is set anew, and remembers the
 * statements that its other words come from; on `create` it begins empty (tmsh reference 1.6).
 */
export function propertyChange(
  { view, slots }: ConfigurationObject,
  { name, operator, value }: Pick<ReadProperty, 'name' | 'operator' | 'value'>,
  origin: Origin,
  isNew: boolean,
): Assignment {
  const set = propertyAssignment(view, name, value, origin);
  if (operator === 'set') return set;
  if (operator === 'reset') return { ...set, operator: 'reset', values: {} };
  const current = slots.get(name)?.at(-1);
  const before =
    current === undefined && !isNew ? defaultList(componentNamed(view), name) : wordsOf(current?.values);
  const given = wordsOf(set.values);
  const after =
    operator === 'add' ? [...new Set([...before, ...given])] : before.filter((word) => !given.includes(word));
  const earlier = current === undefined ? [] : [current.origin, ...(current.earlier ?? [])];
  return { ...propertyAssignment(view, name, after, origin), ...(earlier.length === 0 ? {} : { earlier }) };
}

function wordsOf(values: Values | undefined): readonly string[] {
  const value = values?.['value'] ?? [];
  return typeof value === 'string' ? [value] : value;
}

function defaultList(component: Component | undefined, name: string): readonly string[] {
  const given = component?.properties[name]?.default;
  return given === undefined || given === 'none' ? [] : given.split(' ');
}
