import { childrenOf } from '../objects/list.ts';
import type { Assignment, ConfigurationObject } from '../objects/object.ts';
import { inQuotes, quote } from './names.ts';
import type { Component } from './schema/property.ts';
import { componentNamed, model, ROOT } from './table.ts';

/** A printed line and the assignment that it says (a closing brace: that of its opening). */
export interface PrintedLine {
  readonly text: string;
  readonly assignment: Assignment;
}

/** The objects of a root as blocks, as a saved file has them (tmsh reference 1.7 and 3): the lines of each. */
export function* printBlocks(root: ConfigurationObject): Iterable<readonly PrintedLine[]> {
  for (const slot of model.slotsOf(ROOT)) {
    const component = componentNamed(slot.slot);
    if (component === undefined) continue;
    for (const object of childrenOf(root, slot)) yield printObject(component, object);
  }
}

function printObject(component: Component, object: ConfigurationObject): readonly PrintedLine[] {
  const [header] = object.headers;
  if (header === undefined) return [];
  const path = object.key === '' ? component.name : `${component.name} ${quote(object.key)}`;
  if (object.slots.size === 0) return [{ text: `${path} { }`, assignment: header }];
  const lines = [{ text: `${path} {`, assignment: header }];
  for (const { slot } of model.slotsOf(component.name)) {
    const assignment = object.slots.get(slot)?.at(-1);
    if (assignment === undefined) continue;
    for (const text of printProperty(component, assignment)) lines.push({ text: indent(text), assignment });
  }
  lines.push({ text: '}', assignment: header });
  return lines;
}

function printProperty(component: Component, { slot, values }: Assignment): readonly string[] {
  const { type, quoted } = component.properties[slot] ?? {};
  const value = values['value'] ?? '';
  const print = quoted === true ? inQuotes : quote;
  if (type?.kind === 'flag') return [slot];
  if (type?.kind === 'list' || type?.kind === 'items') {
    const texts = (typeof value === 'string' ? [value] : value).map(print);
    return type.kind === 'items' ? itemLines(slot, texts) : listLines(slot, type.lines, texts);
  }
  return [`${slot} ${typeof value === 'string' ? print(value) : value.map(print).join(' ')}`];
}

function itemLines(name: string, texts: readonly string[]): readonly string[] {
  return [`${name} {`, ...texts.map((text) => indent(`${text} { }`)), '}'];
}

function listLines(name: string, lines: 'one' | 'several', texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return [`${name} none`];
  return lines === 'one' ? [`${name} { ${texts.join(' ')} }`] : [`${name} {`, ...texts.map(indent), '}'];
}

function indent(text: string): string {
  return `    ${text}`;
}
