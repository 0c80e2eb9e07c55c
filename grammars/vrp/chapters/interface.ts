import { chapter, command } from '../../notation/command.ts';

/** Interface view, as far as IPsec needs it: addresses and the binding of a policy group. */
export const interfaceView = chapter('interface', {
  description: command('description <text:rest 1..242>', {
    undo: 'description',
    unread: 'out-of-scope',
  }),
  shutdown: command('shutdown', {
    negates: 'shutdown',
    defaults: { ar: 'undo shutdown', usg: 'undo shutdown' },
  }),
  vpnInstance: command('ip binding vpn-instance <vpn:string 1..31>', {
    undo: 'ip binding vpn-instance <vpn:string 1..31>',
  }),
  address: command('ip address <address:ipv4> <length:mask> [ kind: sub ]', {
    holds: { keyedBy: 'address' },
    undo: 'ip address [ <address:ipv4> <length:mask> [ kind: sub ] ]',
  }),
  mtu: command('mtu <octets:46..9600>', { undo: 'mtu' }),
  ipsecPolicy: command('ipsec policy <name:string 1..15> [ role: alone | master | slave ]', {
    undo: 'ipsec policy',
    refersTo: { view: 'ipsec-policy-isakmp', argument: 'name' },
  }),
});
