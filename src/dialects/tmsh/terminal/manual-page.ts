import { namesIn } from '../../../../grammars/tmsh/modules.ts';
import { isOperational } from '../../../../grammars/tmsh/operations/read.ts';
import type { Component, Profile, Property } from '../../../../grammars/tmsh/schema/property.ts';
import { componentNamed } from '../../../../grammars/tmsh/table.ts';
import type { Verb } from '../../../../grammars/tmsh/verbs.ts';
import { filtersOf, valuesOf } from './next-words.ts';

const WIDTH = 100;
const MARGIN = ' '.repeat(7);

/** `help net ipsec ike-peer`: a manual page in the layout of a device (tmsh reference 1.8), its words the project's own. */
export function manualPage(path: readonly string[], profile: Profile): readonly string[] {
  const name = path.join(' ');
  const component = componentNamed(name);
  const title = `${name === '' ? 'tmsh' : name}(1)`;
  const heading = 'BIG-IP TMSH Manual';
  const gap = Math.max(2, Math.floor((WIDTH - 2 * title.length - heading.length) / 2));
  const names = namesIn(path);
  return [
    `${title}${' '.repeat(gap)}${heading}${' '.repeat(gap)}${title}`,
    '',
    ...section('NAME', [
      `${path.at(-1) ?? 'tmsh'} - ${names.length > 0 ? 'a module' : 'a component'} of tmsh`,
    ]),
    ...section('MODULE', [path.slice(0, -1).join(' ') || 'root']),
    ...section(
      'SYNTAX',
      component === undefined ? syntaxOfOthers(path, names) : syntaxOf(component, profile),
    ),
    ...section('DESCRIPTION', ['Written from the tables of this simulator, not by the vendor.']),
    ...section('EXAMPLES', [examples(path, component)]),
    ...section('OPTIONS', component === undefined ? names : optionsOf(component, profile)),
    ...section('SEE ALSO', ['create, delete, list, modify, show, tmsh']),
    ...section('COPYRIGHT', ['This text is part of tunnelglot.']),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return [title, ...lines.map((line) => (line === '' ? '' : `${MARGIN}${line}`)), ''];
}

function syntaxOfOthers(path: readonly string[], names: readonly string[]): readonly string[] {
  const name = path.join(' ');
  if (names.length > 0) return [`list ${name}`.trim(), `show ${name}`.trim()];
  const verbs: readonly Verb[] = ['show', 'delete', 'reset-stats', 'save', 'load', 'modify'];
  const filters = filtersOf(name).map((filter) => `[${filter} VALUE]`);
  return verbs
    .filter((verb) => isOperational(verb, name))
    .map((verb) => [verb, name, ...(verb === 'show' || verb === 'delete' ? filters : [])].join(' '));
}

function syntaxOf({ name, singleton, properties }: Component, profile: Profile): readonly string[] {
  const short = name.split(' ').at(-1) ?? name;
  const isMade = singleton === undefined;
  return [
    'CREATE/MODIFY',
    ...(isMade ? [`  create ${short} [name]`, `  modify ${short} [name | all]`] : [`  modify ${short}`]),
    '    options:',
    ...Object.entries(properties)
      .filter(([, property]) => isOf(property, profile))
      .map(([word, property]) => `      ${word} ${valueText(property, profile)}`.trimEnd()),
    '',
    'DISPLAY',
    `  list ${short}${isMade ? ' [ [ [name] | [glob] | [regex] ] ... ]' : ''}`,
    '    options:',
    ...['all-properties', 'non-default-properties', 'one-line'].map((word) => `      ${word}`),
    ...(isMade ? ['', 'DELETE', `  delete ${short} [name | all]`] : []),
  ];
}

function isOf({ since }: Property, profile: Profile): boolean {
  return profile === '16' || since !== '16';
}

function valueText(property: Property, profile: Profile): string {
  const { type } = property;
  const words = valuesOf(property, profile);
  if (words.length > 0) return `[${words.join(' | ')}]`;
  switch (type.kind) {
    case 'flag':
      return '';
    case 'integer':
      return '[integer]';
    case 'address':
      return '[ip address]';
    case 'prefix':
      return '[ip address/prefixlen]';
    case 'port':
      return '[service]';
    case 'reference':
      return '[name | none]';
    case 'items':
    case 'list':
      return '[list]';
    case 'string':
    case 'choice':
      return '[string]';
    default:
      return type satisfies never;
  }
}

function optionsOf({ properties }: Component, profile: Profile): readonly string[] {
  return Object.entries(properties)
    .filter(([, property]) => isOf(property, profile))
    .flatMap(([word, { default: given, required }]) => [
      word,
      required === true
        ? '  This option is required.'
        : `  ${given === undefined ? 'There is no default value.' : `The default value is ${given}.`}`,
    ]);
}

function examples(path: readonly string[], component: Component | undefined): string {
  const name = path.join(' ');
  return component === undefined || component.singleton !== undefined
    ? `list ${name}`
    : `list ${name} all-properties`;
}
