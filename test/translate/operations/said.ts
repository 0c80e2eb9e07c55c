import { type TextOptions, translateText } from '../translate-text.ts';

/** The commands that a line becomes, and the codes of its notes. */
export function said(line: string, from: string, to: string, options: TextOptions = {}): string {
  const { written, report, bugs } = translateText(`${line}\n`, { ...options, from, to });
  const text = written.map((output) => output.text.trimEnd()).join('\n');
  const commands = text.split('\n').filter((command) => command !== '' && !command.startsWith('#'));
  const codes = report.statements.flatMap(({ notes }) => notes.map(({ code }) => code));
  return [...commands, ...codes.toSorted(), ...bugs].join(' / ');
}

/** A hub with an IKEv2 peer (east), an IKEv1 peer (west), and one that speaks both (north). */
export const HUB = `#
ipsec sha2 compatible enable
#
acl number 3001
 rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.21.0.0 0.0.255.255
#
acl number 3002
 rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.22.0.0 0.0.255.255
#
ipsec proposal prop1
 esp authentication-algorithm sha2-256
 esp encryption-algorithm aes-256
#
ike proposal 1
 encryption-algorithm aes-256
 dh group14
 authentication-algorithm sha2-256
 integrity-algorithm hmac-sha2-256
 prf hmac-sha2-256
#
ike peer east
 undo version 1
 pre-shared-key Tg-Demo-1
 ike-proposal 1
 remote-address 203.0.113.1
#
ike peer west
 undo version 2
 pre-shared-key Tg-Demo-2
 ike-proposal 1
 remote-address 203.0.113.2
#
ipsec policy map1 10 isakmp
 security acl 3001
 ike-peer east
 proposal prop1
 tunnel local 198.51.100.1
#
ipsec policy map1 20 isakmp
 security acl 3002
 ike-peer west
 proposal prop1
 tunnel local 198.51.100.1
#
return
`;
