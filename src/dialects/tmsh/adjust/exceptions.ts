import type { Gateway } from '../../../ir/gateway.ts';
import type { Policy, Selector } from '../../../ir/ipsec.ts';
import { withMembers } from '../../../ir/origins.ts';
import { describeSelector, selectorCovers, selectorsOverlap } from '../../../ir/selectors.ts';
import type { Adjustment, Rule } from '../../dialect-adjustment.ts';
import { noteHiddenPolicy } from '../../dialect-rules/idle-exceptions.ts';
import { selectorReference, selectorWriters } from '../../dialect-rules/selectors.ts';

/**
 * tmsh has no exceptions: a selector that one covers wholly protects nothing and goes; one that an exception cuts
 * into is refused (`translation.md` 5.9).
 */
export const resolveExceptions: Rule = (gateway, adjustment) => {
  const before = new Map<string, Selector[]>();
  const policies = gateway.policies.flatMap((policy) => {
    if (policy.kind === 'route-based') return [policy];
    const [wide, own] = ['', policy.name].map((reach) => {
      const known = before.get(reach) ?? [];
      before.set(reach, known);
      return known;
    });
    const selectors = policy.selectors.flatMap((selector, index) => {
      if (selector.action === 'bypass') {
        (isNumbered(selector) ? own : wide)?.push(selector);
        noteIdleException(policy, selector, index, gateway, adjustment);
        return [];
      }
      return resolveOne(policy, selector, index, [...(wide ?? []), ...(own ?? [])], adjustment)
        ? [selector]
        : [];
    });
    if (selectors.length === policy.selectors.length) return [policy];
    if (selectors.length > 0) return [withMembers(adjustment.origins, policy, { selectors })];
    noteHiddenPolicy(policy, adjustment);
    return [];
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

/** A rule of a list reaches as far as its group; a selector of its own stands in the one order of the device. */
function isNumbered({ rule }: Selector): boolean {
  return rule !== undefined;
}

/** An exception that no protected flow meets says what happens anyway. */
function noteIdleException(
  policy: Policy,
  exception: Selector,
  index: number,
  gateway: Gateway,
  adjustment: Adjustment,
): void {
  const isMet = selectorsAfter(policy, index, gateway)
    .filter(({ policy: { name } }) => !isNumbered(exception) || name === policy.name)
    .some(({ selector }) => selector.action !== 'bypass' && selectorsOverlap(exception, selector));
  if (isMet) return;
  adjustment.note({
    code: 'TG132',
    kind: 'adapted',
    object: selectorReference(policy, index),
    path: 'policies.selectors',
    from: describeSelector(exception),
    origins: selectorWriters(adjustment, exception),
    note: 'what it excludes is protected by nothing: nothing to translate',
  });
}

/** What is looked at after a selector of a policy, in the order of the device. */
function selectorsAfter(
  policy: Policy,
  index: number,
  { policies }: Gateway,
): readonly { readonly policy: Policy; readonly selector: Selector }[] {
  const position = policies.indexOf(policy);
  return policies
    .slice(position)
    .flatMap((later) =>
      later.selectors
        .slice(later === policy ? index + 1 : 0)
        .map((selector) => ({ policy: later, selector })),
    );
}

function resolveOne(
  policy: Policy,
  selector: Selector,
  index: number,
  exceptions: readonly Selector[],
  adjustment: Adjustment,
): boolean {
  const object = selectorReference(policy, index);
  const path = 'policies.selectors';
  if (selector.action === 'discard') {
    const note = 'tmsh cannot discard traffic by a selector';
    adjustment.refuse(
      'TG252',
      { object, path, from: describeSelector(selector) },
      selectorWriters(adjustment, selector),
      note,
    );
    return true;
  }
  const met = exceptions.filter((exception) => selectorsOverlap(exception, selector));
  const covering = met.find((exception) => selectorCovers(exception, selector));
  for (const exception of met) {
    const text = describeSelector(exception);
    if (covering === undefined) {
      const note = `tmsh cannot leave out ${text}`;
      const todo = 'route the exception past the tunnel by hand, and let it through with --accept wider';
      adjustment.refuse(
        'TG252',
        { object, path, from: text },
        selectorWriters(adjustment, exception),
        note,
        todo,
      );
    } else {
      adjustment.note({
        code: 'TG132',
        kind: 'adapted',
        object,
        path,
        from: text,
        origins: selectorWriters(adjustment, exception),
        note: `what it excludes is not protected by any other rule: nothing to translate`,
      });
    }
  }
  if (covering === undefined) return true;
  adjustment.note({
    code: 'TG417',
    kind: 'dropped',
    object,
    path,
    from: describeSelector(selector),
    origins: selectorWriters(adjustment, selector),
    note: `selector ${describeSelector(covering)} hides it: it never protects anything`,
  });
  return false;
}
