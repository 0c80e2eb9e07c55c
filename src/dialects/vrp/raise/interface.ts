import { interfaceView } from '../../../../grammars/vrp/chapters/interface.ts';
import { maskOf, splitPrefix } from '../../../ir/address.ts';
import type { Gateway, Interface } from '../../../ir/gateway.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { Said } from '../../dialect.ts';
import type { PolicyGroup } from '../groups.ts';
import { addressText, prefixText } from './address-text.ts';
import type { RaisingContext } from './context.ts';

/** Interfaces that `--map` names, each with the group of its address; then the tunnel interfaces of profiles. */
export function raiseInterfaces(
  context: RaisingContext,
  { interfaces, policies }: Gateway,
  groups: readonly PolicyGroup[],
  profiles: ReadonlyMap<Policy, string>,
): void {
  const byName = new Map(interfaces.map((candidate) => [candidate.name, candidate]));
  for (const group of groups) {
    const found = byName.get(group.interfaces[0] ?? '');
    if (found === undefined) continue;
    const object = raiseInterface(context, found);
    const said = group.members.map(({ policy }): Said[number] => [policy, 'interfaces']);
    context.line(interfaceView, object, 'ipsecPolicy', { name: group.name }, said);
  }
  for (const policy of policies) {
    const profile = profiles.get(policy);
    const found = byName.get(policy.interfaces[0] ?? '');
    if (profile === undefined || found?.tunnel === undefined) continue;
    const object = raiseInterface(context, found);
    putTunnel(context, object, found.tunnel, policy);
    context.line(interfaceView, object, 'ipsecProfile', { name: profile }, [
      [policy, 'interfaces'],
      [policy, 'kind'],
    ]);
  }
}

function raiseInterface(context: RaisingContext, bound: Interface): ConfigurationObject {
  const { name, addresses, vrf, mtu, enabled } = bound;
  const said: Said = [[bound, 'name']];
  const object = context.open('interface', interfaceView.view, { name }, said);
  const reference = { kind: 'interface' as const, name };
  const place = { object: reference, path: 'interfaces.kind', from: bound.kind };
  context.imply('what kind of interface it is', `"${name}"`, place, [[bound, 'kind']]);
  const state: Said = [[bound, 'enabled']];
  if (context.writersOf(state).length > 0) {
    const saying = { place: { ...place, path: 'interfaces.enabled', from: enabled }, said: state };
    context.put(interfaceView, object, 'shutdown', {}, { ...saying, negated: enabled });
  }
  if (mtu !== undefined)
    context.line(interfaceView, object, 'mtu', { octets: String(mtu) }, [[bound, 'mtu']]);
  if (vrf !== undefined) context.line(interfaceView, object, 'vpnInstance', { vpn: vrf }, [[bound, 'vrf']]);
  for (const [index, prefix] of addresses.entries()) {
    const own: Said = [[bound, 'addresses']];
    const { address } = splitPrefix(prefix);
    if (address.includes(':'))
      context.line(interfaceView, object, 'address6', { prefix: prefixText(prefix) }, own);
    else {
      const kind = index === 0 ? {} : { kind: 'sub' };
      const values = { address: addressText(address), length: maskOf(prefix), ...kind };
      context.line(interfaceView, object, 'address', values, own);
    }
  }
  return object;
}

/** `tunnel-protocol`, `source`, `destination`; that it has ends says that its proposal is in tunnel mode. */
function putTunnel(
  context: RaisingContext,
  object: ConfigurationObject,
  tunnel: NonNullable<Interface['tunnel']>,
  policy: Policy,
): void {
  const { protocol, source, destination } = tunnel;
  context.line(interfaceView, object, 'tunnelProtocol', { protocol }, [[tunnel, 'protocol']]);
  if (typeof source === 'string') {
    context.line(interfaceView, object, 'source', { from: addressText(source) }, [
      [tunnel, 'source'],
      [policy.tunnel, 'local'],
    ]);
  }
  if (destination === undefined) return;
  context.line(interfaceView, object, 'destination', { remote: addressText(destination) }, [
    [tunnel, 'destination'],
  ]);
}
