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

/** The objects of a root as blocks, as a saved file has them (tmsh reference 1.7 and 3). */
export function printBlocks(root: ConfigurationObject): readonly PrintedLine[] {
  const lines: PrintedLine[] = [];
  for (const slot of model.slotsOf(ROOT)) {
    const component = componentNamed(slot.slot);
    if (component === undefined) continue;
    for (const object of childrenOf(root, slot)) printObject(component, object, lines);
  }
  return lines;
}

function printObject(component: Component, object: ConfigurationObject, lines: PrintedLine[]): void {
  const [header] = object.headers;
  if (header === undefined) return;
  const path = object.key === '' ? component.name : `${component.name} ${quote(object.key)}`;
  if (object.slots.size === 0) {
    lines.push({ text: `${path} { }`, assignment: header });
    return;
  }
  lines.push({ text: `${path} {`, assignment: header });
  for (const { slot } of model.slotsOf(component.name)) {
    const assignment = object.slots.get(slot)?.at(-1);
    if (assignment === undefined) continue;
    for (const text of printProperty(component, assignment)) lines.push({ text: `    ${text}`, assignment });
  }
  lines.push({ text: '}', assignment: header });
}

function printProperty(component: Component, assignment: Assignment): readonly string[] {
  const { type, quoted } = component.properties[assignment.slot] ?? {};
  const value = assignment.values['value'] ?? '';
  const texts = (typeof value === 'string' ? [value] : value).map(quoted === true ? inQuotes : quote);
  const lines = type?.kind === 'list' ? type.lines : 'several';
  return propertyLines(assignment.slot, type?.kind, lines, texts);
}

function propertyLines(
  name: string,
  kind: string | undefined,
  lines: 'one' | 'several',
  texts: readonly string[],
): readonly string[] {
  if (kind === 'flag') return [name];
  if (kind === 'items') return [`${name} {`, ...texts.map((text) => indent(`${text} { }`)), '}'];
  if (kind !== 'list') return [`${name} ${texts.join(' ')}`];
  if (texts.length === 0) return [`${name} none`];
  return lines === 'one' ? [`${name} { ${texts.join(' ')} }`] : [`${name} {`, ...texts.map(indent), '}'];
}

function indent(text: string): string {
  return `    ${text}`;
}
