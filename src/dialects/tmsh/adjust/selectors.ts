import type { Gateway } from '../../../ir/gateway.ts';
import type { Policy, PortRange, Selector } from '../../../ir/ipsec.ts';
import { withMembers } from '../../../ir/origins.ts';
import { describeSelector } from '../../../ir/selectors.ts';
import type { Adjustment, Rule } from '../../dialect-adjustment.ts';
import { isHost, selectorReference, selectorWriters } from '../../dialect-rules/selectors.ts';

/** A port set of more selectors than this is refused (`translation.md` 5.10). */
const MOST_PORTS = 16;

/** One port or all: a small set becomes a selector for each port, where the peer narrows (IKEv2). */
export const splitPorts: Rule = (gateway, adjustment) => {
  const narrowing = new Set(
    gateway.peers.filter(({ versions }) => !versions.includes('ikev1')).map(({ name }) => name),
  );
  return mapPolicies(gateway, adjustment, (policy) => {
    const selectors = policy.selectors.flatMap((selector, index) =>
      splitSelector(policy, selector, index, narrowing.has(policy.peer ?? ''), adjustment),
    );
    return selectors.length === policy.selectors.length &&
      selectors.every((selector, index) => selector === policy.selectors[index])
      ? policy
      : withMembers(adjustment.origins, policy, { selectors });
  });
};

function splitSelector(
  policy: Policy,
  selector: Selector,
  index: number,
  narrows: boolean,
  adjustment: Adjustment,
): readonly Selector[] {
  const [locals, remotes] = [portCount(selector.localPorts), portCount(selector.remotePorts)];
  if (locals === 1 && remotes === 1) return [selector];
  const object = selectorReference(policy, index);
  const place = { object, path: 'policies.selectors', from: describeSelector(selector) };
  const origins = selectorWriters(adjustment, selector);
  if (narrows && locals * remotes <= MOST_PORTS) {
    const count = locals * remotes;
    const note = `port range written as ${count} selectors`;
    adjustment.note({ code: 'TG250', kind: 'approximated', ...place, to: count, origins, note });
    return ports(selector.localPorts).flatMap((localPorts) =>
      ports(selector.remotePorts).map((remotePorts) =>
        withMembers(adjustment.origins, selector, { localPorts, remotePorts }),
      ),
    );
  }
  const wide = withMembers(adjustment.origins, selector, {
    localPorts: locals === 1 ? selector.localPorts : undefined,
    remotePorts: remotes === 1 ? selector.remotePorts : undefined,
  });
  const note = `selector would widen from ${describeSelector(selector)} to ${describeSelector(wide)}`;
  return adjustment.refuse('TG251', place, origins, note) ? [wide] : [selector];
}

function portCount(range: PortRange | undefined): number {
  return range === undefined ? 1 : range.last - range.first + 1;
}
function ports(range: PortRange | undefined): readonly (PortRange | undefined)[] {
  if (range === undefined) return [undefined];
  return Array.from({ length: portCount(range) }, (_, offset) => {
    const port = range.first + offset;
    return { first: port, last: port };
  });
}

/**
 * The same flow may be in one selector only: of two policies the earlier counts (`translation.md` 5.9). Those of peers
 * that are switched off do not.
 */
export const refuseSecondFlows: Rule = (gateway, adjustment) => {
  const flows = new Map<string, Policy>();
  const off = new Set(gateway.peers.flatMap(({ name, enabled }) => (enabled ? [] : name)));
  return mapPolicies(gateway, adjustment, (policy) => {
    if (policy.kind === 'route-based' || off.has(policy.peer ?? '')) return policy;
    const selectors = policy.selectors.filter((selector, index) => {
      const { name: _name, rule: _rule, ...flow } = selector;
      const key = `${policy.vrf ?? ''} ${JSON.stringify(Object.entries(flow).toSorted(byMember))}`;
      const first = flows.get(key);
      if (first === undefined) {
        flows.set(key, policy);
        return true;
      }
      const object = selectorReference(policy, index);
      const place = { object, path: 'policies.selectors', from: describeSelector(selector) };
      const origins = selectorWriters(adjustment, selector);
      if (first === policy) {
        const note = 'the same flow as an earlier rule';
        adjustment.note({ code: 'TG417', kind: 'adapted', ...place, origins, note });
        return false;
      }
      const note = `tmsh allows one policy per flow: ${first.name} ${first.sequence} has ${describeSelector(selector)} already`;
      adjustment.refuse('TG244', place, origins, note);
      return true;
    });
    return selectors.length === policy.selectors.length
      ? policy
      : withMembers(adjustment.origins, policy, { selectors });
  });
};

/** Transport mode protects the endpoints themselves: its selectors must be they (`translation.md` 2.5, S03). */
export const checkTransportSelectors: Rule = (gateway, adjustment) => {
  const transport = new Set(
    gateway.ipsecProposals
      .filter(({ encapsulation }) => encapsulation === 'transport')
      .map(({ name }) => name),
  );
  const remotes = new Map(gateway.peers.map((peer) => [peer.name, peer.remote[0]]));
  for (const policy of gateway.policies) {
    if (!policy.proposals.some((name) => transport.has(name))) continue;
    const remote = remotes.get(policy.peer ?? '');
    const ofPeer = remote !== undefined && 'address' in remote ? remote.address : undefined;
    const address = policy.peer === undefined ? policy.tunnel.remote : ofPeer;
    for (const [index, selector] of policy.selectors.entries()) {
      if (isHost(selector.local, policy.tunnel.local) && isHost(selector.remote, address)) continue;
      const object = selectorReference(policy, index);
      const place = { object, path: 'policies.selectors', from: describeSelector(selector) };
      const note = `transport mode protects the endpoints alone, not ${describeSelector(selector)}`;
      const origins = selectorWriters(adjustment, selector);
      adjustment.note({ code: 'TG251', kind: 'error', ...place, origins, note });
    }
  }
  return gateway;
};

function byMember([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

function mapPolicies(gateway: Gateway, adjustment: Adjustment, change: (policy: Policy) => Policy): Gateway {
  return withMembers(adjustment.origins, gateway, { policies: gateway.policies.map(change) });
}
