import { address, component, integer, reference } from './property.ts';

/** The default route domain, and the largest number of one. */
const routeDomain = integer(0, 65_534, { default: '0' });

/** `show|delete net ipsec ike-sa`: filters, in any order (tmsh reference 2.6). */
export const ikeSa = component('net ipsec ike-sa', {
  'peer-ip': address({}),
  'peer-name': reference('net ipsec ike-peer', {}),
  'route-domain': routeDomain,
  'traffic-selector': reference('net ipsec traffic-selector', {}),
});

/** `show|delete net ipsec ipsec-sa`. */
export const ipsecSa = component('net ipsec ipsec-sa', {
  'dst-addr': address({}),
  'route-domain': routeDomain,
  spi: integer(0, 4_294_967_295, {}),
  'src-addr': address({}),
  'traffic-selector': reference('net ipsec traffic-selector', {}),
});

/** What a device has while it runs: it is shown and deleted, and no part of a configuration. */
export const RUNTIME_COMPONENTS = [ikeSa, ipsecSa] as const;
