import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import { type Origins, withMembers } from '../ir/origins.ts';
import { type RowPair, pairRows } from './pairs.ts';
import { rowsOf } from './rows.ts';

/** What names alone would make differ, taken away from the right side. */
export interface Aligned {
  readonly gateway: Gateway;
  /** Peers whose keys neither side lets anyone read: nobody knows whether they are equal. */
  readonly unreadable: readonly RowPair[];
}

/**
 * Gives the right side's tunnel interfaces the names of their partners, and its unreadable keys their placeholders: both are
 * names that a dialect makes.
 */
export function align(left: Gateway, right: Gateway, origins: Origins): Aligned {
  const { pairs } = pairRows(rowsOf(left), rowsOf(right));
  const names = tunnelNames(left, right, pairs);
  const keys = new Map<Peer, RowPair>();
  for (const pair of pairs) {
    if (pair.right.peer !== undefined && pair.left.peer !== undefined && !keys.has(pair.right.peer)) {
      if (isUnreadable(pair.left.peer) && isUnreadable(pair.right.peer)) keys.set(pair.right.peer, pair);
    }
  }
  if (names.size === 0 && keys.size === 0) return { gateway: right, unreadable: [] };
  const rename = (name: string): string => names.get(name) ?? name;
  const gateway = withMembers(origins, right, {
    peers: right.peers.map((peer) => {
      const partner = keys.get(peer)?.left.peer;
      return partner === undefined ? peer : withPlaceholders(origins, peer, partner);
    }),
    ...(names.size === 0 ? {} : renamedInterfaces(origins, right, rename)),
  });
  return { gateway, unreadable: [...keys.values()] };
}

function renamedInterfaces(
  origins: Origins,
  { interfaces, policies, routes }: Gateway,
  rename: (name: string) => string,
): Pick<Gateway, 'interfaces' | 'policies' | 'routes'> {
  return {
    interfaces: interfaces.map((one) => withMembers(origins, one, { name: rename(one.name) })),
    policies: policies.map((policy) =>
      withMembers(origins, policy, { interfaces: policy.interfaces.map(rename) }),
    ),
    routes: routes.map((route) =>
      route.via.interface === undefined
        ? route
        : withMembers(origins, route, {
            via: withMembers(origins, route.via, { interface: rename(route.via.interface) }),
          }),
    ),
  };
}

/** Name on the right → name on the left of the tunnel interface that the same tunnel is bound to. */
function tunnelNames(left: Gateway, right: Gateway, pairs: readonly RowPair[]): ReadonlyMap<string, string> {
  const tunnelsOf = ({ interfaces }: Gateway): ReadonlySet<string> =>
    new Set(interfaces.flatMap(({ kind, name }) => (kind === 'tunnel' ? name : [])));
  const [lefts, rights] = [tunnelsOf(left), tunnelsOf(right)];
  const names = new Map<string, string>();
  for (const { left: a, right: b } of pairs) {
    const x = a.policy.interfaces.find((name) => lefts.has(name));
    const y = b.policy.interfaces.find((name) => rights.has(name));
    if (x !== undefined && y !== undefined && x !== y && !names.has(y)) names.set(y, x);
  }
  return names;
}

function isUnreadable({ preSharedKeys }: Peer): boolean {
  return preSharedKeys.some(({ secret }) => 'unreadable' in secret);
}

function withPlaceholders(origins: Origins, peer: Peer, partner: Peer): Peer {
  const preSharedKeys = peer.preSharedKeys.map((key, index) => {
    const other = partner.preSharedKeys[index]?.secret;
    const isBoth = other !== undefined && 'unreadable' in other && 'unreadable' in key.secret;
    return isBoth ? withMembers(origins, key, { secret: other }) : key;
  });
  return withMembers(origins, peer, { preSharedKeys });
}
