import { trafficSelector } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { databaseKey, self as selfComponent } from '../../../../grammars/tmsh/schema/network.ts';
import { tunnel as tunnelComponent, tunnelProfile } from '../../../../grammars/tmsh/schema/tunnels.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway, Interface } from '../../../ir/gateway.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Said } from '../../dialect.ts';
import { adaptNames } from '../../../text/adapt-name.ts';
import { NAMES } from '../limits.ts';
import { CHECK_POLICY } from '../words.ts';
import { addressText, prefixText } from './address-text.ts';
import type { RaisingContext } from './context.ts';
import { localPlaceholder } from './identity.ts';
import type { Names } from './names.ts';

/**
 * Interface mode (`translation.md` 2.8): for each route-based policy the profile of its tunnel, the tunnel, and the self
 * IPs on it.
 */
export function raiseTunnels(context: RaisingContext, gateway: Gateway, names: Names, order: number): void {
  const interfaces = new Map(gateway.interfaces.map((candidate) => [candidate.name, candidate]));
  const peers = new Map(gateway.peers.map((peer) => [peer.name, peer]));
  const routed = gateway.policies.filter(({ kind }) => kind === 'route-based');
  for (const policy of routed) {
    const bound = interfaces.get(policy.interfaces[0] ?? '');
    if (bound === undefined) throw new Error(`${policy.name} has no tunnel`);
    raiseProfile(context, policy, names);
    raiseTunnel(context, policy, bound, { names, domain: peers.get(policy.peer ?? '')?.vrf });
    raiseSelves(context, bound);
  }
  if (routed.length === 0) return;
  standBehind(context, routed, order);
  letThrough(context, routed);
}

/** `net tunnels ipsec`: the selector of a tunnel. */
function raiseProfile(context: RaisingContext, policy: Policy, names: Names): void {
  const said = bindingOf(policy);
  const object = context.open(tunnelProfile, names.profiles.get(policy) ?? '', said);
  context.line(object, 'defaults-from', '/Common/ipsec', said);
  context.line(object, 'traffic-selector', names.selectorsOf.get(policy)?.[0] ?? '', said);
}

/** `net tunnels tunnel`. */
function raiseTunnel(
  context: RaisingContext,
  policy: Policy,
  bound: Interface,
  { names, domain }: { readonly names: Names; readonly domain: string | undefined },
): void {
  const { tunnel, name, mtu } = bound;
  if (tunnel === undefined) throw new Error(`${name} is no tunnel`);
  const object = context.open(tunnelComponent, `/Common/${name}`, [
    [bound, 'name'],
    [bound, 'kind'],
    [bound, 'enabled'],
  ]);
  const { source, destination = 'any' } = tunnel;
  const local = typeof source === 'string' ? addressText(source, domain) : localPlaceholder(policy);
  context.line(object, 'local-address', local, [
    [tunnel, 'source'],
    [policy.tunnel, 'local'],
  ]);
  if (mtu !== undefined) context.line(object, 'mtu', String(mtu), [[bound, 'mtu']]);
  context.line(object, 'profile', names.profiles.get(policy) ?? '', [
    ...bindingOf(policy),
    [tunnel, 'protocol'],
  ]);
  context.line(object, 'remote-address', addressText(destination, domain), [[tunnel, 'destination']]);
  const place = { object: { kind: 'interface' as const, name }, path: 'interfaces', from: name };
  noteDomain(context, policy, bound);
  const b = 'objects: the policy with its selector, its profile and its tunnel';
  const note = describe('TG254', { a: `ipsec profile on ${name}`, count: 4, b });
  context.adapt({ code: 'TG254', ...place, note }, context.writersOf(bindingOf(policy)));
}

/** A route domain lists its VLANs and tunnels: a list that is merged would replace the device's own. */
function noteDomain(context: RaisingContext, policy: Policy, { name, vrf }: Interface): void {
  if (vrf === undefined) return;
  const place = { object: { kind: 'interface' as const, name }, path: 'interfaces.vrf', from: vrf };
  const what = `tunnel ${name} among the VLANs of route domain ${vrf}`;
  const todo = `add it by hand: "modify net route-domain ${vrf} vlans add { ${name} }"`;
  const note = describe('TG281', { target: context.target, what });
  context.adapt({ code: 'TG281', ...place, note, todo }, context.writersOf(bindingOf(policy)));
}

/** `net self`: the addresses of a tunnel interface. */
function raiseSelves(context: RaisingContext, bound: Interface): void {
  const { name, addresses, vrf } = bound;
  const names = adaptNames(
    addresses.map((_, index) => (index === 0 ? `${name}-self` : `${name}-self-${index + 1}`)),
    NAMES,
  );
  const said: Said = [
    [bound, 'addresses'],
    [bound, 'vrf'],
  ];
  for (const [index, prefix] of addresses.entries()) {
    const object = context.open(selfComponent, `/Common/${names[index] ?? ''}`, said);
    context.line(object, 'address', prefixText(prefix, vrf), said);
    context.line(object, 'vlan', `/Common/${name}`, said);
  }
  const place = { object: { kind: 'interface' as const, name }, path: 'interfaces.addresses' };
  const note = describe('TG254', { a: `address of ${name}`, count: 1, b: 'self IP on the tunnel' });
  context.adapt({ code: 'TG254', ...place, from: [...addresses], note }, context.writersOf(said));
}

/** A setting of the device: what is routed into a tunnel is not looked up in the policies once more. */
function letThrough(context: RaisingContext, routed: readonly Policy[]): void {
  const said = routed.flatMap(bindingOf);
  const object = context.open(databaseKey, CHECK_POLICY.name, said);
  context.line(object, 'value', CHECK_POLICY.value, said);
  const [first] = routed;
  if (first === undefined) return;
  const note = describe('TG280', {
    object: `"sys db ${CHECK_POLICY.name}"`,
    done: 'added',
    target: context.target,
    why: 'checks traffic of a tunnel against its policy otherwise',
  });
  const reference = { kind: 'policy' as const, name: first.name, sequence: first.sequence };
  context.adapt(
    { code: 'TG280', object: reference, path: 'policies.kind', from: first.kind, note },
    context.writersOf(said),
  );
}

/** The factory's selector for every tunnel matches all: the tunnels' own must come before it. */
function standBehind(context: RaisingContext, routed: readonly Policy[], order: number): void {
  const said = routed.flatMap(bindingOf);
  const object = context.open(trafficSelector, '/Common/default-traffic-selector-interface', said);
  context.line(object, 'destination-address', '::/0', said);
  context.line(object, 'ipsec-policy', '/Common/default-ipsec-policy-interface', said);
  context.line(object, 'order', String(order), said);
  context.line(object, 'source-address', '::/0', said);
  const note = describe('TG280', {
    object: 'the selector of the factory',
    done: `moved to order ${order}`,
    target: context.target,
    why: 'looks at selectors in their order',
  });
  for (const policy of routed) {
    const { name, sequence } = policy;
    const place = { object: { kind: 'policy' as const, name, sequence }, path: 'policies.sequence' };
    context.adapt(
      { code: 'TG280', ...place, from: sequence, to: order, note },
      context.writersOf(bindingOf(policy)),
    );
  }
}

function bindingOf(policy: Policy): Said {
  return [
    [policy, 'kind'],
    [policy, 'interfaces'],
  ];
}
