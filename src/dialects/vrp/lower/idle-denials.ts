import { diagnostic } from '../../../ir/codes.ts';
import type { Policy, Selector } from '../../../ir/ipsec.ts';
import { originsOf, withMembers } from '../../../ir/origins.ts';
import { selectorsOverlap } from '../../../ir/selectors.ts';
import { type LoweringContext, originOf } from './context.ts';

/**
 * A deny rule that no later permit rule meets, in its own policy or in a later one of the group, says what happens
 * anyway: unmatched traffic is sent in clear (`reference/vrp.md` 2.7). The policies of one group, by sequence.
 */
export function withoutIdleDenials(context: LoweringContext, group: readonly Policy[]): readonly Policy[] {
  if (group.every(({ selectors }) => selectors.every(isProtecting))) return group;
  const all = group.flatMap((policy) => policy.selectors.map((selector) => ({ policy, selector })));
  const busy = new Set<string>();
  const ruleOf = (policy: Policy, { rule }: Selector): string => `${policy.sequence} ${String(rule)}`;
  for (const [index, { policy, selector }] of all.entries()) {
    if (isProtecting(selector)) continue;
    const meets = all
      .slice(index + 1)
      .some((later) => isProtecting(later.selector) && selectorsOverlap(selector, later.selector));
    if (meets) busy.add(ruleOf(policy, selector));
  }
  return group.map((policy) => {
    const kept = policy.selectors.filter((selector) => {
      if (isProtecting(selector) || busy.has(ruleOf(policy, selector))) return true;
      const origins = originsOf(context.origins, selector, 'rule');
      context.reportOnce(diagnostic('TG132', { id: selector.rule ?? 0 }, originOf(origins)));
      return false;
    });
    if (kept.length === policy.selectors.length) return policy;
    const changed = withMembers(context.origins, policy, { selectors: kept });
    context.replace(policy, changed);
    return changed;
  });
}

function isProtecting({ action }: Selector): boolean {
  return action === 'protect';
}
