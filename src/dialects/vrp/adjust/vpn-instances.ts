import type { ObjectReference } from '../../../ir/operation.ts';
import { originsOf, withMembers, withValues } from '../../../ir/origins.ts';
import { type Adjustment, peerReference, policyReference, type Rule } from '../../dialect-adjustment.ts';

/** A VPN instance has a name: that of a route domain, which is a number, is in `--map NUMBER=NAME`; else the number is its name. */
export const nameVpnInstances: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) => named(peer, peerReference(peer), 'peers.vrf', adjustment)),
    interfaces: gateway.interfaces.map((candidate) =>
      named(candidate, { kind: 'interface', name: candidate.name }, 'interfaces.vrf', adjustment),
    ),
    policies: gateway.policies.map((policy) =>
      named(policy, policyReference(policy), 'policies.vrf', adjustment),
    ),
    routes: gateway.routes.map((route) =>
      named(route, { kind: 'route', destination: route.destination }, 'routes.vrf', adjustment),
    ),
  });

function named<T extends { readonly vrf?: string }>(
  holder: T,
  object: ObjectReference,
  path: string,
  adjustment: Adjustment,
): T {
  const { vrf } = holder;
  const name = vrf === undefined ? undefined : adjustment.placeholders[vrf];
  if (vrf === undefined || name === undefined) return holder;
  const origins = originsOf(adjustment.origins, holder, 'vrf').filter((origin) => origin >= 0);
  const note = `VRF ${vrf} is VPN instance ${name}`;
  adjustment.note({ code: 'TG283', kind: 'adapted', object, path, from: vrf, to: name, origins, note });
  return withValues(adjustment.origins, holder, { vrf: name });
}
