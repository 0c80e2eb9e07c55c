import type { NamesOf, Reading } from '../../../../grammars/notation/face.ts';
import type { system as systemChapter } from '../../../../grammars/vrp/chapters/system.ts';
import { networkOf, prefixInterval, prefixLength } from '../../../ir/address.ts';
import type { Gateway, Route } from '../../../ir/gateway.ts';
import { assemble, sourced } from '../../../ir/origins.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import { tunnelDestinations } from '../../../ir/tunnel-destinations.ts';
import type { LoweringContext } from './context.ts';
import type { SystemFace } from './settings.ts';
import { interfaceKey } from './tunnel-interface.ts';

type SystemSlots = (typeof systemChapter)['slots'];
type RouteReading = Reading<NamesOf<SystemSlots['routeStatic']> | NamesOf<SystemSlots['routeStatic6']>>;

/**
 * Static routes that lead to a remote selector or to a peer, inside it or covering it, or into a tunnel interface
 * (`translation.md` 2.8, 2.9). Others are no matter of IPsec: their statements stay unused.
 */
export function lowerRoutes(
  context: LoweringContext,
  system: SystemFace,
  { peers, policies }: Pick<Gateway, 'peers' | 'policies'>,
): readonly Route[] {
  const isDestination = tunnelDestinations(peers, policies);
  const tunnels = new Set(
    policies
      .filter(({ kind }) => kind === 'route-based')
      .flatMap(({ interfaces }) => interfaces.map(interfaceKey)),
  );
  const isWanted = (reading: RouteReading): boolean => {
    const interval = prefixInterval(destinationOf(context, reading));
    const exit = reading.text('interface-name');
    return (
      interval === undefined ||
      isDestination(interval) ||
      (exit !== undefined && tunnels.has(interfaceKey(exit)))
    );
  };
  const readings: readonly RouteReading[] = [
    ...system.select('routeStatic', isWanted),
    ...system.select('routeStatic6', isWanted),
  ];
  return readings.map((reading) => lowerRoute(context, reading));
}

function lowerRoute(context: LoweringContext, reading: RouteReading): Route {
  const hop = reading.text('next-hop');
  const exit = reading.text('interface-name');
  const preference = reading.number('value');
  const vrf = reading.text('vpn');
  return assemble<Route>(context.origins, {
    destination: sourced(destinationOf(context, reading), reading.origins),
    via: sourced(
      {
        ...(hop === undefined ? {} : { address: context.address(hop, reading) }),
        ...(exit === undefined ? {} : { interface: exit }),
      },
      reading.origins,
    ),
    preference: preference === undefined ? undefined : sourced(preference, reading.origins),
    vrf: vrf === undefined ? undefined : sourced(vrf, reading.origins),
  });
}

function destinationOf(context: LoweringContext, reading: RouteReading): Prefix {
  const address = context.address(reading.text('destination') ?? '', reading);
  const length = reading.number('prefix-length') ?? prefixLength(reading.text('length') ?? '') ?? 32;
  return networkOf(address, length);
}
