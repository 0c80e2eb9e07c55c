import { isAlgorithmName } from '../ir/algorithms.ts';
import type { Gateway } from '../ir/gateway.ts';
import { ignoredMembers } from '../ir/ignored-members.ts';
import { type Json, sameJson } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import { objectsOf } from './effective.ts';
import { mirror } from './mirror.ts';
import { holderOf } from './parameters.ts';
import type { Peering } from './peering.ts';
import type { Finding } from './problem.ts';

/** What both ends say of a tunnel; a difference in any other member is nobody's business but that end's. */
const SHARED: readonly MemberPath[] = [
  'peers.versions',
  'peers.exchangeModes',
  'peers.natTraversal',
  'peers.dpd.mode',
  'ikeProposals.encryption',
  'ikeProposals.hashes',
  'ikeProposals.integrity',
  'ikeProposals.prfs',
  'ikeProposals.dhGroups',
  'ikeProposals.authenticationMethod',
  'ikeProposals.lifetimeSeconds',
  'ipsecProposals.esp.encryption',
  'ipsecProposals.esp.integrity',
  'ipsecProposals.ah.integrity',
  'ipsecProposals.encapsulation',
  'ipsecProposals.compression',
  'ipsecProposals.extendedSequenceNumbers',
  'policies.selectors',
  'policies.pfsGroups',
  'policies.lifetime.seconds',
  'policies.lifetime.kilobytes',
  'policies.initiation',
];
/** Each follows from the version that both ends speak. */
const OF_VERSION: Readonly<Record<MemberPath, 'ikev1' | 'ikev2'>> = {
  'peers.exchangeModes': 'ikev1',
  'ikeProposals.hashes': 'ikev1',
  'ikeProposals.authenticationMethod': 'ikev1',
  'ikeProposals.integrity': 'ikev2',
  'ikeProposals.prfs': 'ikev2',
};

/** In what two ends differ although it does the tunnel no harm. `known`: what was found to do harm. */
export function harmlessFindings(
  left: Gateway,
  right: Gateway,
  peering: Peering,
  known: readonly Finding[],
): readonly Finding[] {
  const mirrored = mirror(right);
  const theirs = new Set(peering.right.versions);
  const versions = new Set(peering.left.versions.filter((version) => theirs.has(version)));
  const idle = new Set([peering.left, peering.right].flatMap((peer) => [...ignoredMembers(peer).keys()]));
  return SHARED.filter((path) => {
    const version = OF_VERSION[path];
    if (idle.has(path) || (version !== undefined && !versions.has(version))) return false;
    if (known.some(({ paths }) => paths.left === path || paths.left === path.split('.')[0])) return false;
    const other = path === 'policies.initiation' ? right : mirrored; // a mirror image never waits for ever
    return !sameJson(valuesOf(left, peering.left.name, path), valuesOf(other, peering.right.name, path));
  }).map((path) => ({ class: 'harmless', paths: { left: path, right: path } }));
}

/** The distinct values of a member; names and numbers of selectors do not count, nor which policy has them. */
function valuesOf(gateway: Gateway, peer: string, path: MemberPath): Json {
  const { root, names } = holderOf(path);
  const values = objectsOf(gateway, peer, root).flatMap((object): unknown => {
    let value: unknown = object;
    for (const name of names)
      value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return path === 'policies.selectors' ? value : [value];
  });
  return [...new Set(values.map((value) => JSON.stringify(value ?? null, meaning)))].toSorted();
}

/** Without names, and with members in one order. */
function meaning(key: string, member: unknown): unknown {
  if (key === 'rule') return undefined;
  if (key === 'name' && typeof member === 'string' && !isAlgorithmName(member)) return undefined;
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
  return Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
