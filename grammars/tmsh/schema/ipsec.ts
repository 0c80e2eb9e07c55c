import {
  address,
  ADMINISTRATIVE,
  choice,
  component,
  integer,
  list,
  port,
  prefix,
  reference,
  string,
} from './property.ts';

/** What concerns certificates or remote access only: it has no part in a site-to-site tunnel with a key. */
const CERTIFICATE = { code: 'TG272', advice: 'set up certificates by hand' } as const;
const REMOTE_ACCESS = { code: 'TG162', advice: 'it serves remote access' } as const;
const MODP = [
  'modp768',
  'modp1024',
  'modp1536',
  'modp2048',
  'modp3072',
  'modp4096',
  'modp6144',
  'modp8192',
] as const;
const ECP = ['ecp256', 'ecp384', 'ecp521'] as const;
const GCM = ['aes-gcm128', 'aes-gcm192', 'aes-gcm256'] as const;
const GMAC = ['aes-gmac128', 'aes-gmac192', 'aes-gmac256'] as const;
const ID_TYPES = ['address', 'asn1dn', 'fqdn', 'keyid-tag', 'user-fqdn'] as const;
const UNSIGNED = 4_294_967_295;

/** `net ipsec ike-daemon ikedaemon` (tmsh reference 2.1). Other ports than 500 and 4500 are not supported. */
export const ikeDaemon = component(
  'net ipsec ike-daemon',
  {
    description: string({ default: 'none', unread: 'out-of-scope' }),
    'isakmp-natt-port': integer(0, 65_535, { default: '4500' }),
    'isakmp-port': integer(0, 65_535, { default: '500' }),
    'log-level': choice(['error', 'warning', 'notify', 'info', 'debug', 'debug2'], {
      default: 'info',
      unread: { code: 'TG284', advice: 'set the log level by hand' },
    }),
    'log-publisher': string({
      default: '/Common/default-ipsec-log-publisher',
      alwaysListed: true,
      unread: 'out-of-scope',
    }),
    'natt-keep-alive': integer(0, UNSIGNED, { default: '0', uncertain: true, unit: 'seconds' }), // 0: none are sent
  },
  { singleton: '/Common/ikedaemon' },
);

/**
 * `net ipsec ike-peer NAME` (tmsh reference 2.2). No listing of a release has `proposal-check`: racoon's word is taken
 * as it was meant. `address-list` and `peer-dynamic-ip` are for peers of IKEv2 that may be anywhere.
 */
export const ikePeer = component('net ipsec ike-peer', {
  'address-list': string({ default: 'none', since: '16' }),
  ...ADMINISTRATIVE,
  'ca-cert-file': string({ default: 'none' }),
  'crl-file': string({ default: 'none' }),
  'debug-payloads': string({ since: '16', unread: 'out-of-scope' }),
  description: string({ default: 'none' }),
  'dpd-delay': integer(0, UNSIGNED, { default: '30', unit: 'seconds' }), // 0: never
  'generate-policy': choice(['off', 'on', 'unique'], { default: 'off' }),
  'ip-macro': string({ default: 'none', since: '16', unread: REMOTE_ACCESS }),
  'ip4-dhcp': string({ default: 'none', since: '16', unread: REMOTE_ACCESS }),
  'ip4-dns': string({ default: 'none', since: '16', unread: REMOTE_ACCESS }),
  'ip6-dhcp': string({ default: 'none', since: '16', unread: REMOTE_ACCESS }),
  'ip6-dns': string({ default: 'none', since: '16', unread: REMOTE_ACCESS }),
  lifetime: integer(1, UNSIGNED, { default: '1440', unit: 'minutes' }),
  'local-port': integer(0, 65_535, { since: '16' }),
  mode: choice(['main', 'aggressive'], { default: 'main' }),
  'my-cert-file': string({ default: 'none' }),
  'my-cert-key-file': string({ default: 'none' }),
  'my-cert-key-passphrase': string({ default: 'none', secret: true, unread: CERTIFICATE }),
  'my-id-type': choice(ID_TYPES, { default: 'asn1dn' }),
  'my-id-value': string({ default: 'none' }),
  'nat-traversal': choice(['on', 'off', 'force'], { default: 'off' }),
  'ocsp-cert-validator': string({ since: '16', unread: CERTIFICATE }),
  'ocsp-ha-reauth': string({ since: '16', unread: CERTIFICATE }),
  'ocsp-jitter-percent': integer(0, 100, { since: '16', unit: 'percent', unread: CERTIFICATE }),
  'ocsp-lifetime': integer(0, UNSIGNED, { since: '16', unread: CERTIFICATE }),
  'ocsp-reauth-fail-open': choice(['true', 'false'], { since: '16', unread: CERTIFICATE }),
  passive: choice(['true', 'false'], { default: 'false' }),
  'peer-dynamic-ip': string({ since: '16' }),
  'peers-cert-file': string({ default: 'none' }),
  'peers-cert-type': choice(['certfile', 'none'], { default: 'none' }),
  'peers-id-type': choice(ID_TYPES, { default: 'asn1dn' }),
  'peers-id-value': string({ default: 'none' }),
  'phase1-auth-method': choice(
    ['pre-shared-key', 'rsa-signature', 'dss', 'ecdsa-256', 'ecdsa-384', 'ecdsa-521'],
    { default: 'rsa-signature' },
  ),
  'phase1-encrypt-algorithm': choice(
    ['3des', 'aes', 'aes128', 'aes192', 'aes256', 'blowfish', 'camellia', 'cast128', 'des'],
    { default: '3des', since16: GCM },
  ),
  'phase1-hash-algorithm': choice(['md5', 'sha1', 'sha256', 'sha384', 'sha512'], {
    default: 'sha256',
    since16: GCM,
  }),
  'phase1-perfect-forward-secrecy': choice([...MODP, ...ECP], { default: 'modp1024' }),
  'preshared-key': string({ secret: true }),
  'preshared-key-encrypted': string({ secret: true }),
  prf: choice(['sha1', 'sha256', 'sha384', 'sha512'], { default: 'sha256' }),
  'proposal-check': choice(['claim', 'exact', 'obey', 'strict']),
  'proxy-support': choice(['enabled', 'disabled'], { default: 'enabled' }),
  'remote-address': address({ required: true }),
  'remote-port': integer(0, 65_535, { since: '16' }),
  'replay-window-size': integer(0, UNSIGNED, { default: '64', unit: 'packets' }),
  state: choice(['enabled', 'disabled'], { default: 'enabled' }),
  'traffic-selector': list('several', { default: 'none', to: 'net ipsec traffic-selector' }),
  'verify-cert': choice(['true', 'false'], { default: 'false' }),
  version: list('one', { words: ['v1', 'v2'], default: 'v1', alwaysListed: true }),
});

/** `net ipsec ipsec-policy NAME` (tmsh reference 2.3). 0 kilobytes: no limit by volume. */
export const ipsecPolicy = component('net ipsec ipsec-policy', {
  ...ADMINISTRATIVE,
  description: string({ default: 'none' }),
  'ike-phase2-auth-algorithm': choice(['sha1', 'sha256', 'sha384', 'sha512', ...GCM, ...GMAC], {
    default: 'aes-gcm128',
  }),
  'ike-phase2-encrypt-algorithm': choice(['null', '3des', 'aes128', 'aes192', 'aes256', ...GCM, ...GMAC], {
    default: 'aes-gcm128',
  }),
  'ike-phase2-lifetime': integer(1, UNSIGNED, { default: '1440', unit: 'minutes' }),
  'ike-phase2-lifetime-kilobytes': integer(0, UNSIGNED, { default: '0', unit: 'kilobytes' }),
  'ike-phase2-perfect-forward-secrecy': choice(['none', ...MODP], { default: 'none', since16: ECP }),
  ipcomp: choice(['none', 'null', 'deflate'], { default: 'none' }),
  mode: choice(['transport', 'tunnel', 'interface', 'isession'], { default: 'transport' }),
  protocol: choice(['esp', 'ah'], { default: 'esp' }),
  'tunnel-local-address': address({ default: 'any6' }),
  'tunnel-remote-address': address({ default: 'any6' }),
});

/** `net ipsec traffic-selector NAME` (tmsh reference 2.4). Port 0 and `any`, protocol 255: every one. */
export const trafficSelector = component('net ipsec traffic-selector', {
  action: choice(['protect', 'bypass', 'discard'], { default: 'protect' }),
  ...ADMINISTRATIVE,
  description: string({ default: 'none', unread: 'out-of-scope' }),
  'destination-address': prefix({ required: true }),
  'destination-port': port({ default: 'any' }),
  direction: choice(['both', 'in', 'out'], { default: 'both' }),
  'ip-protocol': string({ default: '255' }),
  'ipsec-policy': reference('net ipsec ipsec-policy', { default: 'default-ipsec-policy' }),
  order: integer(0, UNSIGNED, { default: '0' }),
  'source-address': prefix({ required: true }),
  'source-port': port({ default: 'any' }),
});

/**
 * `net ipsec manual-security-association NAME`: one direction of an SA with keys of its own (tmsh reference 2.5). Keys
 * are text; the listed form is encrypted.
 */
export const manualSecurityAssociation = component('net ipsec manual-security-association', {
  ...ADMINISTRATIVE,
  'auth-algorithm': choice(['sha1'], { default: 'sha1', uncertain: true }),
  'auth-key': string({ secret: true }),
  'auth-key-encrypted': string({ secret: true }),
  description: string({ default: 'none', unread: 'out-of-scope' }),
  'destination-address': address({ required: true }),
  'encrypt-algorithm': choice(['3des', 'aes128', 'aes192', 'aes256', 'null']),
  'encrypt-key': string({ secret: true }),
  'encrypt-key-encrypted': string({ secret: true }),
  'ipsec-policy': reference('net ipsec ipsec-policy', { required: true }),
  protocol: choice(['esp', 'ah'], { default: 'esp' }),
  'source-address': address({ required: true }),
  spi: integer(256, UNSIGNED, { required: true }),
});
