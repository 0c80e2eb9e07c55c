import type { Policy, PortRange, Selector } from '../../../ir/ipsec.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import { describeSelector } from '../../../ir/selectors.ts';
import { policyReference, type Rule } from '../../dialect-adjustment.ts';
import { isHost, mapSelectors, placeOfSelector, selectorWriters } from '../../dialect-rules/selectors.ts';

/** One port or all, of a protocol that has ports; one direction of what is protected only. */
export const keepSingleValues: Rule = (gateway, adjustment) =>
  mapSelectors(gateway, adjustment, (selector, policy, index) => {
    const place = placeOfSelector(policy, selector, index);
    const origins = selectorWriters(adjustment, selector);
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
        ...placeOfSelector(policy, selector, index),
        origins: selectorWriters(adjustment, selector),
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
      const place = placeOfSelector(policy, selector, index);
      adjustment.note({
        code: 'TG251',
        kind: 'error',
        ...place,
        origins: selectorWriters(adjustment, selector),
        note,
      });
    }
  }
  return gateway;
};
