import type { Policy, Selector } from '../../../ir/ipsec.ts';
import { withMembers } from '../../../ir/origins.ts';
import { describeSelector, selectorCovers, selectorsOverlap } from '../../../ir/selectors.ts';
import { type Adjustment, policyReference, type Rule } from '../../dialect-adjustment.ts';
import { noteHiddenPolicy, noteIdleException } from '../../dialect-rules/idle-exceptions.ts';
import { selectorReference, selectorWriters } from '../../dialect-rules/selectors.ts';

/**
 * `none` and `discard` stand before the entries that they cut into (`translation.md` 5.9): an exception moves to the
 * next policy that it meets, and one that meets none says what happens anyway.
 */
export const placeExceptions: Rule = (gateway, adjustment) => {
  let waiting: { readonly selector: Selector; readonly from: Policy; readonly index: number }[] = [];
  const seen: Selector[] = [];
  const policies: Policy[] = [];
  for (const policy of gateway.policies) {
    const selectors: Selector[] = [];
    for (const [index, selector] of policy.selectors.entries()) {
      if (selector.action !== 'protect') {
        waiting.push({ selector, from: policy, index });
        continue;
      }
      const hidden =
        seen.find((exception) => selectorCovers(exception, selector)) ??
        waiting.find((one) => selectorCovers(one.selector, selector))?.selector;
      if (hidden !== undefined) {
        noteHidden(policy, selector, index, hidden, adjustment);
        continue;
      }
      const met = waiting.filter((one) => selectorsOverlap(one.selector, selector));
      waiting = waiting.filter((one) => !met.includes(one));
      selectors.push(...met.map((one) => one.selector), selector);
      seen.push(...met.map((one) => one.selector));
    }
    if (selectors.length > 0 || policy.selectors.length === 0) {
      policies.push(withMembers(adjustment.origins, policy, { selectors }));
    } else noteEmpty(policy, adjustment);
  }
  for (const { selector, from, index } of waiting) {
    if (selector.action === 'discard') refuseDiscard(from, selector, index, adjustment);
    else noteIdleException(from, selector, index, adjustment);
  }
  return withMembers(adjustment.origins, gateway, { policies });
};

function noteHidden(
  policy: Policy,
  selector: Selector,
  index: number,
  by: Selector,
  adjustment: Adjustment,
): void {
  adjustment.note({
    code: 'TG417',
    kind: 'dropped',
    object: selectorReference(policy, index),
    path: 'policies.selectors',
    from: describeSelector(selector),
    origins: selectorWriters(adjustment, selector),
    note: `selector ${describeSelector(by)} hides it: it never protects anything`,
  });
}

/** A policy of exceptions alone has given them to the next one; another has nothing left to protect. */
function noteEmpty(policy: Policy, adjustment: Adjustment): void {
  if (policy.selectors.some(({ action }) => action === 'protect')) {
    noteHiddenPolicy(policy, adjustment);
    return;
  }
  adjustment.note({
    code: 'TG254',
    kind: 'adapted',
    object: policyReference(policy),
    path: 'policies',
    from: policy.name,
    origins: [...headerOrigins(policy, adjustment)],
    note: 'its exceptions stand before the entries that they cut into',
  });
}

function headerOrigins(policy: Policy, { origins }: Adjustment): readonly number[] {
  return Object.values(origins.get(policy) ?? {})
    .flat()
    .filter((origin) => origin >= 0);
}

function refuseDiscard(policy: Policy, selector: Selector, index: number, adjustment: Adjustment): void {
  const place = {
    object: selectorReference(policy, index),
    path: 'policies.selectors',
    from: describeSelector(selector),
  };
  const note = 'traffic that is discarded and meets no tunnel: a packet filter does that';
  adjustment.note({
    code: 'TG252',
    kind: 'dropped',
    ...place,
    origins: selectorWriters(adjustment, selector),
    note,
  });
}
