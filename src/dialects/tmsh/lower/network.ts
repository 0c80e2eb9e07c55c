import {
  globalSettings,
  route as routeComponent,
  self as selfComponent,
} from '../../../../grammars/tmsh/schema/network.ts';
import { ikeDaemon } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { prefixInterval, splitPrefix } from '../../../ir/address.ts';
import type { Gateway, Interface, Route } from '../../../ir/gateway.ts';
import type { Heartbeat, IkeSettings } from '../../../ir/ike.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import { tunnelDestinations } from '../../../ir/tunnel-destinations.ts';
import { readAddress, readPrefix } from './address.ts';
import { headerOrigins, type LoweringContext, neutralName } from './context.ts';

/** `net ipsec ike-daemon`; what it has no word for is as the device does it. */
export function lowerSettings(context: LoweringContext): IkeSettings {
  const [object] = context.objects(ikeDaemon);
  const seconds =
    object === undefined ? byDefault(0) : context.face(ikeDaemon, object).number('natt-keep-alive');
  const opened = object === undefined ? [] : headerOrigins(object);
  const keepalive = { ...seconds, origins: [...opened, ...seconds.origins] };
  const heartbeat = assemble<Heartbeat>(context.origins, {
    sequence: derived('old'),
    spiList: derived(false),
  });
  return assemble<IkeSettings>(context.origins, {
    heartbeat: derived(heartbeat),
    natKeepaliveSeconds: keepalive,
    listen: derived([]),
  });
}

export function lowerHostname(context: LoweringContext): Sourced<string> | undefined {
  const [object] = context.objects(globalSettings);
  if (object === undefined || !object.slots.has('hostname')) return undefined;
  const hostname = context.face(globalSettings, object).text('hostname');
  return hostname === undefined
    ? undefined
    : sourced(hostname.value, [...headerOrigins(object), ...hostname.origins]);
}

/** Routes that lead to a remote selector or to a peer; others are no matter of IPsec. */
export function lowerRoutes(
  context: LoweringContext,
  { peers, policies }: Pick<Gateway, 'peers' | 'policies'>,
): readonly Route[] {
  const isDestination = tunnelDestinations(peers, policies);
  return context.objects(routeComponent).flatMap((object) => {
    const typed = object.slots.get('network')?.at(-1)?.values['value'];
    const { prefix, domain } = readPrefix(typeof typed === 'string' ? typed : 'default');
    const interval = prefixInterval(prefix);
    if (typed === undefined || (interval !== undefined && !isDestination(interval))) return [];
    const gate = object.slots.get('gw')?.at(-1)?.values['value'];
    const isReached = typeof gate === 'string' && readAddress(gate).address !== undefined;
    if (!isReached && !object.slots.has('interface')) return [];
    const face = context.face(routeComponent, object);
    const [network, hop, exit] = [face.text('network'), face.text('gw'), face.text('interface')];
    const address = hop === undefined ? undefined : readAddress(hop.value).address;
    return [
      assemble<Route>(context.origins, {
        destination: sourced(prefix, [...headerOrigins(object), ...(network?.origins ?? [])]),
        via: sourced(
          {
            ...(address === undefined ? {} : { address }),
            ...(exit === undefined ? {} : { interface: neutralName(exit.value) }),
          },
          [...(hop?.origins ?? []), ...(exit?.origins ?? [])],
        ),
        vrf: domain === undefined ? undefined : sourced(domain, network?.origins ?? []),
      }),
    ];
  });
}

/** Self addresses that a tunnel starts from. */
export function lowerSelfAddresses(
  context: LoweringContext,
  { policies }: Pick<Gateway, 'policies'>,
): readonly Interface[] {
  const locals = new Set(policies.flatMap(({ tunnel }) => tunnel.local ?? []));
  return context.objects(selfComponent).flatMap((object) => {
    const typed = object.slots.get('address')?.at(-1)?.values['value'];
    if (typeof typed !== 'string') return [];
    const slash = typed.lastIndexOf('/');
    const { address, domain } = readAddress(slash === -1 ? typed : typed.slice(0, slash));
    if (address === undefined || !locals.has(address)) return [];
    const face = context.face(selfComponent, object);
    const [value, vlan] = [face.text('address'), face.text('vlan')];
    const { length } = splitPrefix(readPrefix(typed).prefix);
    return [
      assemble<Interface>(context.origins, {
        name: sourced(neutralName(object.key), [...headerOrigins(object), ...(vlan?.origins ?? [])]),
        kind: derived('physical'),
        addresses: sourced([`${address}/${length}`], value?.origins ?? []),
        vrf: domain === undefined ? undefined : sourced(domain, value?.origins ?? []),
        enabled: derived(true),
      }),
    ];
  });
}
