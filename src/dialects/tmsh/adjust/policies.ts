import type { Policy } from '../../../ir/ipsec.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import { type Adjustment, policyReference, type Rule } from './adjustment.ts';

/** A policy has no switch in tmsh: one that is switched off is left out. */
export const leaveOutDisabled: Rule = (gateway, adjustment) => {
  const policies = gateway.policies.filter((policy) => {
    if (policy.enabled) return true;
    adjustment.note({
      code: 'TG265',
      kind: 'dropped',
      object: policyReference(policy),
      path: 'policies.enabled',
      from: false,
      origins: [...allOrigins(adjustment.origins, policy)],
      note: 'left out: it is switched off, and tmsh has no switch for a policy',
    });
    return false;
  });
  return withMembers(adjustment.origins, gateway, { policies });
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
