import { address, ADMINISTRATIVE, choice, component, integer, reference, string } from './property.ts';

/** `net tunnels ipsec NAME`: the profile that ties a tunnel to its traffic-selector (tmsh reference 2.7). */
export const tunnelProfile = component('net tunnels ipsec', {
  ...ADMINISTRATIVE,
  'defaults-from': reference('net tunnels ipsec', { default: '/Common/ipsec', alwaysListed: true }),
  description: string({ default: 'none', unread: 'out-of-scope' }),
  'traffic-selector': reference('net ipsec traffic-selector', {}),
});

/**
 * `net tunnels tunnel NAME` (tmsh reference 2.7). `mtu` 0: computed. Tunnels of other profiles are no matter of IPsec.
 */
export const tunnel = component(
  'net tunnels tunnel',
  {
    ...ADMINISTRATIVE,
    'auto-lasthop': choice(['default', 'enabled', 'disabled'], {
      default: 'default',
      unread: 'out-of-scope',
    }),
    description: string({ default: 'none', unread: 'out-of-scope' }),
    'idle-timeout': integer(0, 4_294_967_295, { default: '300', unit: 'seconds', unread: 'out-of-scope' }),
    key: integer(0, 4_294_967_295, { default: '0', unread: 'out-of-scope' }),
    'local-address': address({ required: true }),
    mode: choice(['bidirectional', 'inbound', 'outbound'], {
      default: 'bidirectional',
      unread: 'out-of-scope',
    }),
    mtu: integer(0, 65_535, { default: '0', unit: 'octets' }),
    profile: string({ default: '/Common/gre' }),
    'remote-address': address({ required: true }),
    'secondary-address': address({ default: 'any6', unread: 'out-of-scope' }),
    tos: string({ default: 'preserve', unread: 'out-of-scope' }),
    'traffic-group': string({ default: 'none', unread: 'out-of-scope' }),
    transparent: choice(['enabled', 'disabled'], { default: 'disabled', unread: 'out-of-scope' }),
    'use-pmtu': choice(['enabled', 'disabled'], { default: 'enabled', unread: 'out-of-scope' }),
  },
  { open: true },
);
