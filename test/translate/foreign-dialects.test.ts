import { describe, expect, test } from 'vitest';
import { dialects } from '../../src/dialects/registry.ts';
import { chooseDialect } from '../../src/translate/choose-dialect.ts';

/** The first lines of a VPN as each of them writes it. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  [
    'Cisco IOS or ASA',
    'hostname R1\ncrypto isakmp policy 10\n encr aes 256\ncrypto map M 10 ipsec-isakmp\ninterface Gi0/0\n',
  ],
  [
    'Cisco IOS or ASA',
    'crypto ikev1 policy 10\ncrypto map M 1 set peer 203.0.113.2\ntunnel-group 203.0.113.2 type ipsec-l2l\n',
  ],
  [
    'output of a Cisco device',
    'interface: Tunnel1\n    Crypto map tag: M, local addr 203.0.113.1\n   current_peer 203.0.113.2\n',
  ],
  ['Junos', '#\nset system host-name r1\n#\nset security ike proposal P dh-group group14\n'],
  [
    'swanctl.conf of strongSwan',
    'connections {\n  site {\n    remote_addrs = 203.0.113.2\n    remote {\n      auth = psk\n    }\n  }\n}\n',
  ],
  ['ipsec.conf of strongSwan', 'config setup\nconn site\n  left=203.0.113.1\n  right=203.0.113.2\n'],
  ['FortiOS', 'config vpn ipsec phase1-interface\n    edit "site"\n        set proposal aes256-sha256\n'],
  ['VyOS', "set vpn ipsec esp-group E lifetime '3600'\nset vpn ipsec ike-group I lifetime '28800'\n"],
  ['RouterOS', '/ip ipsec profile\nadd name=site\n/ip ipsec peer\nadd name=site\n'],
  ['PAN-OS', 'set network ike gateway site protocol ikev2\nset network tunnel ipsec site auto-key\n'],
];

describe('what no dialect reads is named, and taken for no other', () => {
  test.each(TEXTS)('%s', (name, text) => {
    expect(chooseDialect([text], dialects)).toStrictEqual({
      kind: 'problem',
      message: `this looks like ${name}, which is not read (vrp, tmsh, racoon, ir are): name its dialect with --from if it is one of these`,
    });
  });
});
