import { allOrigins, originsOf, withMembers } from '../../../ir/origins.ts';
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

/** Without a selector a policy takes whatever the peer offers: tmsh has no such policy. */
export const requireSelectors: Rule = (gateway, adjustment) => {
  for (const policy of gateway.policies) {
    if (policy.selectors.length > 0) continue;
    const place = { object: policyReference(policy), path: 'policies.selectors', from: [] };
    const origins = originsOf(adjustment.origins, policy, 'selectors');
    adjustment.refuse(
      'TG246',
      place,
      origins,
      'a policy without selectors takes what the peer offers: not in tmsh',
    );
  }
  return gateway;
};

/** A policy whose every selector is hidden by an earlier one protects nothing. */
export const dropHiddenPolicies: Rule = (gateway, adjustment) => {
  const policies = gateway.policies.filter((policy) => {
    if (policy.selectors.length > 0) return true;
    const isRefused = adjustment.changes.some(
      ({ code, object }) =>
        code === 'TG246' &&
        object.kind === 'policy' &&
        object.name === policy.name &&
        object.sequence === policy.sequence,
    );
    if (isRefused) return true;
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
