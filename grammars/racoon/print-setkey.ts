import type { ConfigurationObject, Values } from '../objects/object.ts';
import type { PrintedLine } from './print-configuration.ts';
import { COMMANDS, KEYS } from './table.ts';

/** A psk.txt: the identity in the first column, a tab, the key. */
export function printKeys({ slots }: ConfigurationObject): readonly PrintedLine[] {
  return (slots.get(KEYS) ?? []).map((assignment) => ({
    text: `${textOf(assignment.values, 'identity')}\t${textOf(assignment.values, 'key')}`,
    assignment,
  }));
}

/** The commands of setkey, one on its lines. */
export function printCommands({ slots }: ConfigurationObject): readonly PrintedLine[] {
  return (slots.get(COMMANDS) ?? []).flatMap((assignment) =>
    commandLines(assignment.values).map((text) => ({ text, assignment })),
  );
}

function commandLines(values: Values): readonly string[] {
  const verb = textOf(values, 'verb');
  switch (verb) {
    case 'spdadd':
      return policyLines(values);
    case 'add':
      return saLines(values);
    default:
      return [`${verb};`];
  }
}

function policyLines(values: Values): readonly string[] {
  const side = (name: string): string => `${textOf(values, name)}[${textOf(values, `${name}-port`)}]`;
  const priority = textOf(values, 'priority');
  const head = [
    'spdadd',
    side('source'),
    side('destination'),
    textOf(values, 'protocol'),
    '-P',
    textOf(values, 'direction'),
    ...(priority === '' ? [] : [`prio ${priority}`]),
    textOf(values, 'action'),
  ].join(' ');
  return ended([head, ...listOf(values, 'requests').map((request) => `\t${request}`)]);
}

/** Extensions stand before the algorithms. */
function saLines(values: Values): readonly string[] {
  const head = [
    'add',
    ...['source', 'destination', 'protocol', 'spi'].map((name) => textOf(values, name)),
    '-m',
    textOf(values, 'mode'),
  ];
  const algorithms = (['encryption', 'integrity'] as const).flatMap((name): readonly string[] => {
    const algorithm = textOf(values, name);
    if (algorithm === '') return [];
    const key = textOf(values, `${name}-key`);
    return [`\t${name === 'encryption' ? '-E' : '-A'} ${algorithm}${key === '' ? '' : ` ${key}`}`];
  });
  return ended([head.join(' '), ...algorithms]);
}

function ended(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === lines.length - 1 ? `${line};` : line));
}
function textOf(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}
function listOf(values: Values, name: string): readonly string[] {
  const value = values[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}
