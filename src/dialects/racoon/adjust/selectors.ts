import { coveringPrefix, hiddenText, isIpv6Address, splitPrefix } from '../../../ir/address.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Policy, PortRange, Selector, TrafficAddress } from '../../../ir/ipsec.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { allOrigins, type Origin, originsOf, withMembers } from '../../../ir/origins.ts';
import { describeSelector } from '../../../ir/selectors.ts';
import { type Adjustment, policyReference, type Rule } from '../../dialect-adjustment.ts';

/** The sides of an SPD entry are prefixes of one family: a range is refused, `any` takes the family of the other side. */
export const writeAsPrefixes: Rule = (gateway, adjustment) =>
  mapSelectors(gateway, adjustment, (policy, selector, index) => {
    const place = placeOf(policy, selector, index);
    const origins = [...allOrigins(adjustment.origins, selector)];
    if ([selector.local, selector.remote].some((side) => side !== 'any' && 'first' in side)) {
      const note = 'setkey has no address range for a selector';
      if (!adjustment.refuse('TG251', place, origins, note, 'write the range as prefixes at both ends'))
        return selector;
    }
    const every = { prefix: isIpv6(selector, policy.tunnel.local) ? '::/0' : '0.0.0.0/0' };
    if (selector.local === 'any' || selector.remote === 'any') {
      const note = `a selector has one address family: "any" becomes ${every.prefix}`;
      adjustment.note({ code: 'TG255', kind: 'approximated', ...place, to: every.prefix, origins, note });
    }
    const [local, remote] = [asPrefix(selector.local, every), asPrefix(selector.remote, every)];
    return local === selector.local && remote === selector.remote
      ? selector
      : withMembers(adjustment.origins, selector, { local, remote });
  });

/** A range that was let through becomes the smallest prefix around it. */
function asPrefix(side: TrafficAddress, every: { readonly prefix: string }): TrafficAddress {
  if (side === 'any') return every;
  return 'prefix' in side ? side : { prefix: coveringPrefix(side.first, side.last) ?? every.prefix };
}

function isIpv6({ local, remote }: Selector, tunnel: string | undefined): boolean {
  const named = [local, remote].find((side) => side !== 'any');
  if (named !== undefined && 'prefix' in named) return named.prefix.includes(':');
  return tunnel !== undefined && isIpv6Address(tunnel);
}

/** One port or all, of a protocol that has ports; one direction of what is protected only. */
export const keepSingleValues: Rule = (gateway, adjustment) =>
  mapSelectors(gateway, adjustment, (policy, selector, index) => {
    const place = placeOf(policy, selector, index);
    const origins = writers(adjustment, selector);
    const { localPorts, remotePorts, protocol } = selector;
    if (selector.action !== 'protect' && selector.direction !== 'both') {
      adjustment.refuse('TG251', place, origins, 'an exception of one direction would become one of both');
    }
    const isRange = !isSingle(localPorts) || !isSingle(remotePorts);
    const isLoose = protocol === undefined && (localPorts !== undefined || remotePorts !== undefined);
    if (!isRange && !isLoose) return selector;
    const wide = withMembers(adjustment.origins, selector, {
      localPorts: isSingle(localPorts) && !isLoose ? localPorts : undefined,
      remotePorts: isSingle(remotePorts) && !isLoose ? remotePorts : undefined,
    });
    const note = `selector would widen from ${describeSelector(selector)} to ${describeSelector(wide)}`;
    return adjustment.refuse('TG251', place, origins, note) ? wide : selector;
  });

function isSingle(range: PortRange | undefined): boolean {
  return range === undefined || range.first === range.last;
}

/** The same flow has one `sainfo` and one entry of the SPD: of two policies the earlier counts (`translation.md` 5.9). */
export const dropSecondFlows: Rule = (gateway, adjustment) => {
  const flows = new Map<string, Policy>();
  const policies = gateway.policies.flatMap((policy): readonly Policy[] => {
    const selectors = policy.selectors.filter((selector, index) => {
      const key = flowOf(selector);
      const first = flows.get(key);
      if (first === undefined) {
        flows.set(key, policy);
        return true;
      }
      const isBackup = first !== policy;
      adjustment.note({
        code: isBackup ? 'TG253' : 'TG417',
        kind: isBackup ? 'approximated' : 'adapted',
        ...placeOf(policy, selector, index),
        origins: writers(adjustment, selector),
        note: isBackup
          ? `${first.name} ${first.sequence} has this flow already: it counts, the other one is left out`
          : 'the same flow as an earlier rule',
      });
      return false;
    });
    if (selectors.length === policy.selectors.length) return [policy];
    if (selectors.some(({ action }) => action === 'protect')) {
      return [withMembers(adjustment.origins, policy, { selectors })];
    }
    adjustment.note({
      code: 'TG253',
      kind: 'approximated',
      object: policyReference(policy),
      path: 'policies',
      from: policy.name,
      origins: [...allOrigins(adjustment.origins, policy)],
      note: 'left out: earlier policies have all its flows',
    });
    return [];
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

function flowOf({
  name: _name,
  rule: _rule,
  action: _action,
  direction: _direction,
  ...flow
}: Selector): string {
  return JSON.stringify(Object.entries(flow).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** Transport mode protects the endpoints themselves: its selectors must be they (`translation.md` 2.5, S03). */
export const checkTransportSelectors: Rule = (gateway, adjustment) => {
  const transport = new Set(
    gateway.ipsecProposals
      .filter(({ encapsulation }) => encapsulation === 'transport')
      .map(({ name }) => name),
  );
  const remotes = new Map(gateway.peers.map((peer) => [peer.name, peer.remote[0]]));
  for (const policy of gateway.policies) {
    if (policy.peer === undefined || !policy.proposals.some((name) => transport.has(name))) continue;
    const remote = remotes.get(policy.peer);
    if (remote === undefined) continue;
    const address = 'address' in remote ? remote.address : undefined;
    for (const [index, selector] of policy.selectors.entries()) {
      if (isHost(selector.local, policy.tunnel.local) && isHost(selector.remote, address)) continue;
      const note = `transport mode protects the endpoints alone, not ${describeSelector(selector)}`;
      const place = placeOf(policy, selector, index);
      adjustment.note({
        code: 'TG251',
        kind: 'error',
        ...place,
        origins: writers(adjustment, selector),
        note,
      });
    }
  }
  return gateway;
};

function isHost(side: TrafficAddress, address: string | undefined): boolean {
  if (side === 'any' || !('prefix' in side) || address === undefined) return false;
  const { address: host, length } = splitPrefix(side.prefix);
  return host === address && length === (hiddenText(host) === undefined && host.includes(':') ? 128 : 32);
}

function mapSelectors(
  gateway: Gateway,
  adjustment: Adjustment,
  change: (policy: Policy, selector: Selector, index: number) => Selector,
): Gateway {
  return withMembers(adjustment.origins, gateway, {
    policies: gateway.policies.map((policy) => {
      const selectors = policy.selectors.map((selector, index) => change(policy, selector, index));
      return selectors.every((selector, index) => selector === policy.selectors[index])
        ? policy
        : withMembers(adjustment.origins, policy, { selectors });
    }),
  });
}

function placeOf(
  policy: Policy,
  selector: Selector,
  index: number,
): { readonly object: ObjectReference; readonly path: string; readonly from: string } {
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
export function writers(adjustment: Adjustment, selector: Selector): readonly Origin[] {
  const ofRule = originsOf(adjustment.origins, selector, 'rule').filter((origin) => origin >= 0);
  return ofRule.length > 0 ? ofRule : [...allOrigins(adjustment.origins, selector)];
}
