import { childrenOf } from '../objects/list.ts';
import type { Assignment, ConfigurationObject, Values } from '../objects/object.ts';
import type { DirectiveType } from './schema/directive.ts';
import { COMMENT, model, ROOT, sectionOf } from './table.ts';

/** A printed line and the assignment that it says (a closing brace: that of its opening; a blank line: none). */
export interface PrintedLine {
  readonly text: string;
  readonly assignment?: Assignment;
}
const BLANK: PrintedLine = { text: '' };

/** A racoon.conf, strict: LF, a semicolon behind every directive and none behind a block. */
export function printConfiguration(root: ConfigurationObject): readonly PrintedLine[] {
  const groups: (readonly PrintedLine[])[] = [];
  const directives: PrintedLine[] = [];
  for (const slot of model.slotsOf(ROOT)) {
    if (slot.enters === undefined) directives.push(...printSlot(root, slot.slot, ''));
    else groups.push(...childrenOf(root, slot).map((object) => printBlock(object, '')));
  }
  const all = [directives, ...groups].filter((lines) => lines.length > 0);
  return all.flatMap((lines, index) => (index === 0 ? lines : [BLANK, ...lines]));
}

function printBlock(object: ConfigurationObject, indent: string): readonly PrintedLine[] {
  const [header] = object.headers;
  if (header === undefined) return [];
  const inner = `${indent}\t`;
  const body = model.slotsOf(object.view).flatMap((slot): readonly PrintedLine[] => {
    if (slot.slot === COMMENT) return [];
    if (slot.enters === undefined) return printSlot(object, slot.slot, inner);
    return childrenOf(object, slot).flatMap((child) => printBlock(child, inner));
  });
  return [
    ...commentsOf(object, indent),
    { text: `${indent}${headText(object.view, header.values)} {`, assignment: header },
    ...body,
    { text: `${indent}}`, assignment: header },
  ];
}

function commentsOf({ slots }: ConfigurationObject, indent: string): readonly PrintedLine[] {
  return (slots.get(COMMENT) ?? []).flatMap((assignment) =>
    textOf(assignment.values, 'value')
      .split(/\r?\n/)
      .map((text) => ({ text: `${indent}# ${text}`, assignment })),
  );
}

function printSlot(object: ConfigurationObject, slot: string, indent: string): readonly PrintedLine[] {
  const type = sectionOf(object.view)?.directives[slot]?.type;
  if (type === undefined) return [];
  return (object.slots.get(slot) ?? []).map((assignment) => {
    const value = valueText(type, assignment.values);
    return { text: `${indent}${slot}${value === '' ? '' : ` ${value}`};`, assignment };
  });
}

/** A directive's value as it is written. */
export function valueText(type: DirectiveType, values: Values): string {
  const value = textOf(values, 'value');
  switch (type.kind) {
    case 'flag':
      return '';
    case 'number':
    case 'choice':
    case 'group':
      return value;
    case 'words':
      return listOf(values, 'value').join(', ');
    case 'text':
      return quoted(value);
    case 'files':
      return [textOf(values, 'what'), ...listOf(values, 'files').map(quoted)]
        .filter((part) => part !== '')
        .join(' ');
    case 'duration':
      return `${textOf(values, 'number')} ${textOf(values, 'unit')}`;
    case 'lifetime':
      return `time ${textOf(values, 'number')} ${textOf(values, 'unit')}`;
    case 'endpoint':
      return `${textOf(values, 'address')}${portText(values['port'])}`;
    case 'identity':
      return identityText(values);
    case 'algorithm':
      return [textOf(values, 'name'), textOf(values, 'bits')].filter((part) => part !== '').join(' ');
    case 'algorithms':
      return listOf(values, 'names').join(', ');
    case 'anything':
      return listOf(values, 'value').join(' ');
    default:
      return type satisfies never;
  }
}

function identityText(values: Values): string {
  const [type, qualifier, value] = [
    textOf(values, 'type'),
    textOf(values, 'qualifier'),
    textOf(values, 'value'),
  ];
  const isAddress = type === 'address' || type === 'subnet';
  return [type, qualifier, value === '' || isAddress ? value : quoted(value)]
    .filter((part) => part !== '')
    .join(' ');
}

function headText(view: string, values: Values): string {
  if (view === 'remote') {
    const label = values['label'];
    return label === undefined
      ? `remote ${textOf(values, 'address')}${portText(values['port'])}`
      : `remote ${quoted(String(label))}`;
  }
  if (view === 'sainfo') return `sainfo ${sainfoText(values)}`;
  return view;
}

/** Always with a prefix and a port, also where they are the usual ones. */
function sainfoText(values: Values): string {
  const ends = (['local', 'remote'] as const).map((side) => {
    const of = (name: string): string => textOf(values, `${side}-${name}`);
    if (of('kind') !== 'address') return of('kind');
    return `${of('type')} ${of('address')}/${of('length')} [${of('port')}] ${of('protocol')}`;
  });
  return values['local-kind'] === 'anonymous' && values['remote-kind'] === 'anonymous'
    ? 'anonymous'
    : ends.join(' ');
}

function portText(port: Values[string] | undefined): string {
  return port === undefined ? '' : ` [${String(port)}]`;
}
function quoted(text: string): string {
  return `"${text}"`;
}
function textOf(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}
function listOf(values: Values, name: string): readonly string[] {
  const value = values[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}
