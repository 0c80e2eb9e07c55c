import { isIpv6Address, splitPrefix } from '../../../ir/address.ts';
import { type Route, tunnelNames } from '../../../ir/gateway.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import type { Rule } from '../../dialect-adjustment.ts';

/** The name of an interface means nothing on another device, but that of a tunnel, which is written. */
export const routeByGateway: Rule = (gateway, adjustment) => {
  const tunnels = tunnelNames(gateway);
  const routes = gateway.routes.flatMap((route): readonly Route[] => {
    const exit = route.via.interface;
    if (isOfOtherFamily(route)) {
      adjustment.note({
        code: 'TG282',
        kind: 'dropped',
        object: { kind: 'route', destination: route.destination },
        path: 'routes.via.address',
        from: route.via.address ?? null,
        origins: [...allOrigins(adjustment.origins, route)],
        note: `bind by hand: a route to ${route.destination} whose next hop is of the other address family`,
      });
      return [];
    }
    if (exit === undefined || tunnels.has(exit)) return [route];
    const mapped = adjustment.placeholders[exit];
    const place = {
      object: { kind: 'route' as const, destination: route.destination },
      path: 'routes.via.interface',
      from: exit,
      origins: [...allOrigins(adjustment.origins, route)],
    };
    if (mapped !== undefined) {
      adjustment.note({
        code: 'TG201',
        kind: 'adapted',
        ...place,
        to: mapped,
        note: `"${exit}" is named "${mapped}"`,
      });
      return [withMembers(adjustment.origins, route, { via: { ...route.via, interface: mapped } })];
    }
    if (route.via.address === undefined) {
      const note = `bind by hand: a route to ${route.destination} through ${exit}`;
      const todo = `name the interface with --map ${exit}=INTERFACE`;
      adjustment.note({ code: 'TG282', kind: 'dropped', ...place, note, todo });
      return [];
    }
    const note = `the next hop is enough: ${exit} is another interface here`;
    adjustment.note({ code: 'TG254', kind: 'adapted', ...place, note });
    return [withMembers(adjustment.origins, route, { via: { address: route.via.address } })];
  });
  return withMembers(adjustment.origins, gateway, { routes });
};

function isOfOtherFamily({ destination, via: { address } }: Route): boolean {
  return address !== undefined && isIpv6Address(address) !== isIpv6Address(splitPrefix(destination).address);
}
