import type { Policy, Selector } from '../../ir/ipsec.ts';
import { allOrigins } from '../../ir/origins.ts';
import { type Adjustment, policyReference } from '../dialect-adjustment.ts';
import { placeOfSelector, selectorWriters } from './selectors.ts';

/** An exception that cuts into nothing says what happens anyway. */
export function noteIdleException(
  policy: Policy,
  selector: Selector,
  index: number,
  adjustment: Adjustment,
): void {
  adjustment.note({
    code: 'TG132',
    kind: 'adapted',
    ...placeOfSelector(policy, selector, index),
    origins: selectorWriters(adjustment, selector),
    note: 'what it excludes is protected by nothing: nothing to translate',
  });
}

/** A policy whose every selector is hidden by an exception goes, and all that it says with it. Given as it was. */
export function noteHiddenPolicy(policy: Policy, adjustment: Adjustment): void {
  adjustment.note({
    code: 'TG417',
    kind: 'dropped',
    object: policyReference(policy),
    path: 'policies',
    from: policy.name,
    origins: [...allOrigins(adjustment.origins, policy)],
    note: 'left out: none of its rules protects anything',
  });
}
