import type { Policy, Selector } from '../../ir/ipsec.ts';
import type { Adjustment } from '../dialect-adjustment.ts';
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
