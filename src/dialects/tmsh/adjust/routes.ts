import { addressInterval, intervalCovers, prefixInterval, splitPrefix } from '../../../ir/address.ts';
import { type Gateway, type Route, tunnelNames } from '../../../ir/gateway.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { allOrigins, originsOf, withMembers } from '../../../ir/origins.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

/** The name of an interface means nothing on another device, but that of a tunnel, which is written. */
export const routeByGateway: Rule = (gateway, adjustment) => {
  const tunnels = tunnelNames(gateway);
  const routes = gateway.routes.flatMap((route): readonly Route[] => {
    const exit = route.via.interface;
    if (exit === undefined) return [route];
    if (tunnels.has(exit)) return [intoTunnel(route, exit, adjustment)];
    const place = {
      object: { kind: 'route' as const, destination: route.destination },
      path: 'routes.via.interface',
      from: exit,
      origins: [...allOrigins(adjustment.origins, route)],
    };
    if (route.via.address === undefined) {
      const note = `bind by hand: a route to ${route.destination} through ${exit}`;
      adjustment.note({ code: 'TG282', kind: 'dropped', ...place, note });
      return [];
    }
    const note = `one next hop with its interface becomes 1 gateway: tmsh finds ${exit} by the address`;
    adjustment.note({ code: 'TG254', kind: 'adapted', ...place, note });
    return [withMembers(adjustment.origins, route, { via: { address: route.via.address } })];
  });
  return withMembers(adjustment.origins, gateway, { routes });
};

/** A tunnel has one other end: the next hop in it says nothing more. */
function intoTunnel(route: Route, exit: string, adjustment: Adjustment): Route {
  if (route.via.address === undefined) return route;
  adjustment.note({
    code: 'TG254',
    kind: 'adapted',
    object: { kind: 'route', destination: route.destination },
    path: 'routes.via.address',
    from: route.via.address,
    origins: writersOf(adjustment, route, 'via'),
    note: `one next hop with its interface becomes 1 tunnel: ${exit} has one other end`,
  });
  return withMembers(adjustment.origins, route, { via: { interface: exit } });
}

/** `route inject`: static routes to the protected networks, through the gateway that leads to the peer (C12). */
export const writeInjectedRoutes: Rule = (gateway, adjustment) => {
  if (gateway.policies.every(({ routeInjection }) => routeInjection === 'none')) return gateway;
  const routes = [...gateway.routes];
  const known = new Set(routes.map(({ destination }) => destination));
  const hopTo = nextHops(gateway);
  const policies = gateway.policies.map((policy) => {
    if (policy.routeInjection === 'none') return policy;
    const hop = hopTo(policy);
    for (const destination of hop === undefined ? [] : protectedNetworks(policy)) {
      if (known.has(destination)) continue;
      known.add(destination);
      routes.push({ destination, via: { address: hop ?? '' } });
    }
    adjustment.note({
      code: 'TG282',
      kind: 'approximated',
      object: policyReference(policy),
      path: 'policies.routeInjection',
      from: policy.routeInjection,
      to: 'none',
      origins: originsOf(adjustment.origins, policy, 'routeInjection').filter((origin) => origin >= 0),
      note:
        hop === undefined
          ? 'bind by hand: routes to the protected networks, whose gateway is not in this text'
          : 'static routes to the protected networks are written instead: they stay when the tunnel is down',
    });
    return withMembers(adjustment.origins, policy, { routeInjection: 'none' });
  });
  return withMembers(adjustment.origins, gateway, { policies, routes });
};

function protectedNetworks(policy: Policy): ReadonlySet<string> {
  return new Set(
    policy.selectors.flatMap(({ remote }) =>
      remote !== 'any' && 'prefix' in remote && splitPrefix(remote.prefix).length > 0 ? remote.prefix : [],
    ),
  );
}

/** The next hop of the longest route that covers a policy's peer. */
function nextHops({ peers, routes }: Gateway): (policy: Policy) => string | undefined {
  const remotes = new Map(peers.map(({ name, remote: [first] }) => [name, first]));
  const longestFirst = routes.toSorted(
    (left, right) => splitPrefix(right.destination).length - splitPrefix(left.destination).length,
  );
  return ({ peer }) => {
    const remote = remotes.get(peer ?? '');
    const end = remote !== undefined && 'address' in remote ? addressInterval(remote.address) : undefined;
    if (end === undefined) return undefined;
    return longestFirst.find(({ destination, via }) => {
      const interval = prefixInterval(destination);
      return via.address !== undefined && interval !== undefined && intervalCovers(interval, end);
    })?.via.address;
  };
}
