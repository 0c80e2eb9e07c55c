import { hiddenText, splitPrefix } from '../../ir/address.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Policy, Selector, TrafficAddress } from '../../ir/ipsec.ts';
import type { ObjectReference } from '../../ir/operation.ts';
import { allOrigins, type Origin, withMembers } from '../../ir/origins.ts';
import type { Address } from '../../ir/scalars.ts';
import { describeSelector } from '../../ir/selectors.ts';
import { type Adjustment, writersOf } from '../dialect-adjustment.ts';

/** What a rule says of a selector as a whole. */
export interface SelectorPlace {
  readonly object: ObjectReference;
  readonly path: 'policies.selectors';
  readonly from: string;
}

export function placeOfSelector(policy: Policy, selector: Selector, index: number): SelectorPlace {
  return {
    object: selectorReference(policy, index),
    path: 'policies.selectors',
    from: describeSelector(selector),
  };
}

export function selectorReference({ name, sequence }: Policy, index: number): ObjectReference {
  return { kind: 'selector', policy: { name, sequence }, index };
}

/** The statements that wrote a selector: its rule, else all of its own. */
export function selectorWriters(adjustment: Adjustment, selector: Selector): readonly Origin[] {
  const ofRule = writersOf(adjustment, selector, 'rule');
  return ofRule.length > 0 ? ofRule : [...allOrigins(adjustment.origins, selector)];
}

/** The gateway with each selector changed; what did not change stays the same object. */
export function mapSelectors(
  gateway: Gateway,
  adjustment: Adjustment,
  change: (selector: Selector, policy: Policy, index: number) => Selector,
): Gateway {
  const policies = gateway.policies.map((policy) => {
    const selectors = policy.selectors.map((selector, index) => change(selector, policy, index));
    return selectors.every((selector, index) => selector === policy.selectors[index])
      ? policy
      : withMembers(adjustment.origins, policy, { selectors });
  });
  return withMembers(adjustment.origins, gateway, { policies });
}

/** Whether one side of a selector is this address alone, as transport mode needs it. */
export function isHost(side: TrafficAddress, address: Address | undefined): boolean {
  if (side === 'any' || !('prefix' in side) || address === undefined) return false;
  const { address: host, length } = splitPrefix(side.prefix);
  return host === address && length === (hiddenText(host) === undefined && host.includes(':') ? 128 : 32);
}
