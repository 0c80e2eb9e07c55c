import type { Policy } from '../../../ir/ipsec.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

/**
 * A policy has no switch in tmsh, an ike-peer has (`translation.md` 2.4, R31): where all policies of a peer are switched
 * off, the peer is; else they are left out.
 */
export const switchOffPeers: Rule = (gateway, adjustment) => {
  if (gateway.policies.every(({ enabled }) => enabled)) return gateway;
  const users = new Set(gateway.policies.flatMap(({ peer, enabled }) => (enabled ? (peer ?? []) : [])));
  const isSwitched = ({ peer }: Policy): boolean => peer !== undefined && !users.has(peer);
  const off = new Set(gateway.policies.flatMap((policy) => (isSwitched(policy) ? (policy.peer ?? []) : [])));
  const policies = gateway.policies.flatMap((policy): readonly Policy[] => {
    if (policy.enabled) return [policy];
    const isKept = isSwitched(policy);
    adjustment.note({
      code: 'TG265',
      kind: isKept ? 'adapted' : 'dropped',
      object: policyReference(policy),
      path: 'policies.enabled',
      from: false,
      origins: isKept
        ? writersOf(adjustment, policy, 'enabled')
        : [...allOrigins(adjustment.origins, policy)],
      note: isKept
        ? `tmsh starts nothing: "state disabled" of ike-peer ${policy.peer ?? ''}`
        : 'left out: it is switched off, and tmsh has no switch for a policy',
    });
    return isKept ? [withMembers(adjustment.origins, policy, { enabled: true })] : [];
  });
  const peers = gateway.peers.map((peer) =>
    off.has(peer.name) ? withMembers(adjustment.origins, peer, { enabled: false }) : peer,
  );
  return withMembers(adjustment.origins, gateway, { policies, peers });
};

/** A policy whose every selector is hidden by an earlier one protects nothing. */
export const dropHiddenPolicies: Rule = (gateway, adjustment) => {
  const policies = gateway.policies.filter((policy) => {
    if (policy.selectors.length > 0 || policy.kind === 'route-based') return true;
    if (policy.acceptSelectors === 'offered' || isRefused(policy, adjustment)) return true;
    adjustment.note({
      code: 'TG417',
      kind: 'dropped',
      object: policyReference(policy),
      path: 'policies.selectors',
      from: [],
      origins: [...allOrigins(adjustment.origins, policy)],
      note: 'left out: none of its rules protects anything',
    });
    return false;
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

function isRefused({ name, sequence }: Policy, { changes }: Adjustment): boolean {
  return changes.some(
    ({ code, object }) =>
      code === 'TG246' && object.kind === 'policy' && object.name === name && object.sequence === sequence,
  );
}
