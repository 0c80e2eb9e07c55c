import type { Gateway, Route } from '../../ir/gateway.ts';
import { sameJson } from '../../ir/json.ts';
import type { Withheld } from '../../translate/withhold.ts';
import { reachedPart } from './reached.ts';

/** A tunnel of B that cannot be said, or read, leaves A's own as it is: nothing is deleted for it. */
export function withKeptTunnels({ gateway, missing }: Withheld, again: Gateway): Gateway {
  const policies = again.policies.filter(({ name, sequence }) => missing.includes(`${name} ${sequence}`));
  if (policies.length === 0) return gateway;
  const kept = reachedPart({ ...again, policies }, new Map());
  const added = <T extends { readonly name: string }>(
    own: readonly T[],
    others: readonly T[],
  ): readonly T[] => {
    const names = new Set(own.map(({ name }) => name));
    return [...own, ...others.filter(({ name }) => !names.has(name))];
  };
  return {
    ...gateway,
    policies: [...gateway.policies, ...policies],
    interfaces: added(gateway.interfaces, kept.interfaces),
    peers: added(gateway.peers, kept.peers),
    ikeProposals: added(gateway.ikeProposals, kept.ikeProposals),
    ipsecProposals: added(gateway.ipsecProposals, kept.ipsecProposals),
  };
}

/** A route that leads to no tunnel would not be written, but one that both have is not deleted either. */
export function withCommonRoutes(legal: Gateway, again: Gateway, wanted: Gateway): Gateway {
  const isIn = ({ routes }: Gateway, route: Route): boolean => routes.some((other) => sameJson(route, other));
  const common = again.routes.filter((route) => isIn(wanted, route) && !isIn(legal, route));
  return { ...legal, routes: [...legal.routes, ...common] };
}
