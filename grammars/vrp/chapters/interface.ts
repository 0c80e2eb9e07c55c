import { chapter, command } from '../../notation/command.ts';
import { everywhere } from '../profiles.ts';
import { noEquivalent, REMOTE_ACCESS } from './unread.ts';

const POLICIES = ['ipsec-policy-isakmp', 'ipsec-policy-manual', 'ipsec-policy-of-template', 'ipsec-profile'];

/**
 * Interface view, as far as IPsec needs it: addresses, tunnels and the binding of a policy group or a profile. AR
 * V200R006 VPN guide (order of a saved tunnel interface), USG6000E and NE40E command references ("ipsec policy").
 */
export const interfaceView = chapter('interface', {
  description: command('description <text:rest 1..242>', {
    undo: 'description',
    unread: 'out-of-scope',
  }),
  shutdown: command('shutdown', { negates: 'shutdown', defaults: everywhere('undo shutdown') }),
  mtu: command('mtu <octets:46..9600>', { undo: 'mtu' }),
  adjustMss: command('tcp adjust-mss <octets:128..9600>', {
    undo: 'tcp adjust-mss',
    unread: 'out-of-scope',
  }),
  vpnInstance: command('ip binding vpn-instance <vpn:string 1..31>', {
    undo: 'ip binding vpn-instance <vpn:string 1..31>',
  }),
  address: command('ip address <address:ipv4> <length:mask> [ kind: sub ]', {
    holds: { keyedBy: 'address' },
    undo: 'ip address [ <address:ipv4> <length:mask> [ kind: sub ] ]',
  }),
  unnumbered: command('ip address unnumbered interface <lender:rest 1..64>', {
    undo: 'ip address unnumbered',
  }),
  ipv6Enable: command('ipv6 enable', { undo: 'ipv6 enable', unread: 'out-of-scope' }),
  address6: [
    command('ipv6 address <address:ipv6> <prefix-length:1..128>', {
      holds: 'list',
      undo: 'ipv6 address [ <address:ipv6> <prefix-length:1..128> ]',
    }),
    command('ipv6 address <prefix:prefix6>', {
      holds: 'list',
      undo: 'ipv6 address [ <prefix:prefix6> ]',
    }),
  ],
  tunnelProtocol: command(
    'tunnel-protocol <protocol:ipsec|gre|ipv4-ipv6|ipv6-ipv4|none|mpls|vxlan> [ multipoint: p2mp ]',
    {
      undo: 'tunnel-protocol',
    },
  ),
  source: command('source <from:rest 1..64>', { undo: 'source' }),
  destination: command('destination [ vpn-instance <destination-vpn:string 1..31> ] <remote:address>', {
    undo: 'destination',
  }),
  ipsecPolicy: command(
    'ipsec policy <name:string 1..15> [ role: alone | master | slave | public [ <public-role:alone|master|slave> ] | auto-neg | service-instance-group <group:string 1..31> [ instance <instance:int> [ when: slave-down ] ] ]',
    { undo: 'ipsec policy', refersTo: { view: POLICIES, argument: 'name' } },
  ),
  ipsecProfile: command(
    'ipsec profile <name:string 1..15> [ service-instance-group <group:string 1..31> ] [ shared: shared ]',
    { undo: 'ipsec profile', refersTo: { view: 'ipsec-profile', argument: 'name' } },
  ),
  efficientVpn: command('ipsec efficient-vpn <evpn:string 1..64>', {
    undo: 'ipsec efficient-vpn',
    refersTo: { view: 'efficient-vpn', argument: 'evpn' },
    unread: REMOTE_ACCESS,
  }),
  loopbackBinding: command('ipsec bind <what:rest>', {
    undo: 'ipsec bind',
    unread: noEquivalent('bind it by hand'),
  }),
});
