import { chapter, command } from '../../notation/command.ts';

/**
 * What `display` and `reset` take for other features: words of which those of IPsec are no abbreviation (`display ip` is not
 * `display ipsec`). From the command references of AR, USG and NE devices.
 */
export const otherDisplays = chapter('any', {
  other: command(
    'display { what: aaa | access-user | alarm | arp | bfd | bgp | clock | counters | cpu-usage | debugging | device | dhcp | diagnostic-information | dns | dot1x | esn | ethernet | fan | firewall | health | history-command | hrp | icmp | igmp | interface | ip | ipv6 | isis | l2tp | license | lldp | local-user | logbuffer | mac-address | memory-usage | mpls | nat | ntp-service | ospf | patch | ping | pki | power | radius-server | rip | route-policy | router | security-policy | session | snmp-agent | ssh | startup | stp | tcp | temperature | time-range | traffic | trapbuffer | tunnel-info | udp | user-interface | users | version | vlan | vrrp | vsys | zone } [ <more:rest> ]',
  ),
});
export const otherResets = chapter('user', {
  other: command(
    'reset { what: access-user | acl | alarm | arp | bgp | counters | dhcp | dns | firewall | hrp | icmp | igmp | interface | ip | ipv6 | isis | l2tp | logbuffer | mac-address | nat | ntp-service | ospf | pki | recycle-bin | rip | saved-configuration | session | ssh | stp | tcp | traffic | trapbuffer | udp | vlan | vrrp } [ <more:rest> ]',
  ),
});
