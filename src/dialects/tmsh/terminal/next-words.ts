import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { nameOf, namesFor, namesIn, resolvePath } from '../../../../grammars/tmsh/modules.ts';
import type { Component, Profile, Property } from '../../../../grammars/tmsh/schema/property.ts';
import { componentNamed } from '../../../../grammars/tmsh/table.ts';
import { type Verb, verbOf, VERBS } from '../../../../grammars/tmsh/verbs.ts';
import type { Section } from './help.ts';

export interface Place {
  readonly module: readonly string[];
  readonly profile: Profile;
  readonly running: ConfigurationObject;
}

/** What the filters of a runtime component are (tmsh reference 2.6). */
const FILTERS: Readonly<Record<string, readonly string[]>> = {
  'net ipsec ike-sa': ['peer-ip', 'peer-name', 'route-domain', 'traffic-selector'],
  'net ipsec ipsec-sa': ['dst-addr', 'route-domain', 'spi', 'src-addr', 'traffic-selector'],
};
/** The filters of a runtime component; none: it is another one. */
export function filtersOf(component: string): readonly string[] {
  return FILTERS[component] ?? [];
}
const MODULE_OPTIONS: Readonly<Partial<Record<Verb, readonly string[]>>> = {
  list: ['all-properties', 'current-module', 'non-default-properties', 'one-line', 'recursive', '|'],
  show: ['current-module', 'recursive', '|'],
};
const COMPONENT_OPTIONS: Readonly<Partial<Record<Verb, readonly string[]>>> = {
  list: ['all-properties', 'non-default-properties', 'one-line', '|'],
  show: ['all-properties', '|'],
};

/** What may follow words, as `?` and TAB show it; nothing: the words mean nothing. */
export function nextWords(words: readonly string[], place: Place): readonly Section[] | undefined {
  if (words.length === 0) return [...modulesIn(place.module), section('Commands', 'verb', VERBS)];
  const verb = verbOf(words);
  if (verb === undefined) return undefined;
  const path = resolvePath(words.slice(1), place.module, verb);
  const at = path?.path ?? place.module;
  const behind = words.slice(1 + (path?.words ?? 0));
  const component = at.join(' ');
  const isComponent = namesIn(at).length === 0 && at.length > 0;
  if (!isComponent) {
    if (behind.length > 0) return undefined;
    return [section('Options', 'option', MODULE_OPTIONS[verb] ?? []), ...membersOf(at, verb)];
  }
  const filters = FILTERS[component];
  if (filters !== undefined) {
    const taken = new Set(behind);
    return [
      section('Options', 'option', COMPONENT_OPTIONS[verb] ?? []),
      section(
        'Properties',
        'property',
        ['"{"', ...filters].filter((word) => !taken.has(word)),
      ),
    ];
  }
  const known = componentNamed(component);
  return known === undefined ? [] : ofComponent(known, verb, behind, place);
}

function section(title: Section['title'], kind: Section['kind'], words: readonly string[]): Section {
  return { title, kind, words };
}

function modulesIn(module: readonly string[]): readonly Section[] {
  return membersOf(module, 'list');
}

/** A member with members of its own is a module. */
function membersOf(path: readonly string[], verb: Verb): readonly Section[] {
  const names = namesFor(verb, path);
  const isModule = (name: string): boolean => path.length === 0 || namesIn([...path, name]).length > 0;
  return [
    section('Modules', 'module', names.filter(isModule)),
    section(
      'Components',
      'component',
      names.filter((name) => !isModule(name)),
    ),
  ];
}

function ofComponent(
  component: Component,
  verb: Verb,
  behind: readonly string[],
  { profile, running }: Place,
): readonly Section[] {
  const hasName = component.singleton === undefined;
  if (hasName && behind.length === 0) {
    const names = [...running.children.values()].filter(({ view }) => view === component.name);
    const known = verb === 'create' ? [] : ['all', ...names.map(({ key }) => key.replace(/^\/Common\//, ''))];
    return [
      section('Options', 'option', COMPONENT_OPTIONS[verb] ?? []),
      section('Identifier', 'value', known),
    ];
  }
  const names = propertyNames(component, profile);
  const typed = behind.slice(hasName ? 1 : 0).filter((word) => word !== '{' && word !== '}');
  const last = typed.at(-1);
  const name = last === undefined ? undefined : nameOf(last, names, true);
  const isValueNext = name !== undefined && isProperty(typed.slice(0, -1), names, component);
  const property = isValueNext ? component.properties[name] : undefined;
  if (property !== undefined && property.type.kind !== 'flag' && (verb === 'create' || verb === 'modify')) {
    return [section('Values', 'value', valuesOf(property, profile))];
  }
  const taken = new Set(typed);
  return [
    section('Options', 'option', COMPONENT_OPTIONS[verb] ?? []),
    section(
      'Properties',
      'property',
      verb === 'delete' ? [] : ['"{"', ...names.filter((word) => !taken.has(word))],
    ),
  ];
}

/** Whether the word behind these is the name of a property and not a value. */
function isProperty(before: readonly string[], names: readonly string[], component: Component): boolean {
  let isName = true;
  for (const word of before) {
    const name: string | undefined = isName ? nameOf(word, names, true) : undefined;
    isName = name === undefined || component.properties[name]?.type.kind === 'flag';
  }
  return isName;
}

function propertyNames({ properties }: Component, profile: Profile): readonly string[] {
  return Object.keys(properties).filter((name) => profile === '16' || properties[name]?.since !== '16');
}

/** The words that a property takes; none: any value of its type. */
export function valuesOf({ type }: Property, profile: Profile): readonly string[] {
  if (type.kind === 'choice') return profile === '16' ? [...type.words, ...(type.since16 ?? [])] : type.words;
  if (type.kind !== 'list') return [];
  return ['add', 'default', 'delete', 'none', 'replace-all-with', ...(type.words ?? [])];
}
