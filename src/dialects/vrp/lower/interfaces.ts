import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { interfaceView } from '../../../../grammars/vrp/chapters/interface.ts';
import { prefixLength } from '../../../ir/address.ts';
import type { Interface } from '../../../ir/gateway.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { headerOrigins, type LoweringContext, originsOfAll } from './context.ts';

/** An interface that a policy group is bound to. */
export interface Binding {
  readonly name: string;
  readonly group: string;
  /** The line that binds. */
  readonly bindingOrigins: readonly number[];
  /** The header and the binding line. */
  readonly origins: readonly number[];
  /** The first address of the interface; absent: the text has none (DHCP, PPPoE). */
  readonly address: Sourced<Address> | undefined;
  readonly interface: Interface;
}

/** Interfaces with `ipsec policy NAME`, in file order. Others are no matter of IPsec. */
export function lowerBindings(context: LoweringContext): readonly Binding[] {
  return context
    .objects('interface')
    .filter(({ slots }) => slots.has('ipsecPolicy'))
    .map((object) => lowerBinding(context, object));
}

function lowerBinding(context: LoweringContext, object: ConfigurationObject): Binding {
  const face = context.face(interfaceView, object);
  const binding = face.one('ipsecPolicy');
  const addresses = face.all('address').map((reading) => ({
    reading,
    address: context.address(reading.text('address') ?? '', reading),
    length: prefixLength(reading.text('length') ?? '32') ?? 32,
  }));
  const [first] = addresses;
  const shutdown = face.one('shutdown');
  const vpn = face.one('vpnInstance');
  const vrf = vpn?.text('vpn');
  const mtu = face.one('mtu');
  const name = object.key.replace(/ +/g, '');
  const origins = [...headerOrigins(object), ...(binding?.origins ?? [])];
  const lowered = assemble<Interface>(context.origins, {
    name: sourced(name, headerOrigins(object)),
    kind: derived(/^loopback/i.test(name) ? 'loopback' : 'physical'),
    addresses: sourced(
      addresses.map(({ address, length }) => `${address}/${length}`),
      originsOfAll(addresses.map(({ reading }) => reading)),
    ),
    vrf: vpn === undefined || vrf === undefined ? undefined : sourced(vrf, vpn.origins),
    enabled: shutdown === undefined ? byDefault(true) : sourced(shutdown.negated, shutdown.origins),
    mtu: mtu === undefined ? undefined : sourced(mtu.number('octets') ?? 0, mtu.origins),
  });
  return {
    name,
    group: binding?.text('name') ?? '',
    bindingOrigins: binding?.origins ?? [],
    origins,
    address: first === undefined ? undefined : sourced(first.address, [...origins, ...first.reading.origins]),
    interface: lowered,
  };
}
