import type { ObjectReference } from '../../../ir/operation.ts';
import { allOrigins, originsOf, withMembers, withValues } from '../../../ir/origins.ts';
import { type Adjustment, peerReference, policyReference, type Rule } from '../../dialect-adjustment.ts';

/** A route domain is a number: a VRF's name needs `--map NAME=NUMBER`. */
export const numberRouteDomains: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) => numbered(peer, peerReference(peer), 'peers.vrf', adjustment)),
    interfaces: gateway.interfaces.map((candidate) => {
      const owner = gateway.policies.find(
        ({ kind, interfaces }) => kind === 'route-based' && interfaces.includes(candidate.name),
      );
      const object: ObjectReference =
        owner === undefined ? { kind: 'interface', name: candidate.name } : policyReference(owner);
      return numbered(candidate, object, 'interfaces.vrf', adjustment);
    }),
    policies: gateway.policies.map((policy) =>
      numbered(policy, policyReference(policy), 'policies.vrf', adjustment),
    ),
    routes: gateway.routes.flatMap((route) => {
      const object = { kind: 'route' as const, destination: route.destination };
      if (isNumber(route.vrf) || mapped(route.vrf, adjustment) !== undefined) {
        return [numbered(route, object, 'routes.vrf', adjustment)];
      }
      adjustment.note({
        code: 'TG283',
        kind: 'dropped',
        object,
        path: 'routes.vrf',
        from: route.vrf ?? null,
        origins: [...allOrigins(adjustment.origins, route)],
        note: `a route domain is a number: VRF ${route.vrf ?? ''} has none`,
        todo: `give it with --map ${route.vrf ?? ''}=NUMBER`,
      });
      return [];
    }),
  });

function numbered<T extends { readonly vrf?: string }>(
  holder: T,
  object: ObjectReference,
  path: string,
  adjustment: Adjustment,
): T {
  const { vrf } = holder;
  if (vrf === undefined || isNumber(vrf)) return holder;
  const number = mapped(vrf, adjustment);
  const origins = originsOf(adjustment.origins, holder, 'vrf').filter((origin) => origin >= 0);
  if (number === undefined) {
    const note = `a route domain is a number: VRF ${vrf} has none`;
    const todo = `give it with --map ${vrf}=NUMBER`;
    adjustment.refuse('TG283', { object, path, from: vrf }, origins, note, todo);
    return holder;
  }
  const note = `VRF ${vrf} is route domain ${number}`;
  adjustment.note({ code: 'TG283', kind: 'adapted', object, path, from: vrf, to: number, origins, note });
  return withValues(adjustment.origins, holder, { vrf: number });
}

function mapped(vrf: string | undefined, { placeholders }: Adjustment): string | undefined {
  const number = vrf === undefined ? undefined : placeholders[vrf];
  return isNumber(number) ? number : undefined;
}

/** No VRF is the default route domain. */
function isNumber(vrf: string | undefined): boolean {
  return vrf === undefined || /^\d+$/.test(vrf);
}
