import { system } from '../../../../grammars/vrp/chapters/system.ts';
import { maskOf, splitPrefix } from '../../../ir/address.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway, Route } from '../../../ir/gateway.ts';
import type { Said } from '../../dialect.ts';
import { addressText } from './address-text.ts';
import type { RaisingContext } from './context.ts';

/** `ip route-static`, with the mask in dotted form as devices save it. */
export function raiseRoutes(context: RaisingContext, { routes }: Gateway): void {
  for (const route of routes) raiseRoute(context, route);
}

function raiseRoute(context: RaisingContext, route: Route): void {
  const { destination, via, preference, vrf } = route;
  const { address, length } = splitPrefix(destination);
  const said: Said = [
    [route, 'destination'],
    [route, 'via'],
    [route, 'preference'],
    [route, 'vrf'],
  ];
  const values = {
    destination: addressText(address),
    ...(via.interface === undefined ? {} : { 'interface-name': via.interface }),
    ...(via.address === undefined ? {} : { 'next-hop': addressText(via.address) }),
    ...(preference === undefined ? {} : { options: ['preference'], value: String(preference) }),
    ...(vrf === undefined ? {} : { vpn: vrf }),
  };
  if (address.includes(':')) {
    context.line(system, context.root, 'routeStatic6', { ...values, 'prefix-length': String(length) }, said);
  } else {
    context.line(
      system,
      context.root,
      'routeStatic',
      { ...values, length: maskOf(`0.0.0.0/${length}`) },
      said,
    );
  }
  const writers = context.writersOf(said);
  if (writers.length < 2) return;
  const note = describe('TG291', { a: 'the statements of the route', b: 'its name', object: 'command' });
  const place = { object: { kind: 'route' as const, destination }, path: 'routes', from: destination };
  context.adapt({ code: 'TG291', ...place, note }, writers);
}
