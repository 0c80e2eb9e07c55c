import { childrenOf } from '../objects/list.ts';
import type { Assignment, ConfigurationObject } from '../objects/object.ts';
import { quote, quoteInCommand } from './names.ts';
import type { Component } from './schema/property.ts';
import { COMPONENTS, model, ROOT } from './table.ts';

/** A printed command and the assignments that it says. */
export interface PrintedCommand {
  readonly text: string;
  readonly assignments: readonly Assignment[];
}

/** What a command refers to is made by one before it (`translation.md` 1.8). */
const ORDER: readonly string[] = [
  'sys global-settings',
  'net ipsec ike-daemon',
  'net ipsec ipsec-policy',
  'net ipsec manual-security-association',
  'net ipsec traffic-selector',
  'net ipsec ike-peer',
  'net tunnels ipsec',
  'net tunnels tunnel',
  'net self',
  'net route',
  'sys db',
  'ltm virtual',
];

/**
 * The objects of a root as commands of one line, in an order that a device takes. `isThere`: every device has the
 * object, so that it is changed and not made.
 */
export function printCommands(
  root: ConfigurationObject,
  isThere: (object: ConfigurationObject) => boolean,
): readonly PrintedCommand[] {
  const commands = COMPONENTS.toSorted((left, right) => placeOf(left) - placeOf(right)).flatMap(
    (component) => {
      const slot = model.slot(ROOT, component.name);
      const objects = slot === undefined ? [] : childrenOf(root, slot);
      return objects.flatMap((object) => printObject(component, object, isThere(object)));
    },
  );
  return commands.length === 0 ? [] : [...commands, { text: 'save sys config', assignments: [] }];
}

export function placeOf({ name }: Component): number {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.length : place;
}

function printObject(
  component: Component,
  object: ConfigurationObject,
  isThere: boolean,
): readonly PrintedCommand[] {
  const [header] = object.headers;
  if (header === undefined) return [];
  const properties = model
    .slotsOf(component.name)
    .flatMap(({ slot }) => object.slots.get(slot)?.at(-1) ?? []);
  const isChanged = isThere || component.singleton !== undefined;
  if (isChanged && properties.length === 0) return [];
  const name = object.key === '' ? [] : [quote(object.key)];
  const body = properties.map((assignment) => printProperty(component, assignment));
  const words = [
    isChanged ? 'modify' : 'create',
    component.name,
    ...name,
    ...(body.length === 0 ? [] : ['{', ...body, '}']),
  ];
  return [{ text: words.join(' '), assignments: [header, ...properties] }];
}

/** `lifetime 480`, `version replace-all-with { v2 }`: a property in a command. */
export function printProperty(component: Component, { slot, values }: Assignment): string {
  const kind = component.properties[slot]?.type.kind;
  if (kind === 'flag') return slot;
  const value = values['value'] ?? '';
  const texts = (typeof value === 'string' ? [value] : value).map(quoteInCommand);
  if (kind !== 'list' && kind !== 'items') return `${slot} ${texts.join(' ')}`;
  return texts.length === 0 ? `${slot} none` : `${slot} replace-all-with { ${texts.join(' ')} }`;
}
