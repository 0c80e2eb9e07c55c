import { childrenOf, list } from '../../../../grammars/objects/list.ts';
import { type Assignment, childKey, type ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { interfaceOfDevice } from '../../../../grammars/vrp/interface-names.ts';
import { printBlocks } from '../../../../grammars/vrp/print-configuration.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { printStatement } from '../../../../grammars/vrp/statement.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import { DEFAULT_ORIGIN, type Origin } from '../../../ir/origins.ts';
import type { Cipher, TerminalHost, WrittenFiles } from '../../dialect-terminal.ts';
import { withCipher } from './cipher.ts';
import { RELEASES } from './releases.ts';

/** How a configuration is shown: by which device, its keys hidden by which lab. */
export interface Shown {
  readonly profile: Profile;
  readonly cipher: Cipher;
  /** The line of a statement as it was written; nothing: it was typed, and is known. */
  readonly textOf: (origin: Origin) => string | undefined;
}

/** How a session shows what its device runs. */
export function shownBy(
  { cipher, written }: Pick<TerminalHost, 'cipher' | 'written'>,
  profile: Profile,
): Shown {
  return {
    profile,
    cipher,
    textOf: (origin) => (written === undefined ? undefined : lineOf(written, origin)),
  };
}

function lineOf({ files, statements }: WrittenFiles, origin: Origin): string | undefined {
  const statement = statements[origin];
  if (statement === undefined || statement.row !== undefined) return undefined;
  const { file, start, end } = statement.span;
  const text = files[file]?.text ?? '';
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, end);
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

/** `display current-configuration`, and what is saved: defaults of the profile left out, what no table knows as it was. */
export function configurationLines(root: ConfigurationObject, shown: Shown): readonly string[] {
  const known = printBlocks(
    root,
    listed(root, shown).map((statement) => withCipher(statement, shown.cipher)),
    shown.profile,
  );
  const lines = known.flatMap(({ text, assignment }, index) => {
    const next = known[index + 1]?.assignment;
    const isLast = next === undefined || next.view === root.view;
    const object = isLast && assignment !== undefined ? objectOf(root, known, index) : undefined;
    return object === undefined ? [text] : [text, ...unreadLines(object, shown)];
  });
  return [...RELEASES[shown.profile].header, ...lines, ...unreadBlocks(root, shown), '#', 'return'];
}

/** The object that a printed line is the last of: that of the nearest header above it. */
function objectOf(
  root: ConfigurationObject,
  lines: ReturnType<typeof printBlocks>,
  index: number,
): ConfigurationObject | undefined {
  for (let at = index; at >= 0; at--) {
    const { assignment } = lines[at] ?? {};
    if (assignment === undefined) return undefined;
    const { enters, view } = assignment;
    if (enters !== undefined && view === root.view)
      return root.children.get(childKey(enters.view, enters.key));
  }
  return undefined;
}

/** Lines typed in the view of an object that no table knows (`service-manage ping permit`). */
function unreadLines({ unreadable }: ConfigurationObject, { textOf }: Shown): readonly string[] {
  return [...new Set(unreadable)].flatMap((origin) => {
    const text = textOf(origin)?.trim();
    return text === undefined || text === '' ? [] : [` ${text}`];
  });
}

/** Those of system view, with what stands below them: blocks of other features. */
function unreadBlocks({ unreadable }: ConfigurationObject, { textOf }: Shown): readonly string[] {
  return [...new Set(unreadable)].flatMap((origin) => {
    const text = textOf(origin)?.trimEnd();
    if (text === undefined || text.trim() === '') return [];
    return /^\s/.test(text) ? [text] : ['#', text];
  });
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
  const wanted = name === undefined ? undefined : interfaceOfDevice(name).toLowerCase();
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

/** What runs as the file that is saved. */
export function configurationText(host: TerminalHost, profile: Profile): string {
  return configurationLines(host.running, shownBy(host, profile))
    .map((line) => `${line}\n`)
    .join('');
}
