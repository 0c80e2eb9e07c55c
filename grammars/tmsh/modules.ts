import { COMPONENTS } from './table.ts';
import type { Verb } from './verbs.ts';

/** The modules at the root of tmsh (tmsh reference 1.3 and 3). */
export const MODULES = [
  'analytics',
  'apm',
  'asm',
  'auth',
  'cli',
  'cm',
  'gtm',
  'ilx',
  'ltm',
  'net',
  'pem',
  'security',
  'sys',
  'util',
  'vcmp',
  'wom',
] as const;

/** What stands in the modules that IPsec needs, so that words can be cut short (tmsh reference 1.8 and 2). */
const CONTENTS: Readonly<Record<string, string>> = {
  ltm:
    'auth cipher clientssl data-group default-node-monitor dns eviction-policy global-settings html-rule ifile ' +
    'lsn-pool message-routing monitor nat node persistence policy policy-strategy pool profile rule snat ' +
    'snat-translation snatpool traffic-class traffic-matching-criteria virtual virtual-address',
  cli: 'admin-partitions alias-private alias-shared global-settings history preference script transaction version',
  net:
    'arp bwc-policy cmetrics cos dns-resolver fdb ike-evt-stat ike-msg-stat interface interface-cos ipsec ' +
    'ipsec-stat lldp-neighbors ndp packet-filter rate-shaping route route-domain routing rst-cause self ' +
    'self-allow stp trunk tunnels vlan vlan-allowed vlan-group',
  'net ipsec':
    'ike-daemon ike-peer ike-sa ipsec-policy ipsec-sa manual-security-association traffic-selector',
  sys: 'clock config cpu failover hardware log memory performance software version',
  'net tunnels': 'etherip fec geneve gre ipip ipsec map ppp tcp-forward tunnel v6rd vxlan wccp',
};

/** What is only looked at, or only deleted: to other verbs it is not there (tmsh reference 2, verb matrix). */
const STATISTICS: readonly string[] = ['ike-evt-stat', 'ike-msg-stat', 'ipsec-stat', 'cmetrics', 'rst-cause'];
const ASSOCIATIONS: readonly string[] = ['ike-sa', 'ipsec-sa'];

const contents: ReadonlyMap<string, ReadonlySet<string>> = collectContents();

function collectContents(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>([['', new Set(MODULES)]]);
  const add = (module: string, name: string): void => {
    const known = found.get(module);
    if (known === undefined) found.set(module, new Set([name]));
    else known.add(name);
  };
  for (const [module, names] of Object.entries(CONTENTS)) {
    for (const name of names.split(' ')) add(module, name);
  }
  for (const { name } of COMPONENTS) {
    const words = name.split(' ');
    for (const [index, word] of words.entries()) add(words.slice(0, index).join(' '), word);
  }
  return found;
}

/** The names in a module; none: it is a component, or nothing here knows what is in it. */
export function namesIn(module: readonly string[]): readonly string[] {
  return [...(contents.get(module.join(' ')) ?? [])];
}

/** The names in a module that a verb takes. */
export function namesFor(verb: Verb, module: readonly string[]): readonly string[] {
  const names = namesIn(module);
  if (verb !== 'create' && verb !== 'modify' && verb !== 'delete') return names;
  const without = verb === 'delete' ? STATISTICS : [...STATISTICS, ...ASSOCIATIONS];
  return names.filter((name) => !without.includes(name));
}

/** A module or a component as typed: `net ips ike-p`, `/net/ipsec`. */
export interface TypedPath {
  readonly path: readonly string[];
  /** So many of the words name it. */
  readonly words: number;
  readonly abbreviated: boolean;
}

/** Finds what words name, first in the module that the session is in, then from the root. With a verb words may be cut short. */
export function resolvePath(
  words: readonly string[],
  module: readonly string[],
  verb?: Verb,
): TypedPath | undefined {
  const [first = '', ...rest] = words;
  if (first.startsWith('/')) {
    const parts = first.split('/').filter((part) => part !== '');
    const found = descend([], [...parts, ...rest], verb);
    if (found === undefined || found.words < parts.length) return undefined;
    return { ...found, words: found.words - parts.length + 1 };
  }
  const inside = module.length === 0 ? undefined : descend(module, words, verb);
  return inside ?? descend([], words, verb);
}

function descend(
  from: readonly string[],
  words: readonly string[],
  verb: Verb | undefined,
): TypedPath | undefined {
  const path = [...from];
  let [used, abbreviated] = [0, false];
  for (const word of words) {
    const names = verb === undefined ? namesIn(path) : namesFor(verb, path);
    const name = nameOf(word, names, verb !== undefined);
    if (name === undefined) break;
    path.push(name);
    used += 1;
    abbreviated ||= name !== word;
  }
  return used === 0 ? undefined : { path, words: used, abbreviated };
}

/** The name that a word is, or the only one that begins so. */
export function nameOf(word: string, names: readonly string[], abbreviations: boolean): string | undefined {
  if (names.includes(word)) return word;
  if (!abbreviations || word === '') return undefined;
  const meant = names.filter((name) => name.startsWith(word));
  return meant.length === 1 ? meant[0] : undefined;
}
