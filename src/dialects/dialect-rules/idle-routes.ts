import { prefixInterval } from '../../ir/address.ts';
import { tunnelNames } from '../../ir/gateway.ts';
import { allOrigins, withMembers } from '../../ir/origins.ts';
import { tunnelDestinations } from '../../ir/tunnel-destinations.ts';
import type { Rule } from '../dialect-adjustment.ts';

/** A route that leads to nothing that is written (its policy is switched off) has no part in the VPN any more. */
export const dropIdleRoutes: Rule = (gateway, adjustment) => {
  const leadsToTunnel = tunnelDestinations(gateway.peers, gateway.policies);
  const tunnels = tunnelNames(gateway);
  const routes = gateway.routes.filter((route) => {
    const interval = prefixInterval(route.destination);
    if (interval === undefined || leadsToTunnel(interval) || tunnels.has(route.via.interface ?? ''))
      return true;
    adjustment.note({
      code: 'TG282',
      kind: 'dropped',
      object: { kind: 'route', destination: route.destination },
      path: 'routes',
      from: route.destination,
      origins: [...allOrigins(adjustment.origins, route)],
      note: 'left out: it leads to no tunnel that is written',
    });
    return false;
  });
  return withMembers(adjustment.origins, gateway, { routes });
};
