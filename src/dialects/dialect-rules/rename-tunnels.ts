import type { Gateway } from '../../ir/gateway.ts';
import { withMembers } from '../../ir/origins.ts';
import { type Adjustment, writersOf } from '../dialect-adjustment.ts';

/** Tunnel interfaces get other names (`names`: from old to new), wherever they are named. */
export function renameTunnels(
  gateway: Gateway,
  adjustment: Adjustment,
  names: ReadonlyMap<string, string>,
): Gateway {
  const renamed = (name: string): string => names.get(name) ?? name;
  return withMembers(adjustment.origins, gateway, {
    interfaces: gateway.interfaces.map((candidate) => {
      const { name } = candidate;
      const to = renamed(name);
      if (to === name) return candidate;
      adjustment.note({
        code: 'TG201',
        kind: 'adapted',
        object: { kind: 'interface', name },
        path: 'interfaces.name',
        from: name,
        to,
        origins: writersOf(adjustment, candidate, 'name'),
        note: `"${name}" is named "${to}"`,
      });
      return withMembers(adjustment.origins, candidate, { name: to });
    }),
    policies: gateway.policies.map((policy) =>
      policy.kind === 'route-based'
        ? withMembers(adjustment.origins, policy, { interfaces: policy.interfaces.map(renamed) })
        : policy,
    ),
    routes: gateway.routes.map((route) => {
      const exit = route.via.interface;
      if (exit === undefined || renamed(exit) === exit) return route;
      const to = renamed(exit);
      adjustment.note({
        code: 'TG201',
        kind: 'adapted',
        object: { kind: 'route', destination: route.destination },
        path: 'routes.via.interface',
        from: exit,
        to,
        origins: writersOf(adjustment, route, 'via'),
        note: `"${exit}" is named "${to}"`,
      });
      return withMembers(adjustment.origins, route, { via: { ...route.via, interface: to } });
    }),
  });
}
