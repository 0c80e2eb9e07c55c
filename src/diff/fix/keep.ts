import type { Gateway, Interface, Route } from '../../ir/gateway.ts';
import { sameJson } from '../../ir/json.ts';
import { allOrigins } from '../../ir/origins.ts';
import { policyKey } from '../../translate/causes.ts';
import type { Legal } from '../../translate/make-legal.ts';
import type { Side } from '../side.ts';
import { reachedPart } from './reached.ts';

type TunnelSource = NonNullable<Interface['tunnel']>['source'];

/** A tunnel of B that cannot be said, or read, leaves A's own as it is: nothing is deleted for it. */
export function withKeptTunnels({ gateway, missing }: Legal, again: Gateway): Gateway {
  const policies = again.policies.filter(({ name, sequence }) => missing.includes(`${name} ${sequence}`));
  if (policies.length === 0) return gateway;
  const kept = reachedPart({ ...again, policies }, new Map());
  const keys = new Set(policies.map(policyKey));
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
    manualSas: added(
      gateway.manualSas,
      again.manualSas.filter(({ policy }) => policy !== undefined && keys.has(policyKey(policy))),
    ),
  };
}

/** A route that leads to no tunnel would not be written, but one that both have is not deleted either. */
export function withCommonRoutes(legal: Gateway, again: Gateway, wanted: Gateway): Gateway {
  const isIn = ({ routes }: Gateway, route: Route): boolean => routes.some((other) => sameJson(route, other));
  const common = again.routes.filter((route) => isIn(wanted, route) && !isIn(legal, route));
  return { ...legal, routes: [...legal.routes, ...common] };
}

/**
 * A route of A that leads to a tunnel only now (a default route, once a peer has an address): nobody asked for it to be
 * deleted, so it stands, different from B.
 */
export function withStandingRoutes(says: Gateway, a: Side, { lowered }: Side): Gateway {
  const counted = new Set(
    a.lowered.gateway.routes.flatMap((route) => [...allOrigins(a.lowered.origins, route)]),
  );
  const standing = lowered.gateway.routes.filter((route) =>
    [...allOrigins(lowered.origins, route)].every(
      (origin) => origin < a.read.statements.length && !counted.has(origin),
    ),
  );
  return { ...says, routes: [...says.routes, ...standing] };
}

/**
 * A made legal has the address that a tunnel interface starts from, where A itself names another interface: if B does not,
 * A has yet to say it.
 */
export function asItStands(again: Gateway, left: Gateway, wanted: Gateway): Gateway {
  const sourceIn = ({ interfaces }: Gateway, wantedName: string): TunnelSource =>
    interfaces.find(({ name }) => name === wantedName)?.tunnel?.source;
  const interfaces = again.interfaces.map((candidate) => {
    const { name, tunnel } = candidate;
    const own = sourceIn(left, name);
    if (tunnel === undefined || typeof own !== 'object' || sameJson(own, sourceIn(wanted, name)))
      return candidate;
    const { source: _source, ...rest } = tunnel;
    return { ...candidate, tunnel: rest };
  });
  return { ...again, interfaces };
}
