import { allOrigins, withMembers } from '../../../ir/origins.ts';
import { policyReference, type Rule } from './adjustment.ts';

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
