import { allAssignments } from '../../../../grammars/objects/apply.ts';
import { childKey, type ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { fullName } from '../../../../grammars/tmsh/names.ts';
import type { Component, Property } from '../../../../grammars/tmsh/schema/property.ts';
import { model } from '../../../../grammars/tmsh/table.ts';
import { OBJECT_NOUNS, USER_NOUNS } from './errors.ts';
import { isOfFactory } from './factory-objects.ts';
import { Refusal } from './refusal.ts';

/** `IKE Peer (/Common/x)`, as errors name an object. */
export function named({ name }: Component, key: string): string {
  const noun = OBJECT_NOUNS[name] ?? name.split(' ').at(-1) ?? name;
  return `${noun} (${key})`;
}

/** What a property names must be there. Components of which no table has all objects cannot be looked at. */
export function checkReferences(
  root: ConfigurationObject,
  { type }: Property,
  value: string | readonly string[],
): void {
  const to = type.kind === 'reference' || type.kind === 'list' ? type.to : undefined;
  if (to === undefined || !to.startsWith('net ipsec')) return;
  for (const word of typeof value === 'string' ? [value] : value) {
    const name = fullName(word);
    if (word === 'none' || root.children.has(childKey(to, name)) || isOfFactory(to, name)) continue;
    const noun = OBJECT_NOUNS[to] ?? to;
    throw new Refusal('not-found', { object: `${noun} (${name})` });
  }
}

/** An object that refers to another one. */
export function userOf(root: ConfigurationObject, component: Component, name: string): string | undefined {
  for (const object of root.children.values()) {
    for (const { slot, view, values } of allAssignments(object)) {
      const refers = model.slot(view, slot)?.refersTo;
      if (refers?.views.includes(component.name) !== true) continue;
      const given = values[refers.value] ?? [];
      const isMeant = (typeof given === 'string' ? [given] : given).some((word) => fullName(word) === name);
      if (isMeant) return `${USER_NOUNS[object.view] ?? object.view} (${object.key})`;
    }
  }
  return undefined;
}
