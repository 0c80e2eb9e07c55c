import { childrenOf, list } from '../../../../grammars/objects/list.ts';
import type { Assignment, ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { printBlocks } from '../../../../grammars/vrp/print-configuration.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { printStatement } from '../../../../grammars/vrp/statement.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import { DEFAULT_ORIGIN } from '../../../ir/origins.ts';
import type { Cipher } from '../../dialect-terminal.ts';
import { withCipher } from './cipher.ts';
import { RELEASES } from './releases.ts';

/** How a configuration is shown: by which device, its keys hidden by which lab. */
export interface Shown {
  readonly profile: Profile;
  readonly cipher: Cipher;
}

/** Releases that show every algorithm of a proposal, typed or not (`reference/vrp.md` 1.8). */
const SHOWS_ALGORITHMS: ReadonlySet<Profile> = new Set(['ar', 'usg']);
const PROPOSAL = 'ike-proposal';

/** What an object is shown to hold: its statements, and what its release shows of every object. */
function listed(object: ConfigurationObject, { profile }: Shown): readonly Assignment[] {
  const all = SHOWS_ALGORITHMS.has(profile) ? withAlgorithms(object, profile) : object;
  return list(table.model, all, profile);
}

function withAlgorithms(object: ConfigurationObject, profile: Profile): ConfigurationObject {
  if (object.view !== PROPOSAL) {
    const isHolder = [...object.children.values()].some(({ view }) => view === PROPOSAL);
    if (!isHolder) return object;
    const children = [...object.children].map(
      ([key, child]) => [key, withAlgorithms(child, profile)] as const,
    );
    return { ...object, children: new Map(children) };
  }
  const slots = new Map(object.slots);
  for (const { slot, alwaysListed, defaults } of table.model.slotsOf(object.view)) {
    if (!alwaysListed.includes(profile) || slots.has(slot)) continue;
    const meant = (defaults[profile] ?? []).map((statement) => ({
      view: object.view,
      slot,
      ...statement,
      origin: DEFAULT_ORIGIN,
    }));
    if (meant.length > 0) slots.set(slot, meant);
  }
  return { ...object, slots };
}

/** `display current-configuration`, and what is saved: defaults of the profile left out. */
export function configurationLines(root: ConfigurationObject, shown: Shown): readonly string[] {
  return [...RELEASES[shown.profile].header, ...blockLines(root, listed(root, shown), shown), '#', 'return'];
}

function blockLines(
  root: ConfigurationObject,
  statements: readonly Assignment[],
  { profile, cipher }: Shown,
): readonly string[] {
  return printBlocks(
    root,
    statements.map((statement) => withCipher(statement, cipher)),
    profile,
  ).map(({ text }) => text);
}

/** What `display current-configuration configuration TYPE` calls the views. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  'acl-adv': ['acl-advanced'],
  'ike-proposal': ['ike-proposal'],
  'ike-peer': ['ike-peer'],
  'ike-identity': ['ike-identity'],
  'ipsec-proposal': ['ipsec-proposal'],
  'ipsec-policy': ['ipsec-policy-isakmp', 'ipsec-policy-manual', 'ipsec-policy-of-template'],
  'ipsec-policy-template': ['ipsec-policy-template'],
  'ipsec-profile': ['ipsec-profile'],
  system: [],
};

/** `display current-configuration configuration [ TYPE [ NAME ] ]`; nothing: there is no such type. */
export function partLines(
  root: ConfigurationObject,
  type: string,
  name: string | undefined,
  shown: Shown,
): readonly string[] | undefined {
  const views = TYPES[type.toLowerCase()];
  if (views === undefined) return undefined;
  return objectLines(
    root,
    shown,
    ({ view, key }) => views.includes(view) && (name === undefined || isNamed(key, name)),
  );
}

/** A policy goes by the name of its group, or by its name and number. */
function isNamed(key: string, name: string): boolean {
  return key === name || key.split(' ')[0] === name;
}

/** `display current-configuration interface [ NAME ]`. */
export function interfaceLines(
  root: ConfigurationObject,
  name: string | undefined,
  shown: Shown,
): readonly string[] {
  const wanted = name?.replaceAll(/\s/g, '').toLowerCase();
  return objectLines(
    root,
    shown,
    ({ view, key }) =>
      view === 'interface' &&
      (wanted === undefined || key.replaceAll(/\s/g, '').toLowerCase().startsWith(wanted)),
  );
}

function objectLines(
  root: ConfigurationObject,
  shown: Shown,
  isWanted: (object: ConfigurationObject) => boolean,
): readonly string[] {
  const statements = table.model.slotsOf(root.view).flatMap((slot) =>
    childrenOf(root, slot)
      .filter(isWanted)
      .flatMap((child) => [...child.headers.slice(0, 1), ...listed(child, shown)]),
  );
  return [...blockLines(root, statements, shown), '#', 'return'];
}

/** `display this`: what is said in the view of an object (`reference/vrp.md` 1.7). */
export function viewLines(cursor: ConfigurationObject, shown: Shown): readonly string[] {
  const own = listed(cursor, shown);
  const end = shown.profile === 'usg' ? ['#'] : ['#', 'return'];
  if (cursor.parent === undefined) {
    const plain = own.filter(({ view, enters }) => view === cursor.view && enters === undefined);
    return [...blockLines(cursor, plain, shown), ...end];
  }
  const [header] = cursor.headers;
  const lines = own.map(
    (statement) => ` ${printStatement(withCipher(statement, shown.cipher), shown.profile)}`,
  );
  return ['#', ...(header === undefined ? [] : [printStatement(header, shown.profile)]), ...lines, ...end];
}
