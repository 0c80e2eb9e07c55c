import type { Face } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { interfaceView } from '../../../../grammars/vrp/chapters/interface.ts';
import { canonicalAddress, prefixLength } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Interface } from '../../../ir/gateway.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { headerOrigins, type LoweringContext, originOf, originsOfAll } from './context.ts';
import { interfaceAddresses, interfaceNamed, lowerTunnel } from './tunnel-interface.ts';

export type InterfaceFace = Face<(typeof interfaceView)['slots']>;

/** An interface that a policy group or a profile is bound to. */
export interface Binding {
  readonly name: string;
  /** `profile`: by `ipsec profile`; all that is routed into the interface is protected. */
  readonly kind: 'policy' | 'profile';
  /** Name of the group or profile. */
  readonly group: string;
  /** The line that binds. */
  readonly bindingOrigins: readonly number[];
  /** The header and the binding line. */
  readonly origins: readonly number[];
  /** Where IKE starts: the first address of each family, or a tunnel's source; empty: the text has none. */
  readonly addresses: readonly Sourced<Address>[];
  /** The far end of a tunnel interface. */
  readonly destination: Sourced<Address> | undefined;
  readonly interface: Interface;
}

/** Interfaces with `ipsec policy NAME` or `ipsec profile NAME`, in file order. Others are no matter of IPsec. */
export function lowerBindings(context: LoweringContext): readonly Binding[] {
  return context
    .objects('interface')
    .filter(({ slots }) => slots.has('ipsecPolicy') || slots.has('ipsecProfile'))
    .map((object) => lowerBinding(context, object));
}

function lowerBinding(context: LoweringContext, object: ConfigurationObject): Binding {
  const face = context.face(interfaceView, object);
  const policy = face.one('ipsecPolicy');
  const profile = policy === undefined ? face.one('ipsecProfile') : undefined;
  if (policy !== undefined) refuseSecondBinding(context, face);
  const group = policy?.text('name') ?? profile?.text('name') ?? '';
  const byProfile = profile !== undefined || context.object('ipsec-profile', group) !== undefined;
  const name = object.key.replace(/ +/g, '');
  const bindingOrigins = originsOfAll([policy, profile]);
  noteRole(context, policy?.text('role') ?? profile?.text('group'), bindingOrigins);
  const tunnel = byProfile ? lowerTunnel(context, face, name) : undefined;
  if (!byProfile) notePassiveTunnel(context, face);
  const origins = [...headerOrigins(object), ...bindingOrigins];
  const own =
    tunnel === undefined
      ? interfaceAddresses(context, object)
      : tunnel.address === undefined
        ? []
        : [tunnel.address];
  return {
    name,
    kind: byProfile ? 'profile' : 'policy',
    group,
    bindingOrigins,
    origins,
    addresses: own.map((address) => sourced(address.value, [...origins, ...address.origins])),
    destination: tunnel?.destination,
    interface: lowerInterface(context, object, name, tunnel?.tunnel),
  };
}

function lowerInterface(
  context: LoweringContext,
  object: ConfigurationObject,
  name: string,
  tunnel: Sourced<NonNullable<Interface['tunnel']>> | undefined,
): Interface {
  const face = context.face(interfaceView, object);
  const shutdown = face.one('shutdown');
  const vpn = face.one('vpnInstance');
  const vrf = vpn?.text('vpn');
  const mtu = face.one('mtu');
  return assemble<Interface>(context.origins, {
    name: sourced(name, headerOrigins(object)),
    kind: derived(tunnel === undefined ? kindOf(name) : 'tunnel'),
    addresses: lowerAddresses(context, face),
    vrf: vpn === undefined || vrf === undefined ? undefined : sourced(vrf, vpn.origins),
    enabled: shutdown === undefined ? byDefault(true) : sourced(shutdown.negated, shutdown.origins),
    mtu: mtu === undefined ? undefined : sourced(mtu.number('octets') ?? 0, mtu.origins),
    tunnel,
  });
}

/** With a policy group a tunnel interface only carries the local address (`translation.md` 5.1): like a loopback. */
function kindOf(name: string): Interface['kind'] {
  return /^(?:loopback|tunnel)/i.test(name) ? 'loopback' : 'physical';
}

/** An interface without an address of its own has that of another. */
function lowerAddresses(context: LoweringContext, face: InterfaceFace): Sourced<readonly string[]> {
  const own = face.all('address').map((reading) => {
    const length = prefixLength(reading.text('length') ?? '32') ?? 32;
    return { value: `${context.address(reading.text('address') ?? '', reading)}/${length}`, reading };
  });
  const own6 = face.all('address6').map((reading) => {
    const typed = reading.text('prefix') ?? `${reading.text('address')}/${reading.text('prefix-length')}`;
    const [address = '', length] = typed.split('/');
    return { value: `${canonicalAddress(address) ?? address}/${length}`, reading };
  });
  const all = [...own, ...own6];
  const lender = face.one('unnumbered');
  const lent = all.length === 0 ? interfaceNamed(context, lender?.text('lender')) : undefined;
  if (lent !== undefined && lender !== undefined) {
    const addresses = lowerAddresses(context, context.face(interfaceView, lent));
    return sourced(addresses.value, [...lender.origins, ...addresses.origins]);
  }
  return sourced(
    all.map(({ value }) => value),
    originsOfAll(all.map(({ reading }) => reading)),
  );
}

/** A device takes one binding an interface. */
function refuseSecondBinding(context: LoweringContext, face: InterfaceFace): void {
  const profile = face.one('ipsecProfile');
  if (profile === undefined) return;
  const [a, b] = ['"ipsec profile"', '"ipsec policy" of the same interface'];
  context.report(diagnostic('TG118', { a, b }, originOf(profile.origins)));
}

/** Roles of a pair of devices, and boards, belong to the device. */
function noteRole(context: LoweringContext, role: string | undefined, origins: readonly number[]): void {
  if (role === undefined) return;
  const advice = 'set up high availability and boards by hand';
  context.report({
    ...diagnostic('TG269', { target: 'other devices', advice: `${advice} (${role})` }, originOf(origins)),
  });
}

/** `tunnel-protocol ipsec` below a policy group says nothing more. */
function notePassiveTunnel(context: LoweringContext, face: InterfaceFace): void {
  for (const slot of ['tunnelProtocol', 'source', 'destination'] as const) {
    for (const { origins } of face.all(slot)) {
      context.report(
        diagnostic('TG119', { what: 'a policy group bound to the interface' }, originOf(origins)),
      );
    }
  }
}
