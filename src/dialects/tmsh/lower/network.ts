import {
  globalSettings,
  route as routeComponent,
  self as selfComponent,
} from '../../../../grammars/tmsh/schema/network.ts';
import { fullName } from '../../../../grammars/tmsh/names.ts';
import { ikeDaemon } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { prefixInterval } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Gateway, Interface, Route } from '../../../ir/gateway.ts';
import type { Heartbeat, IkeSettings } from '../../../ir/ike.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import { tunnelDestinations } from '../../../ir/tunnel-destinations.ts';
import { readAddress, readPrefix } from './address.ts';
import { headerOrigins, type LoweringContext, neutralName, originOf, type Value } from './context.ts';
import { placeOfSelf, readSelfAddress, selfAddressOf } from './self-address.ts';

/** `net ipsec ike-daemon`; what it has no word for is as the device does it. */
export function lowerSettings(context: LoweringContext): IkeSettings {
  const [object] = context.objects(ikeDaemon);
  const face = object === undefined ? undefined : context.face(ikeDaemon, object);
  const seconds = face?.number('natt-keep-alive') ?? byDefault(0);
  notePort(context, face?.text('isakmp-port'), ['500']);
  notePort(context, face?.text('isakmp-natt-port'), ['4500']);
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

/** IKE is spoken from ports 500 and 4500, by everybody. */
export function notePort(context: LoweringContext, value: Value | undefined, usual: readonly string[]): void {
  const at = originOf(value?.origins ?? []);
  if (value === undefined || at.origin === undefined) return;
  const found = diagnostic('TG285', { target: 'the gateway', what: 'ports 500 and 4500' }, at);
  context.report(usual.includes(value.value) ? found : { ...found, status: 'dropped' });
}

export function lowerHostname(context: LoweringContext): Sourced<string> | undefined {
  const [object] = context.objects(globalSettings);
  if (object === undefined || !object.slots.has('hostname')) return undefined;
  const hostname = context.face(globalSettings, object).text('hostname');
  return hostname === undefined
    ? undefined
    : sourced(hostname.value, [...headerOrigins(object), ...hostname.origins]);
}

/** Routes that lead to a remote selector, to a peer, or into a tunnel; others are no matter of IPsec. */
export function lowerRoutes(
  context: LoweringContext,
  { peers, policies, interfaces }: Pick<Gateway, 'peers' | 'policies' | 'interfaces'>,
): readonly Route[] {
  const isDestination = tunnelDestinations(peers, policies);
  const tunnels = new Set(interfaces.map(({ name }) => name));
  return context.objects(routeComponent).flatMap((object) => {
    const typed = object.slots.get('network')?.at(-1)?.values['value'];
    const { prefix, domain } = readPrefix(typeof typed === 'string' ? typed : 'default');
    const interval = prefixInterval(prefix);
    const way = object.slots.get('interface')?.at(-1)?.values['value'];
    const isInto = typeof way === 'string' && tunnels.has(neutralName(fullName(way)));
    if (typed === undefined) return [];
    if (interval !== undefined && !isDestination(interval) && !isInto) return [];
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
            ...(exit === undefined ? {} : { interface: neutralName(fullName(exit.value)) }),
          },
          [...(hop?.origins ?? []), ...(exit?.origins ?? [])],
        ),
        vrf: domain === undefined ? undefined : sourced(domain, network?.origins ?? []),
      }),
    ];
  });
}

/** Self addresses that a tunnel starts from; those on a tunnel are the tunnel's. */
export function lowerSelfAddresses(
  context: LoweringContext,
  { policies, interfaces }: Pick<Gateway, 'policies' | 'interfaces'>,
): readonly Interface[] {
  const locals = new Set(policies.flatMap(({ tunnel }) => tunnel.local ?? []));
  const tunnels = new Set(interfaces.map(({ name }) => name));
  return context.objects(selfComponent).flatMap((object) => {
    const address = selfAddressOf(object);
    if (address === undefined || !locals.has(address)) return [];
    const found = tunnels.has(neutralName(placeOfSelf(object)))
      ? undefined
      : readSelfAddress(context, object);
    if (found === undefined) return [];
    const { prefix, domain, placed, written } = found;
    return [
      assemble<Interface>(context.origins, {
        name: sourced(neutralName(object.key), placed),
        kind: derived('physical'),
        addresses: sourced([prefix], written),
        vrf: domain === undefined ? undefined : sourced(domain, written),
        enabled: derived(true),
      }),
    ];
  });
}
