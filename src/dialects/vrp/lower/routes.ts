import type { Reading } from '../../../../grammars/notation/face.ts';
import { networkOf, prefixInterval, prefixLength } from '../../../ir/address.ts';
import type { Gateway, Route } from '../../../ir/gateway.ts';
import { assemble, sourced } from '../../../ir/origins.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import { tunnelDestinations } from '../../../ir/tunnel-destinations.ts';
import type { LoweringContext } from './context.ts';
import type { SystemFace } from './settings.ts';

/**
 * Static routes that lead to a remote selector or to a peer, inside it or covering it (`translation.md` 2.9).
 * Others are no matter of IPsec: their statements stay unused.
 */
export function lowerRoutes(
  context: LoweringContext,
  system: SystemFace,
  { peers, policies }: Pick<Gateway, 'peers' | 'policies'>,
): readonly Route[] {
  const isDestination = tunnelDestinations(peers, policies);
  const readings = system.select('routeStatic', (reading) => {
    const interval = prefixInterval(destinationOf(context, reading));
    return interval === undefined || isDestination(interval);
  });
  return readings.map((reading) => {
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
  });
}

function destinationOf(context: LoweringContext, reading: Reading<'destination' | 'length'>): Prefix {
  const address = context.address(reading.text('destination') ?? '', reading);
  return networkOf(address, prefixLength(reading.text('length') ?? '') ?? 32);
}
