import type { Policy, Selector } from '../../../ir/ipsec.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import { describeSelector, selectorsOverlap } from '../../../ir/selectors.ts';
import { familyOf } from '../access-lists.ts';
import { policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { noteIdleException } from '../../dialect-rules/idle-exceptions.ts';
import { mapSelectors, selectorReference, selectorWriters } from '../../dialect-rules/selectors.ts';

/** Protocols that have ports (IANA numbers of TCP, UDP, SCTP). */
const WITH_PORTS: ReadonlySet<number> = new Set([6, 17, 132]);

/** A rule protects both directions, and never discards (`translation.md` 5.9, 5.13); a port needs a protocol that has ports. */
export const checkSelectors: Rule = (gateway, adjustment) =>
  mapSelectors(gateway, adjustment, (selector, policy, index) => {
    const place = {
      object: selectorReference(policy, index),
      path: 'policies.selectors',
      from: describeSelector(selector),
    };
    const origins = selectorWriters(adjustment, selector);
    if (selector.action === 'discard') {
      const note = 'VRP sends in clear what a rule denies: discard it by a packet filter';
      adjustment.refuse('TG252', place, origins, note);
    }
    if (selector.protocol === 0)
      adjustment.refuse('TG251', place, origins, 'protocol 0 is not every protocol');
    const namesPort = selector.localPorts !== undefined || selector.remotePorts !== undefined;
    if (namesPort && !WITH_PORTS.has(selector.protocol ?? -1)) {
      adjustment.refuse('TG251', place, origins, 'a rule with a port needs a protocol that has ports');
    }
    if (selector.direction === 'both') return selector;
    const note = `a rule protects both directions, not ${selector.direction} alone`;
    if (!adjustment.refuse('TG251', place, origins, note)) return selector;
    return withMembers(adjustment.origins, selector, { direction: 'both' });
  });

/**
 * An exception stands in the list of what it is taken from: one without a peer goes to the next policy of each group that
 * it meets.
 */
export const giveExceptionsAPolicy: Rule = (gateway, adjustment) => {
  const waiting: { readonly exception: Selector; readonly groups: Set<string | undefined> }[] = [];
  const policies = gateway.policies.flatMap((policy): readonly Policy[] => {
    const isException =
      policy.peer === undefined && policy.selectors.length > 0 && policy.selectors.every(isBypass);
    if (isException) {
      waiting.push(
        ...policy.selectors.map((exception) => ({ exception, groups: new Set<string | undefined>() })),
      );
      adjustment.note({
        code: 'TG254',
        kind: 'adapted',
        object: policyReference(policy),
        path: 'policies.selectors',
        from: policy.name,
        origins: [...allOrigins(adjustment.origins, policy)],
        note: 'one policy without a peer becomes "rule deny" of the next list',
      });
      return [];
    }
    const { local } = policy.tunnel;
    const met = waiting.filter(
      ({ exception, groups }) =>
        !groups.has(local) &&
        policy.selectors.some((selector) => !isBypass(selector) && selectorsOverlap(exception, selector)),
    );
    if (met.length === 0) return [policy];
    for (const { groups } of met) groups.add(local);
    const own = met.map(({ exception }) => withMembers(adjustment.origins, exception, {}));
    return [withMembers(adjustment.origins, policy, { selectors: [...own, ...policy.selectors] })];
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

/** A policy has one access list, of one family. */
export const splitFamilies: Rule = (gateway, adjustment) => {
  const policies = gateway.policies.flatMap((policy): readonly Policy[] => {
    const six = policy.selectors.filter((selector) => familyOf(selector) === 6);
    if (six.length === 0 || six.length === policy.selectors.length) return [policy];
    adjustment.note({
      code: 'TG254',
      kind: 'adapted',
      object: policyReference(policy),
      path: 'policies.selectors',
      from: policy.selectors.length,
      to: 2,
      origins: writersOf(adjustment, policy, 'selectors'),
      note: 'one policy of two address families becomes 2 policies',
    });
    const four = policy.selectors.filter((selector) => familyOf(selector) === 4);
    return [four, six].map((selectors) => withMembers(adjustment.origins, policy, { selectors }));
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

/** An exception that no later rule of its group meets says what happens anyway: lowering leaves it out too. */
export const dropIdleExceptions: Rule = (gateway, adjustment) => {
  if (!gateway.policies.some(({ selectors }) => selectors.some(isBypass))) return gateway;
  const later = new Map<Selector, readonly Selector[]>();
  for (const [index, policy] of gateway.policies.entries()) {
    const group = gateway.policies.slice(index).filter((other) => other.tunnel.local === policy.tunnel.local);
    for (const [position, selector] of policy.selectors.entries()) {
      if (!isBypass(selector)) continue;
      const [own, ...others] = group;
      later.set(selector, [
        ...(own?.selectors.slice(position + 1) ?? []),
        ...others.flatMap(({ selectors }) => selectors),
      ]);
    }
  }
  const policies = gateway.policies.map((policy) => {
    const selectors = policy.selectors.filter((selector, index) => {
      const behind = later.get(selector);
      if (
        behind === undefined ||
        behind.some((other) => !isBypass(other) && selectorsOverlap(selector, other))
      ) {
        return true;
      }
      noteIdleException(policy, selector, index, adjustment);
      return false;
    });
    return selectors.length === policy.selectors.length
      ? policy
      : withMembers(adjustment.origins, policy, { selectors });
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

export function isBypass({ action }: Selector): boolean {
  return action === 'bypass';
}
