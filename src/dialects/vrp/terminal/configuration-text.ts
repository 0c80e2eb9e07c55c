import { childrenOf, list } from '../../../../grammars/objects/list.ts';
import type { Assignment, ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { printBlocks } from '../../../../grammars/vrp/print-configuration.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { printStatement } from '../../../../grammars/vrp/statement.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import type { Cipher } from '../../dialect-terminal.ts';
import { withCipher } from './cipher.ts';
import { RELEASES } from './releases.ts';

/** How a configuration is shown: by which device, its keys hidden by which lab. */
export interface Shown {
  readonly profile: Profile;
  readonly cipher: Cipher;
}

/** `display current-configuration`, and what is saved: defaults of the profile left out. */
export function configurationLines(root: ConfigurationObject, shown: Shown): readonly string[] {
  return [
    ...RELEASES[shown.profile].header,
    ...blockLines(root, list(table.model, root, shown.profile), shown),
    '#',
    'return',
  ];
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
      .flatMap((child) => [...child.headers.slice(0, 1), ...list(table.model, child, shown.profile)]),
  );
  return [...blockLines(root, statements, shown), '#', 'return'];
}

/** `display this`: what is said in the view of an object (`reference/vrp.md` 1.7). */
export function viewLines(cursor: ConfigurationObject, shown: Shown): readonly string[] {
  const own = list(table.model, cursor, shown.profile);
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
