import type { Told } from '../diff/difference.ts';
import { wordsFor } from '../diff/members.ts';
import type { Source } from '../diff/source.ts';
import { find, tellWhole } from '../diff/tell.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { MemberPath } from '../ir/limits.ts';
import { addressesTowards, type End } from './end.ts';
import { holderOf } from './parameters.ts';

/** What one end says of a parameter, in words, and where. Keys are masked. */
export interface Effective {
  readonly end: string;
  readonly path: MemberPath;
  /** "IKE encryption" */
  readonly words: string;
  readonly text: string;
  readonly source: Source;
}

/** The value of a parameter that holds for a peer; of several proposals or policies all that they say. */
function effective({ name, side, gateway, sources }: End, peer: string, path: MemberPath): Effective {
  const told = tell(gateway, side.lowered.origins, peer, path);
  return {
    end: name,
    path,
    words: wordsFor(path),
    text: told.text,
    source: sources.of(told, path),
  };
}

/** The same of two ends that differ; of keys nothing else is told. `areComparable`: both ends' keys can be read. */
export function effectiveWithoutKey(
  end: End,
  peer: string,
  path: MemberPath,
  areComparable: boolean,
): Effective {
  const found = effective(end, peer, path);
  return KEYS.has(path) && found.source.basis !== 'derived'
    ? { ...found, text: areComparable ? 'the keys differ' : 'a key that cannot be compared' }
    : found;
}
const KEYS: ReadonlySet<MemberPath> = new Set([
  'peers.preSharedKeys',
  'manualSas.encryptionKey',
  'manualSas.integrityKey',
  'manualSas.keyString',
]);

function tell(gateway: Gateway, origins: Parameters<typeof find>[0], peer: string, path: MemberPath): Told {
  const { root } = holderOf(path);
  const all = objectsOf(gateway, peer, root).map((object) =>
    tellWhole(path, find(origins, object, root, path)),
  );
  const distinct = all.filter(({ text }, index) => all.findIndex((other) => other.text === text) === index);
  const local = path === 'policies.tunnel.local' ? localAddress(gateway, peer) : undefined;
  return {
    text: local ?? (distinct.map(({ text }) => text).join('; ') || 'nothing'),
    origins: all.flatMap(({ origins: own }) => own),
  };
}

/** A policy that does not name its address has that of its interface. */
function localAddress(gateway: Gateway, name: string): string | undefined {
  const peer = gateway.peers.find((candidate) => candidate.name === name);
  const known = peer === undefined ? [] : addressesTowards(gateway, peer);
  return known.length === 0 ? undefined : known.join(', ');
}

/** The objects of a gateway that have a part in a peer's tunnels; a manual SA stands for itself. */
export function objectsOf(
  gateway: Gateway,
  peerName: string,
  root: ReturnType<typeof holderOf>['root'],
): readonly object[] {
  const policies = gateway.policies.filter(({ peer }) => peer === peerName);
  const peers = gateway.peers.filter(({ name }) => name === peerName);
  switch (root) {
    case 'ike':
      return [gateway.ike];
    case 'peers':
      return peers;
    case 'policies':
      return policies;
    case 'ikeProposals':
      return named(
        gateway.ikeProposals,
        peers.flatMap(({ proposals }) => proposals),
      );
    case 'ipsecProposals':
      return named(
        gateway.ipsecProposals,
        policies.flatMap(({ proposals }) => proposals),
      );
    case 'manualSas':
      return named(gateway.manualSas, [peerName]);
    default:
      return root satisfies never;
  }
}
function named<T extends { readonly name: string }>(
  objects: readonly T[],
  names: readonly string[],
): readonly T[] {
  const wanted = [...new Set(names)];
  return wanted.flatMap((name) => objects.find((object) => object.name === name) ?? []);
}
