import { isDefault } from '../../../../grammars/objects/list.ts';
import type { Assignment, ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { fullName, inQuotes, quote } from '../../../../grammars/tmsh/names.ts';
import type { Component, Profile, Property } from '../../../../grammars/tmsh/schema/property.ts';
import { COMPONENTS, model } from '../../../../grammars/tmsh/table.ts';
import { Expression } from '../../../text/regular-expression.ts';
import type { Cipher } from '../../dialect-terminal.ts';
import { cipherText } from './cipher.ts';

/** How `list` shows objects (tmsh reference 1.7). */
export interface Listing {
  readonly profile: Profile;
  readonly cipher: Cipher;
  /** Names in it are short; absent: every name is in full, as in files. */
  readonly folder?: string;
  readonly properties: 'changed' | 'all';
  /** Only these; none: all that `properties` says. */
  readonly only: readonly string[];
  readonly oneLine: boolean;
}

/** The objects that are wanted, in the order of a saved file. */
export function listLines(
  root: ConfigurationObject,
  isWanted: (object: ConfigurationObject) => boolean,
  listing: Listing,
): readonly string[] {
  return COMPONENTS.flatMap((component) =>
    [...root.children.values()]
      .filter((object) => object.view === component.name && isWanted(object))
      .toSorted((left, right) => (left.key < right.key ? -1 : 1))
      .flatMap((object) => objectLines(component, object, listing)),
  );
}

function objectLines(component: Component, object: ConfigurationObject, listing: Listing): readonly string[] {
  const name = object.key === '' ? [] : [quote(shortName(object.key, listing.folder))];
  const head = [component.name, ...name].join(' ');
  const names = model.slotsOf(component.name).map(({ slot }) => slot);
  const body = names.flatMap((slot) => propertyLines(component, slot, object, listing));
  if (body.length === 0) return [`${head} { }`];
  return listing.oneLine
    ? [`${head} { ${body.map((line) => line.trim()).join(' ')} }`]
    : [`${head} {`, ...body.map((line) => `    ${line}`), '}'];
}

/** Properties that take part in no listing: old words, and keys in clear, which their encrypted form stands for. */
const UNLISTED: ReadonlySet<string> = new Set(['proposal-check']);
/** Components whose folder no listing repeats. */
const WITHOUT_PARTITION: ReadonlySet<string> = new Set(['net ipsec ike-peer']);
const CLEAR = /^(?:preshared-key|auth-key|encrypt-key)$/;

function propertyLines(
  component: Component,
  slot: string,
  object: ConfigurationObject,
  listing: Listing,
): readonly string[] {
  const property = component.properties[slot];
  if (property === undefined) return [];
  const said = object.slots.get(slot)?.at(-1);
  const shown = CLEAR.test(slot) ? `${slot}-encrypted` : slot;
  const isAsked = listing.only.length === 0 || listing.only.includes(slot) || listing.only.includes(shown);
  if (!isAsked) return [];
  if (said !== undefined && said.operator === 'set' && isShown(component, said, listing)) {
    return printProperty(shown, property, wordsOf(said), listing);
  }
  const isAlways = model.slot(component.name, slot)?.alwaysListed.includes(listing.profile) === true;
  const isWhole = listing.properties === 'all' || listing.only.length > 0 || isAlways;
  if (
    !isWhole ||
    CLEAR.test(slot) ||
    UNLISTED.has(slot) ||
    (property.since === '16' && listing.profile === '14')
  ) {
    return [];
  }
  if (slot === 'partition')
    return WITHOUT_PARTITION.has(component.name) ? [] : [`partition ${partitionOf(object.key)}`];
  if (shown.endsWith('-encrypted') && property.secret === true) return [];
  if (property.type.kind === 'flag') return [];
  const { default: given } = property;
  if (given === undefined) return [];
  return printProperty(
    slot,
    property,
    property.type.kind === 'list' && given === 'none' ? [] : given.split(' '),
    listing,
  );
}

function isShown(component: Component, said: Assignment, { properties, only, profile }: Listing): boolean {
  const slot = model.slot(component.name, said.slot);
  if (slot === undefined || UNLISTED.has(said.slot)) return false;
  return (
    properties === 'all' ||
    only.length > 0 ||
    slot.alwaysListed.includes(profile) ||
    !isDefault(slot, said, profile)
  );
}

function wordsOf({ values }: Assignment): readonly string[] {
  const value = values['value'] ?? '';
  return typeof value === 'string' ? [value] : value;
}

function partitionOf(key: string): string {
  return key.split('/')[1] ?? 'Common';
}

function printProperty(
  name: string,
  property: Property,
  words: readonly string[],
  listing: Listing,
): readonly string[] {
  const { type, secret, quoted } = property;
  const texts = words.map((word) => {
    if (secret === true && word !== 'none') return cipherText(word, listing.cipher);
    const short = word.startsWith('/') ? shortName(word, listing.folder) : word;
    return quoted === true ? inQuotes(short) : quote(short);
  });
  switch (type.kind) {
    case 'flag':
      return [name];
    case 'items':
      return texts.length === 0 || words[0] === 'none'
        ? [`${name} none`]
        : [`${name} {`, ...texts.map((text) => `    ${text} { }`), '}'];
    case 'list':
      if (texts.length === 0) return [`${name} none`];
      return type.lines === 'one'
        ? [`${name} { ${texts.join(' ')} }`]
        : [`${name} {`, ...texts.map((text) => `    ${text}`), '}'];
    case 'string':
    case 'integer':
    case 'choice':
    case 'address':
    case 'prefix':
    case 'port':
    case 'reference':
      return [`${name} ${texts.join(' ')}`];
    default:
      return type satisfies never;
  }
}

/** A name as it is shown in a folder: what is in it goes by its last part (tmsh reference 1.3). */
function shortName(name: string, folder: string | undefined): string {
  if (folder === undefined || folder === '/' || !name.startsWith(`${folder}/`)) return name;
  const rest = name.slice(folder.length + 1);
  return rest.includes('/') ? name : rest;
}

/** Whether an object's full name is one that a word names: `p1`, `br*`, `@^/Common/br` (tmsh reference 1.6). */
export function nameMatcher(word: string, folder: string): (key: string) => boolean {
  if (word.startsWith('@')) {
    const expression = Expression.compile(word.slice(1));
    return (key) => expression?.matches(shortName(key, folder)) === true;
  }
  if (!/[*?]/.test(word)) return (key) => key === fullName(word, folder);
  const pattern = fullName(word, folder)
    .replaceAll(/[.+^${}()|\\[\]]/g, String.raw`\$&`)
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  const expression = Expression.compile(`^${pattern}$`);
  return (key) => expression?.matches(key) === true;
}
