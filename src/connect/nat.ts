import { isIpv6Address, isPrivateAddress } from '../ir/address.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Address } from '../ir/scalars.ts';
import { addressesTowards, type Gateways, otherOf, type Which } from './end.ts';
import type { Peering } from './peering.ts';

/** The outside address of the NAT device before an end; absent: there is none. */
export type NatsBefore = Readonly<Partial<Record<Which, Address>>>;

/** Of networks for tests (RFC 2544) and documentation (RFC 3849), where no text says an address. */
const OUTSIDE = { ipv4: '198.19.255.254', ipv6: '2001:db8:19::1' } as const;
const INSIDE = {
  left: { ipv4: '10.255.255.2', ipv6: '2001:db8:19::2' },
  right: { ipv4: '10.255.254.2', ipv6: '2001:db8:19::3' },
} as const;

/**
 * NAT devices that are told of (`wanted`), and those that must be there: an end's own address is private, the other end's
 * is not, and that looks for it at a public one.
 */
export function natsBefore(gateways: Gateways, peering: Peering, wanted: readonly Which[]): NatsBefore {
  const found = (['left', 'right'] as const).flatMap((which): [Which, Address][] => {
    const outside = placeSeen(peering, otherOf(which));
    if (wanted.includes(which)) {
      const [own = ''] = addressesTowards(gateways[which], peering[which]);
      return [[which, outside ?? OUTSIDE[isIpv6Address(own) ? 'ipv6' : 'ipv4']]];
    }
    return outside !== undefined && isHidden(gateways, peering, which) ? [[which, outside]] : [];
  });
  return Object.fromEntries(found);
}

/** Where an end looks for the other one. */
function placeSeen(peering: Peering, which: Which): Address | undefined {
  return peering[which].remote.flatMap((place) => ('address' in place ? place.address : []))[0];
}

function isHidden(gateways: Gateways, peering: Peering, which: Which): boolean {
  const isInside = (one: Which): boolean => {
    const own = addressesTowards(gateways[one], peering[one]);
    const seen = placeSeen(peering, otherOf(one));
    return own.length > 0 && own.every(isPrivateAddress) && seen !== undefined && !isPrivateAddress(seen);
  };
  const others = addressesTowards(gateways[otherOf(which)], peering[otherOf(which)]);
  const isOtherOutside = others.length > 0 && !others.some(isPrivateAddress);
  return isInside(which) && (isOtherOutside || isInside(otherOf(which)));
}

/** An end that a NAT device hides: where its own address is the outside one, it has one behind the device instead. */
export function insideOf(
  which: Which,
  gateway: Gateway,
  addresses: readonly Address[],
  outside: Address,
): { readonly gateway: Gateway; readonly addresses: readonly Address[] } {
  const inner = addresses.filter((address) => address !== outside);
  if (inner.length > 0) return { gateway, addresses: inner };
  const inside = INSIDE[which][isIpv6Address(outside) ? 'ipv6' : 'ipv4'];
  const policies = gateway.policies.map((policy) => ({
    ...policy,
    tunnel: { ...policy.tunnel, local: inside },
  }));
  return { gateway: { ...gateway, policies }, addresses: [inside] };
}
