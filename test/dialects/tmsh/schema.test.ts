import { describe, expect, it } from 'vitest';
import {
  ikeDaemon,
  ikePeer,
  ipsecPolicy,
  manualSecurityAssociation,
  trafficSelector,
} from '../../../grammars/tmsh/schema/ipsec.ts';
import { databaseKey, route, routeDomain, self, virtual } from '../../../grammars/tmsh/schema/network.ts';
import type { Component, Property } from '../../../grammars/tmsh/schema/property.ts';
import { tunnel, tunnelProfile } from '../../../grammars/tmsh/schema/tunnels.ts';

/** Values and default of a property; `!` after the name: it must be given. `-`: there is no default. */
type Rows = Readonly<Record<string, readonly [values: string, value: string]>>;

const FILE = ['text', 'none'] as const;
const TEXT = ['text', '-'] as const;
const IKE_GROUPS =
  'modp768 modp1024 modp1536 modp2048 modp3072 modp4096 modp6144 modp8192 ecp256 ecp384 ecp521';
const ID_TYPES = ['address asn1dn fqdn keyid-tag user-fqdn', 'asn1dn'] as const;
const COMBINED = 'aes-gcm128 aes-gcm192 aes-gcm256 aes-gmac128 aes-gmac192 aes-gmac256';
const ADMINISTRATIVE: Rows = { 'app-service': FILE, partition: TEXT };

/** `reference/tmsh.md` 2.1 to 2.5 and 2.7, typed by hand. */
const TABLES: readonly (readonly [Component, Rows])[] = [
  [
    ikeDaemon,
    {
      description: FILE,
      'isakmp-natt-port': ['0-65535', '4500'],
      'isakmp-port': ['0-65535', '500'],
      'log-level': ['error warning notify info debug debug2', 'info'],
      'log-publisher': ['text', '/Common/default-ipsec-log-publisher'],
      'natt-keep-alive': ['0-4294967295 seconds', '0'],
    },
  ],
  [
    ikePeer,
    {
      ...ADMINISTRATIVE,
      'address-list': ['text 16', 'none'],
      'ca-cert-file': FILE,
      'crl-file': FILE,
      'debug-payloads': ['text 16', '-'],
      description: FILE,
      'dpd-delay': ['0-4294967295 seconds', '30'],
      'generate-policy': ['off on unique', 'off'],
      'ip-macro': ['text 16', 'none'],
      'ip4-dhcp': ['text 16', 'none'],
      'ip4-dns': ['text 16', 'none'],
      'ip6-dhcp': ['text 16', 'none'],
      'ip6-dns': ['text 16', 'none'],
      lifetime: ['1-4294967295 minutes', '1440'],
      'local-port': ['0-65535 16', '-'],
      mode: ['main aggressive', 'main'],
      'my-cert-file': FILE,
      'my-cert-key-file': FILE,
      'my-cert-key-passphrase': FILE,
      'my-id-type': ID_TYPES,
      'my-id-value': FILE,
      'nat-traversal': ['on off force', 'off'],
      'ocsp-cert-validator': ['text 16', '-'],
      'ocsp-ha-reauth': ['text 16', '-'],
      'ocsp-jitter-percent': ['0-100 percent 16', '-'],
      'ocsp-lifetime': ['0-4294967295 16', '-'],
      'ocsp-reauth-fail-open': ['true false 16', '-'],
      passive: ['true false', 'false'],
      'peer-dynamic-ip': ['text 16', '-'],
      'peers-cert-file': FILE,
      'peers-cert-type': ['certfile none', 'none'],
      'peers-id-type': ID_TYPES,
      'peers-id-value': FILE,
      'phase1-auth-method': [
        'pre-shared-key rsa-signature dss ecdsa-256 ecdsa-384 ecdsa-521',
        'rsa-signature',
      ],
      'phase1-encrypt-algorithm': [
        '3des aes aes128 aes192 aes256 blowfish camellia cast128 des; 16: aes-gcm128 aes-gcm192 aes-gcm256',
        '3des',
      ],
      'phase1-hash-algorithm': [
        'md5 sha1 sha256 sha384 sha512; 16: aes-gcm128 aes-gcm192 aes-gcm256',
        'sha256',
      ],
      'phase1-perfect-forward-secrecy': [IKE_GROUPS, 'modp1024'],
      'preshared-key': TEXT,
      'preshared-key-encrypted': TEXT,
      prf: ['sha1 sha256 sha384 sha512', 'sha256'],
      'proposal-check': ['claim exact obey strict', '-'],
      'proxy-support': ['enabled disabled', 'enabled'],
      'remote-address!': ['address', '-'],
      'remote-port': ['0-65535 16', '-'],
      'replay-window-size': ['0-4294967295 packets', '64'],
      state: ['enabled disabled', 'enabled'],
      'traffic-selector': ['list of net ipsec traffic-selector', 'none'],
      'verify-cert': ['true false', 'false'],
      version: ['list: v1 v2', 'v1'],
    },
  ],
  [
    ipsecPolicy,
    {
      ...ADMINISTRATIVE,
      description: FILE,
      'ike-phase2-auth-algorithm': [`sha1 sha256 sha384 sha512 ${COMBINED}`, 'aes-gcm128'],
      'ike-phase2-encrypt-algorithm': [`null 3des aes128 aes192 aes256 ${COMBINED}`, 'aes-gcm128'],
      'ike-phase2-lifetime': ['1-4294967295 minutes', '1440'],
      'ike-phase2-lifetime-kilobytes': ['0-4294967295 kilobytes', '0'],
      'ike-phase2-perfect-forward-secrecy': [
        'none modp768 modp1024 modp1536 modp2048 modp3072 modp4096 modp6144 modp8192; 16: ecp256 ecp384 ecp521',
        'none',
      ],
      ipcomp: ['none null deflate', 'none'],
      mode: ['transport tunnel interface isession', 'transport'],
      protocol: ['esp ah', 'esp'],
      'tunnel-local-address': ['address', 'any6'],
      'tunnel-remote-address': ['address', 'any6'],
    },
  ],
  [
    trafficSelector,
    {
      ...ADMINISTRATIVE,
      action: ['protect bypass discard', 'protect'],
      description: FILE,
      'destination-address!': ['prefix', '-'],
      'destination-port': ['port', 'any'],
      direction: ['both in out', 'both'],
      'ip-protocol': ['text', '255'],
      'ipsec-policy': ['net ipsec ipsec-policy', 'default-ipsec-policy'],
      order: ['0-4294967295', '0'],
      'source-address!': ['prefix', '-'],
      'source-port': ['port', 'any'],
    },
  ],
  [
    manualSecurityAssociation,
    {
      ...ADMINISTRATIVE,
      'auth-algorithm': ['sha1', 'sha1'],
      'auth-key': TEXT,
      'auth-key-encrypted': TEXT,
      description: FILE,
      'destination-address!': ['address', '-'],
      'encrypt-algorithm': ['3des aes128 aes192 aes256 null', '-'],
      'encrypt-key': TEXT,
      'encrypt-key-encrypted': TEXT,
      'ipsec-policy!': ['net ipsec ipsec-policy', '-'],
      protocol: ['esp ah', 'esp'],
      'source-address!': ['address', '-'],
      'spi!': ['256-4294967295', '-'],
    },
  ],
  [
    tunnelProfile,
    {
      ...ADMINISTRATIVE,
      'defaults-from': ['net tunnels ipsec', '/Common/ipsec'],
      description: FILE,
      'traffic-selector': ['net ipsec traffic-selector', '-'],
    },
  ],
  [
    tunnel,
    {
      ...ADMINISTRATIVE,
      'auto-lasthop': ['default enabled disabled', 'default'],
      description: FILE,
      'idle-timeout': ['0-4294967295 seconds', '300'],
      key: ['0-4294967295', '0'],
      'local-address!': ['address', '-'],
      mode: ['bidirectional inbound outbound', 'bidirectional'],
      mtu: ['0-65535 octets', '0'],
      profile: ['text', '/Common/gre'],
      'remote-address!': ['address', '-'],
      'secondary-address': ['address', 'any6'],
      tos: ['text', 'preserve'],
      'traffic-group': FILE,
      transparent: ['enabled disabled', 'disabled'],
      'use-pmtu': ['enabled disabled', 'enabled'],
    },
  ],
  [
    self,
    {
      ...ADMINISTRATIVE,
      'address!': ['prefix', '-'],
      'address-source': TEXT,
      'allow-service': ['items', 'none'],
      description: FILE,
      floating: ['enabled disabled', '-'],
      'inherited-traffic-group': ['true false', '-'],
      'traffic-group': TEXT,
      unit: TEXT,
      'vlan!': ['net vlan', '-'],
    },
  ],
  [
    route,
    {
      ...ADMINISTRATIVE,
      blackhole: ['flag', '-'],
      description: FILE,
      gw: ['address', '-'],
      interface: TEXT,
      mtu: ['0-65535 octets', '0'],
      'network!': ['prefix', '-'],
      pool: TEXT,
    },
  ],
  [
    routeDomain,
    {
      ...ADMINISTRATIVE,
      description: FILE,
      id: ['0-65534', '-'],
      vlans: ['list of net vlan', '-'],
    },
  ],
  [databaseKey, { value: TEXT }],
  [
    virtual,
    {
      ...ADMINISTRATIVE,
      'creation-time': TEXT,
      description: FILE,
      'destination!': TEXT,
      'ip-forward': ['flag', '-'],
      'ip-protocol': ['text', 'any'],
      'last-modified-time': TEXT,
      mask: TEXT,
      profiles: ['items', '-'],
      'serverssl-use-sni': ['enabled disabled', '-'],
      source: ['prefix', '0.0.0.0/0'],
      'translate-address': ['enabled disabled', 'enabled'],
      'translate-port': ['enabled disabled', 'enabled'],
      vlans: ['list of net vlan', '-'],
      'vlans-enabled': ['flag', '-'],
      'vs-index': ['0-4294967295', '-'],
    },
  ],
];

function valuesOf({ type, unit, since }: Property): string {
  return [typeText(type), unit, since].filter((part) => part !== undefined).join(' ');
}

function typeText(type: Property['type']): string {
  switch (type.kind) {
    case 'string':
      return 'text';
    case 'integer':
      return `${type.minimum}-${type.maximum}`;
    case 'choice':
      return [
        type.words.join(' '),
        ...(type.since16 === undefined ? [] : [`16: ${type.since16.join(' ')}`]),
      ].join('; ');
    case 'reference':
      return type.to;
    case 'list':
      return type.words === undefined ? `list of ${type.to ?? 'text'}` : `list: ${type.words.join(' ')}`;
    case 'flag':
    case 'address':
    case 'prefix':
    case 'port':
    case 'items':
      return type.kind;
    default:
      return type satisfies never;
  }
}

/** A component as the tables above have it. */
function tableOf({ properties }: Component): Rows {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      property.required === true ? `${name}!` : name,
      [valuesOf(property), property.default ?? '-'],
    ]),
  );
}

describe('properties, their values, units, releases and defaults', () => {
  it.each(TABLES.map(([component, rows]) => [component.name, component, rows] as const))(
    '%s',
    (_, component, rows) => {
      expect(tableOf(component)).toEqual(rows);
    },
  );

  it('97 defaults', () => {
    const defaults = TABLES.flatMap(([, rows]) => Object.values(rows).filter(([, value]) => value !== '-'));
    expect(defaults).toHaveLength(97);
  });
});
