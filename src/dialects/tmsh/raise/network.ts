import { route as routeComponent, self as selfComponent } from '../../../../grammars/tmsh/schema/network.ts';
import { hiddenText, splitPrefix } from '../../../ir/address.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway, Interface, Route } from '../../../ir/gateway.ts';
import { adaptNames } from '../../../text/adapt-name.ts';
import type { Said } from '../../dialect.ts';
import { NAMES } from '../limits.ts';
import { addressText, prefixText } from './address-text.ts';
import type { RaisingContext } from './context.ts';
import type { Names } from './names.ts';

/** `net route`. */
export function raiseRoutes(context: RaisingContext, { routes }: Gateway, { routes: names }: Names): void {
  for (const route of routes) raiseRoute(context, route, names.get(route) ?? '');
}

function raiseRoute(context: RaisingContext, route: Route, name: string): void {
  const { destination, via, vrf } = route;
  const place = { object: { kind: 'route' as const, destination }, path: 'routes', from: destination };
  const said: Said = [[route, 'destination']];
  const object = context.open(routeComponent, name, said);
  if (via.address !== undefined) {
    context.put(object, 'gw', addressText(via.address, vrf), place, [...said, [route, 'via']]);
  }
  if (via.interface !== undefined) {
    context.put(object, 'interface', `/Common/${via.interface}`, place, [...said, [route, 'via']]);
  }
  context.put(object, 'network', networkText(route), place, [...said, [route, 'vrf']]);
  const note = describe('TG201', { old: `route to ${destination}`, new: name.replace('/Common/', '') });
  context.adapt({ code: 'TG201', ...place, to: name, note }, context.writersOf(said));
}

function networkText({ destination, vrf }: Route): string {
  if (vrf === undefined && destination === '0.0.0.0/0') return 'default';
  if (vrf === undefined && destination === '::/0') return 'default-inet6';
  return prefixText(destination, vrf);
}

/** `net self` for each address whose VLAN `--map` names. */
export function raiseSelfAddresses(context: RaisingContext, { interfaces }: Gateway): void {
  const own = interfaces.filter(({ kind }) => kind !== 'tunnel');
  const mapped = own.flatMap((candidate) =>
    candidate.addresses.flatMap((prefix, index) => {
      const vlan = context.style.placeholders[splitPrefix(prefix).address];
      const name = index === 0 ? candidate.name : `${candidate.name}-${index + 1}`;
      return vlan === undefined ? [] : [{ candidate, prefix, vlan, name }];
    }),
  );
  const names = adaptNames(
    mapped.map(({ name }) => name),
    NAMES,
  );
  for (const [index, { candidate, prefix, vlan }] of mapped.entries()) {
    raiseSelf(context, candidate, names[index] ?? '', prefix, vlan);
  }
}

function raiseSelf(
  context: RaisingContext,
  candidate: Interface,
  name: string,
  prefix: string,
  vlan: string,
): void {
  const said: Said = [[candidate, 'name']];
  const object = context.open(selfComponent, `/Common/${name}`, said);
  context.line(object, 'address', prefixText(prefix, candidate.vrf), [
    ...said,
    [candidate, 'addresses'],
    [candidate, 'vrf'],
  ]);
  context.line(object, 'vlan', vlan.startsWith('/') ? vlan : `/Common/${vlan}`, [
    ...said,
    [candidate, 'kind'],
  ]);
  const reference = { kind: 'interface' as const, name: candidate.name };
  const note = describe('TG201', { old: candidate.name, new: `self IP ${name}` });
  context.adapt(
    { code: 'TG201', object: reference, path: 'interfaces.name', from: candidate.name, to: name, note },
    context.writersOf(said),
  );
  const rest = context
    .writersOf([
      [candidate, 'enabled'],
      [candidate, 'mtu'],
    ])
    .filter((origin) => hiddenText(prefix) === undefined && origin >= 0);
  const dropped = describe('TG280', {
    object: 'the state of the interface',
    done: 'left out',
    target: context.target,
    why: 'keeps it in the VLAN',
  });
  context.adapt(
    { code: 'TG280', object: reference, path: 'interfaces.enabled', from: candidate.enabled, note: dropped },
    rest,
  );
}
