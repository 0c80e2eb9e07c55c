import type { Gateway } from '../../../ir/gateway.ts';
import type { ListenAddress } from '../../../ir/ike.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { allOrigins, originsOf, withMembers } from '../../../ir/origins.ts';
import { peerReference, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { noteOtherInterface } from '../../dialect-rules/left-out-interfaces.ts';

const IKE_PORT = 500;
const NAT_PORT = 4500;

/** racoon has no interfaces: where a policy is bound only tells its local address (`translation.md` 1.6). */
export const dropInterfaces: Rule = (gateway, adjustment) => {
  const policies = gateway.policies.map((policy) => {
    if (policy.interfaces.length === 0) return policy;
    const from = policy.interfaces.join(', ');
    adjustment.note({
      code: 'TG141',
      kind: 'adapted',
      object: policyReference(policy),
      path: 'policies.interfaces',
      from,
      to: [],
      origins: writersOf(adjustment, policy, 'interfaces'),
      note: `local address taken from ${from}: racoon binds to addresses, not to interfaces`,
    });
    return withMembers(adjustment.origins, policy, { interfaces: [] });
  });
  for (const candidate of gateway.interfaces) noteOtherInterface(candidate, adjustment);
  return withMembers(adjustment.origins, gateway, { policies, interfaces: [] });
};

/** Routes are the business of the system that racoon runs on. */
export const dropRoutes: Rule = (gateway, adjustment) => {
  for (const route of gateway.routes) {
    adjustment.note({
      code: 'TG104',
      kind: 'out-of-scope',
      object: { kind: 'route', destination: route.destination },
      path: 'routes',
      from: route.destination,
      origins: [...allOrigins(adjustment.origins, route)],
      note: 'racoon has no routes: the system has its own',
    });
  }
  return withMembers(adjustment.origins, gateway, { routes: [] });
};

/** racoon has no VRFs. Route domain 0 is the default one. */
export const refuseVrfs: Rule = (gateway, adjustment) => {
  const refuse = (
    holder: object,
    vrf: string | undefined,
    object: ObjectReference,
    path: string,
  ): boolean => {
    if (vrf === undefined) return false;
    if (vrf === '0') return true;
    const note = 'racoon has no VRFs';
    adjustment.refuse(
      'TG283',
      { object, path, from: vrf },
      originsOf(adjustment.origins, holder, 'vrf'),
      note,
    );
    return false;
  };
  return withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) =>
      refuse(peer, peer.vrf, peerReference(peer), 'peers.vrf')
        ? withMembers(adjustment.origins, peer, { vrf: undefined })
        : peer,
    ),
    policies: gateway.policies.map((policy) =>
      refuse(policy, policy.vrf, policyReference(policy), 'policies.vrf')
        ? withMembers(adjustment.origins, policy, { vrf: undefined })
        : policy,
    ),
  });
};

/**
 * `listen` names the address of each tunnel, both ports: `isakmp_natt` has 500 where none is written. Its lines stand
 * kind by kind.
 */
export const listenOnTunnels: Rule = (gateway, adjustment) => {
  const { ike, policies } = gateway;
  if (ike.listen.length > 0) {
    const listen = ike.listen.toSorted(
      (left, right) => Number(left.natTraversal) - Number(right.natTraversal),
    );
    return withMembers(adjustment.origins, gateway, {
      ike: withMembers(adjustment.origins, ike, { listen }),
    });
  }
  const addresses = listenAddresses(policies);
  if (addresses.length === 0) return gateway;
  const listen: readonly ListenAddress[] = [
    ...addresses.map((address) => ({ address, port: IKE_PORT, natTraversal: false })),
    ...addresses.map((address) => ({ address, port: NAT_PORT, natTraversal: true })),
  ];
  adjustment.note({
    code: 'TG285',
    kind: 'adapted',
    object: { kind: 'ike-settings' },
    path: 'ike.listen',
    from: [],
    to: addresses,
    origins: [],
    note: `racoon listens on ${addresses.join(', ')}`,
  });
  return withMembers(adjustment.origins, gateway, { ike: withMembers(adjustment.origins, ike, { listen }) });
};

/** The distinct addresses that tunnels of IKE start from. */
function listenAddresses(policies: Gateway['policies']): readonly string[] {
  return [
    ...new Set(policies.flatMap(({ peer, tunnel }) => (peer === undefined ? [] : (tunnel.local ?? [])))),
  ];
}
