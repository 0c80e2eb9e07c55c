import { splitPrefix } from '../../../ir/address.ts';
import type { Gateway, Interface } from '../../../ir/gateway.ts';
import type { Policy, TrafficAddress } from '../../../ir/ipsec.ts';
import { originsOf, withMembers } from '../../../ir/origins.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { renameTunnels } from '../../dialect-rules/rename-tunnels.ts';
import { mapPolicies } from './policies.ts';

/** What tunnel interfaces are called: `Tunnel0/0/1` on an AR, `Tunnel1` elsewhere (`translation.md` 2.8, I01). */
const NAMES = {
  ar: { pattern: /^Tunnel\d+\/\d+\/\d+$/, name: (number: number) => `Tunnel0/0/${number}` },
  other: { pattern: /^Tunnel\d+$/, name: (number: number) => `Tunnel${number}` },
} as const;

/** Tunnel interfaces get the names that the device has for them, wherever they are named. */
export const nameTunnels: Rule = (gateway, adjustment) => {
  const { pattern, name } = adjustment.profile.startsWith('ar') ? NAMES.ar : NAMES.other;
  const tunnels = gateway.interfaces.filter(({ kind }) => kind === 'tunnel');
  const taken = new Set(tunnels.map((tunnel) => tunnel.name).filter((own) => pattern.test(own)));
  const names = new Map<string, string>();
  for (const tunnel of tunnels) {
    if (pattern.test(tunnel.name)) continue;
    let number = 1;
    while (taken.has(name(number))) number++;
    taken.add(name(number));
    names.set(tunnel.name, name(number));
  }
  if (names.size === 0) return gateway;
  return renameTunnels(gateway, adjustment, names);
};

/**
 * A tunnel interface starts from an address and protects all that is routed into it (`translation.md` 2.8): narrower
 * selectors are refused.
 */
export const startTunnels: Rule = (gateway, adjustment) => {
  const locals = new Map<string, string>();
  const tunnels = new Map(gateway.interfaces.map((candidate) => [candidate.name, candidate]));
  const checked = mapPolicies(gateway, adjustment, (policy) => {
    if (policy.kind !== 'route-based') return policy;
    const [name = ''] = policy.interfaces;
    const source = tunnels.get(name)?.tunnel?.source;
    const local = policy.tunnel.local ?? (typeof source === 'string' ? source : undefined);
    if (local === undefined || !tunnels.has(name)) {
      const place = { object: policyReference(policy), path: 'policies.tunnel.local', from: null };
      const origins = writersOf(adjustment, policy, 'interfaces', 'name');
      adjustment.refuse('TG256', place, origins, 'the tunnel interface needs an address to start from');
      return policy;
    }
    locals.set(name, local);
    return withMembers(adjustment.origins, withoutSelectors(policy, adjustment), {
      tunnel: withMembers(adjustment.origins, policy.tunnel, { local }),
    });
  });
  return withMembers(adjustment.origins, checked, {
    interfaces: checked.interfaces.map((candidate) => started(candidate, locals, checked, adjustment)),
  });
};

function withoutSelectors(policy: Policy, adjustment: Adjustment): Policy {
  const object = policyReference(policy);
  const { routeInjection, selectors, acceptSelectors } = policy;
  if (routeInjection !== 'none') {
    adjustment.note({
      code: 'TG282',
      kind: 'dropped',
      object,
      path: 'policies.routeInjection',
      from: routeInjection,
      to: 'none',
      origins: writersOf(adjustment, policy, 'routeInjection'),
      note: 'bind by hand: routes into the tunnel interface',
    });
  }
  const narrow = selectors.find(
    ({ local, remote, protocol }) => !isEvery(local) || !isEvery(remote) || protocol !== undefined,
  );
  if (narrow !== undefined) {
    const place = { object, path: 'policies.selectors', from: selectors.length };
    const note = 'a tunnel interface protects all that is routed into it: its selectors would widen';
    if (!adjustment.refuse('TG251', place, writersOf(adjustment, policy, 'selectors'), note)) return policy;
  }
  if (acceptSelectors === 'offered') {
    const origins = writersOf(adjustment, policy, 'acceptSelectors');
    const note = 'a tunnel interface takes all traffic as its selector';
    adjustment.note({
      code: 'TG246',
      kind: 'approximated',
      object,
      path: 'policies.acceptSelectors',
      from: 'offered',
      to: 'configured',
      origins,
      note,
    });
  }
  return withMembers(adjustment.origins, policy, {
    selectors: [],
    routeInjection: 'none',
    acceptSelectors: 'configured',
  });
}

function isEvery(side: TrafficAddress): boolean {
  return side === 'any' || ('prefix' in side && splitPrefix(side.prefix).length === 0);
}

/** The source as an address; one that the interface has borrowed from another is not its own. */
function started(
  candidate: Interface,
  locals: ReadonlyMap<string, string>,
  { policies }: Gateway,
  adjustment: Adjustment,
): Interface {
  const local = locals.get(candidate.name);
  const { tunnel, addresses } = candidate;
  if (local === undefined || tunnel === undefined) return candidate;
  const place = { object: { kind: 'interface' as const, name: candidate.name }, path: 'interfaces' };
  const policy = policies.find(({ interfaces }) => interfaces.includes(candidate.name));
  if (tunnel.protocol === 'other' && policy !== undefined) {
    const at = { object: policyReference(policy), path: 'interfaces.tunnel.protocol', from: tunnel.protocol };
    adjustment.refuse(
      'TG256',
      at,
      writersOf(adjustment, tunnel, 'protocol'),
      'the tunnel protocol is not one of IPsec',
    );
  }
  const borrowed = addresses.filter((prefix) => splitPrefix(prefix).address === local);
  if (borrowed.length > 0) {
    adjustment.note({
      code: 'TG281',
      kind: 'approximated',
      ...place,
      from: [...borrowed],
      to: [],
      origins: originsOf(adjustment.origins, candidate, 'addresses').filter((origin) => origin >= 0),
      note: `the address of ${candidate.name} is that of another interface`,
      todo: 'borrow it by hand with "ip address unnumbered"',
    });
  }
  if (tunnel.source !== undefined && tunnel.source !== local) {
    const origins = writersOf(adjustment, tunnel, 'source');
    const note = `its interface becomes the address ${local}: interface names do not survive the trip`;
    adjustment.note({ code: 'TG201', kind: 'adapted', ...place, from: 'source', to: local, origins, note });
  }
  return withMembers(adjustment.origins, candidate, {
    addresses: addresses.filter((prefix) => !borrowed.includes(prefix)),
    tunnel: withMembers(adjustment.origins, tunnel, { source: local }),
  });
}
