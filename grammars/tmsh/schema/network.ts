import {
  address,
  ADMINISTRATIVE,
  choice,
  component,
  flag,
  integer,
  items,
  list,
  prefix,
  reference,
  string,
} from './property.ts';

const VIRTUAL_ONLY = 'out-of-scope' as const;

/** `net route NAME` (tmsh reference 2.7). */
export const route = component(
  'net route',
  {
    ...ADMINISTRATIVE,
    blackhole: flag({ unread: 'out-of-scope' }),
    description: string({ default: 'none', unread: 'out-of-scope' }),
    gw: address({}),
    interface: string({}),
    mtu: integer(0, 65_535, { default: '0', unit: 'octets', unread: 'out-of-scope' }),
    network: prefix({ required: true }),
    pool: string({ unread: 'out-of-scope' }),
  },
  { open: true },
);

/** `net route-domain NAME` (tmsh reference 2.7): its number stands at the addresses that are in it. */
export const routeDomain = component(
  'net route-domain',
  {
    ...ADMINISTRATIVE,
    description: string({ default: 'none', unread: 'out-of-scope' }),
    id: integer(0, 65_534, { unread: 'out-of-scope' }),
    vlans: list('several', { to: 'net vlan', unread: 'out-of-scope' }),
  },
  { open: true },
);

/** `net self NAME` (tmsh reference 2.7): read for its address, written only where `--map` names the VLAN. */
export const self = component(
  'net self',
  {
    address: prefix({ required: true }),
    'address-source': string({ unread: 'out-of-scope' }),
    'allow-service': items({ default: 'none', unread: 'out-of-scope' }),
    ...ADMINISTRATIVE,
    description: string({ default: 'none', unread: 'out-of-scope' }),
    floating: choice(['enabled', 'disabled'], { unread: 'out-of-scope' }),
    'inherited-traffic-group': choice(['true', 'false'], { unread: 'out-of-scope' }),
    'traffic-group': string({ unread: 'out-of-scope' }),
    unit: string({ unread: 'out-of-scope' }),
    vlan: reference('net vlan', { required: true }),
  },
  { open: true },
);

/**
 * `ltm virtual NAME`, as far as a forwarding virtual server goes (tmsh reference 2.7): policy mode needs one for
 * the traffic of each selector.
 */
export const virtual = component(
  'ltm virtual',
  {
    ...ADMINISTRATIVE,
    'creation-time': string({ unread: VIRTUAL_ONLY }),
    description: string({ default: 'none', unread: VIRTUAL_ONLY }),
    destination: string({ required: true }),
    'ip-forward': flag(),
    'ip-protocol': string({ default: 'any' }),
    'last-modified-time': string({ unread: VIRTUAL_ONLY }),
    mask: string({}),
    profiles: items({}),
    'serverssl-use-sni': choice(['enabled', 'disabled'], { unread: VIRTUAL_ONLY }),
    source: prefix({ default: '0.0.0.0/0' }),
    'translate-address': choice(['enabled', 'disabled'], { default: 'enabled' }),
    'translate-port': choice(['enabled', 'disabled'], { default: 'enabled' }),
    vlans: list('several', { to: 'net vlan', unread: VIRTUAL_ONLY }),
    'vlans-enabled': flag({ unread: VIRTUAL_ONLY }),
    'vs-index': integer(0, 4_294_967_295, { unread: VIRTUAL_ONLY }),
  },
  { open: true },
);

/** `sys global-settings`: the host name alone. */
export const globalSettings = component(
  'sys global-settings',
  { hostname: string({}) },
  { singleton: '', open: true },
);

/** `sys db NAME`: what interface mode needs of the device (tmsh reference 2.7). */
export const databaseKey = component(
  'sys db',
  { value: string({ quoted: true }) },
  { open: true, folderless: true },
);
