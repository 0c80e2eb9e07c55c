import { splitPrefix } from '../../../ir/address.ts';
import type { Gateway, Interface } from '../../../ir/gateway.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import { isEverything } from '../../../ir/selectors.ts';
import { adaptNames } from '../../../text/adapt-name.ts';
import { NAMES } from '../limits.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { renameTunnels } from '../../dialect-rules/rename-tunnels.ts';

/** A tunnel has no switch in tmsh: one whose interface is shut down is left out, with its policies. */
export const leaveOutClosedTunnels: Rule = (gateway, adjustment) => {
  const closed = new Set(
    gateway.interfaces.filter(({ kind, enabled }) => kind === 'tunnel' && !enabled).map(({ name }) => name),
  );
  if (closed.size === 0) return gateway;
  const policies = gateway.policies.filter((policy) => {
    const isClosed = policy.kind === 'route-based' && policy.interfaces.every((name) => closed.has(name));
    if (!isClosed || policy.interfaces.length === 0) return true;
    adjustment.note({
      code: 'TG265',
      kind: 'dropped',
      object: policyReference(policy),
      path: 'policies.interfaces',
      from: [...policy.interfaces],
      origins: [...allOrigins(adjustment.origins, policy)],
      note: 'left out: its interface is shut down, and tmsh has no switch for a tunnel',
    });
    return false;
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

/** A tunnel is an object like others: its name fits tmsh, wherever it is named. */
export const nameTunnels: Rule = (gateway, adjustment) => {
  const tunnels = gateway.interfaces.filter(({ kind }) => kind === 'tunnel');
  const adapted = adaptNames(
    tunnels.map(({ name }) => name),
    NAMES,
  );
  const names = new Map(tunnels.map(({ name }, index) => [name, adapted[index] ?? name]));
  return renameTunnels(gateway, adjustment, names);
};

/** A route-based policy with its tunnel, as `translation.md` 2.8 has it. */
export const openTunnels: Rule = (gateway, adjustment) => {
  const tunnels = new Map(
    gateway.interfaces.filter(({ kind }) => kind === 'tunnel').map((tunnel) => [tunnel.name, tunnel]),
  );
  const owners = new Map<string, Policy>();
  const policies = gateway.policies.map((policy) => {
    if (policy.kind !== 'route-based') return policy;
    const tunnel = tunnels.get(policy.interfaces[0] ?? '');
    const fault = faultOf(policy, tunnel, gateway);
    if (fault !== undefined) {
      const place = { object: policyReference(policy), path: fault.path, from: policy.name };
      const origins = [
        ...writersOf(adjustment, fault.object, ...fault.members),
        ...(tunnel === undefined ? [] : writersOf(adjustment, policy, 'interfaces')),
      ];
      adjustment.refuse(fault.code, place, origins, fault.note);
      return policy;
    }
    if (tunnel !== undefined) owners.set(tunnel.name, policy);
    return routed(policy, adjustment);
  });
  return withMembers(adjustment.origins, gateway, {
    policies,
    interfaces: gateway.interfaces.map((candidate) => {
      const owner = owners.get(candidate.name);
      return owner === undefined ? candidate : opened(candidate, owner, adjustment);
    }),
  });
};

interface Fault {
  readonly code: 'TG221' | 'TG251' | 'TG256' | 'TG283';
  readonly path: string;
  readonly object: object;
  readonly members: readonly string[];
  readonly note: string;
}

function faultOf(policy: Policy, tunnel: Interface | undefined, gateway: Gateway): Fault | undefined {
  const ofPolicy = { code: 'TG256', path: 'policies.interfaces', object: policy, members: ['name'] } as const;
  if (tunnel?.tunnel === undefined || policy.interfaces.length !== 1) {
    return { ...ofPolicy, note: 'a policy of interface mode has one tunnel interface' };
  }
  const { protocol, destination } = tunnel.tunnel;
  const ofTunnel = { ...ofPolicy, path: 'interfaces.tunnel', object: tunnel.tunnel };
  if (protocol !== 'ipsec') {
    const note = `tmsh has no tunnel interface for IPsec around ${protocol === 'gre' ? 'GRE' : 'another protocol'}`;
    return { ...ofTunnel, members: ['protocol'], note };
  }
  if (destination === undefined) {
    const note = 'a tunnel of tmsh leads to one address: this one has none';
    return { ...ofTunnel, object: tunnel, members: ['name'], note };
  }
  const peer = gateway.peers.find(({ name }) => name === policy.peer);
  const [remote] = peer?.remote ?? [];
  if (remote !== undefined && (!('address' in remote) || remote.address !== destination)) {
    const note = `the tunnel leads to ${destination}, its peer is elsewhere: tmsh has one address for both`;
    return { ...ofTunnel, members: ['destination'], note };
  }
  if (remote === undefined) {
    return { ...ofTunnel, members: ['destination'], note: 'a tunnel of tmsh needs a peer with an address' };
  }
  const isTransport = gateway.ipsecProposals.some(
    ({ name, encapsulation }) => encapsulation === 'transport' && policy.proposals.includes(name),
  );
  if (isTransport) {
    const note = 'interface mode is tunnel mode: this proposal is for transport mode';
    return { ...ofPolicy, code: 'TG221', path: 'policies.proposals', members: ['proposals'], note };
  }
  const [selector, ...others] = policy.selectors;
  if (others.length > 0 || (selector !== undefined && selector.action !== 'protect')) {
    const note = 'a tunnel of tmsh has one selector: with several the tunnel would protect other traffic';
    return { ...ofPolicy, code: 'TG251', path: 'policies.selectors', members: ['selectors'], note };
  }
  return undefined;
}

/** What a tunnel protects is what is routed into it; what a list would offer has no part in that. */
function routed(policy: Policy, adjustment: Adjustment): Policy {
  const isEvery = policy.selectors.every(isEverything);
  return withMembers(adjustment.origins, policy, {
    selectors: isEvery ? [] : policy.selectors,
    acceptSelectors: 'configured',
    vrf: undefined,
  });
}

/** A tunnel starts from an address, which is not its own (`ip address unnumbered` borrows one). */
function opened(candidate: Interface, policy: Policy, adjustment: Adjustment): Interface {
  const { tunnel, addresses, name } = candidate;
  if (tunnel === undefined) return candidate;
  const { local } = policy.tunnel;
  const source = local ?? (typeof tunnel.source === 'string' ? tunnel.source : undefined);
  const own = addresses.filter((prefix) => splitPrefix(prefix).address !== source);
  const place = { object: { kind: 'interface' as const, name }, path: 'interfaces.addresses' };
  if (own.length === 0) {
    adjustment.note({
      code: 'TG281',
      kind: 'approximated',
      ...place,
      from: [...addresses],
      to: [],
      origins: writersOf(adjustment, candidate, 'addresses'),
      note: `tmsh needs a self IP on tunnel ${name}, which this translation does not make`,
      todo: `create one: "create net self ${name}-self { address ADDRESS/LENGTH vlan ${name} }"`,
    });
  }
  if (typeof tunnel.source === 'object' && source !== undefined) {
    const note = `the interface that it starts from is the address ${source}`;
    const origins = writersOf(adjustment, tunnel, 'source');
    adjustment.note({
      code: 'TG201',
      kind: 'adapted',
      ...place,
      path: 'interfaces.tunnel.source',
      from: tunnel.source.interface,
      to: source,
      origins,
      note,
    });
  }
  return withMembers(adjustment.origins, candidate, {
    addresses: own.toSorted(),
    mtu: candidate.mtu === 0 ? undefined : candidate.mtu,
    tunnel: withMembers(adjustment.origins, tunnel, { source }),
  });
}
