import { coveringPrefix, isIpv6Address } from '../../../ir/address.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Policy, Selector, TrafficAddress } from '../../../ir/ipsec.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { allOrigins, type Origin, withMembers } from '../../../ir/origins.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import { describeSelector, selectorsOverlap } from '../../../ir/selectors.ts';
import { familyOf } from '../access-lists.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

/** Protocols that have ports (IANA numbers of TCP, UDP, SCTP). */
const WITH_PORTS: ReadonlySet<number> = new Set([6, 17, 132]);

/** The sides of a rule are prefixes: a range is refused, `any` takes the family of the other side or the tunnel. */
export const writeAsPrefixes: Rule = (gateway, adjustment) =>
  mapSelectors(gateway, adjustment, (selector, policy, index) => {
    if (hasPrefixes(selector)) return selector;
    const place = {
      object: selectorReference(policy, index),
      path: 'policies.selectors',
      from: describeSelector(selector),
    };
    const origins = [...allOrigins(adjustment.origins, selector)];
    if ([selector.local, selector.remote].some((side) => side !== 'any' && 'first' in side)) {
      const note = 'VRP has no address range in a rule';
      if (!adjustment.refuse('TG251', place, origins, note, 'write the range as prefixes')) return selector;
    }
    const every = { prefix: isIpv6(selector, policy.tunnel.local) ? '::/0' : '0.0.0.0/0' };
    if (selector.local === 'any' || selector.remote === 'any') {
      const note = `a rule has one address family: "any" becomes ${every.prefix}`;
      adjustment.note({ code: 'TG255', kind: 'approximated', ...place, to: every.prefix, origins, note });
    }
    return withMembers(adjustment.origins, selector, {
      local: asPrefix(selector.local, every),
      remote: asPrefix(selector.remote, every),
    });
  });

/** A range that was let through becomes the smallest prefix around it. */
function asPrefix(side: TrafficAddress, every: { readonly prefix: Prefix }): TrafficAddress {
  if (side === 'any') return every;
  return 'prefix' in side ? side : { prefix: coveringPrefix(side.first, side.last) ?? every.prefix };
}

function hasPrefixes({ local, remote }: Selector): boolean {
  return local !== 'any' && 'prefix' in local && remote !== 'any' && 'prefix' in remote;
}

function isIpv6({ local, remote }: Selector, tunnel: string | undefined): boolean {
  const named = [local, remote].find((side) => side !== 'any');
  if (named !== undefined && 'prefix' in named) return isIpv6Address(named.prefix);
  return tunnel !== undefined && isIpv6Address(tunnel);
}

/** A rule protects both directions, and never discards (`translation.md` 5.9, 5.13); a port needs a protocol that has ports. */
export const checkSelectors: Rule = (gateway, adjustment) =>
  mapSelectors(gateway, adjustment, (selector, policy, index) => {
    const place = {
      object: selectorReference(policy, index),
      path: 'policies.selectors',
      from: describeSelector(selector),
    };
    const origins = writers(adjustment, selector);
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
      adjustment.note({
        code: 'TG132',
        kind: 'adapted',
        object: selectorReference(policy, index),
        path: 'policies.selectors',
        from: describeSelector(selector),
        origins: writers(adjustment, selector),
        note: 'what it excludes is protected by nothing: nothing to translate',
      });
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

function selectorReference({ name, sequence }: Policy, index: number): ObjectReference {
  return { kind: 'selector', policy: { name, sequence }, index };
}

/** The statements that wrote a selector: its rule, else all of its own. */
function writers(adjustment: Adjustment, selector: Selector): readonly Origin[] {
  const ofRule = writersOf(adjustment, selector, 'rule');
  return ofRule.length > 0 ? ofRule : [...allOrigins(adjustment.origins, selector)];
}

function mapSelectors(
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
