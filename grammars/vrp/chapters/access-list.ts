import { chapter, command } from '../../notation/command.ts';

/** Names of TCP and UDP ports that VRP takes for numbers. */
const PORT =
  '0..65535|bgp|bootpc|bootps|chargen|cmd|daytime|discard|dns|dnsix|domain|echo|exec|finger|ftp|ftp-data|gopher|hostname|irc|klogin|kshell|login|lpd|mobilip-ag|mobilip-mn|nameserver|netbios-dgm|netbios-ns|netbios-ssn|nntp|ntp|pop2|pop3|rip|sip|smtp|snmp|snmptrap|ssh|sunrpc|syslog|tacacs|tacacs-ds|talk|telnet|tftp|time|uucp|who|whois|www|xdmcp' as const;

/**
 * One line for both families: two lines with different repetitions cannot be merged into one tree. Which family an
 * address must be of, lowering checks. An IPv6 prefix is `fc00:1::/64` or `fc00:1:: 64`.
 */
const RULE =
  `rule [ <id:0..4294967294> ] { action: permit | deny } <protocol:0..255|ip|ipv6|icmp|icmpv6|igmp|ipinip|tcp|udp|gre|esp|ah|ospf|sctp> [ conditions: source { source-form: any | <source-address:ipv4> <source-wildcard:wildcard> | <source-address6:ipv6> <source-length:0..128> | <source-prefix:prefix6> } | destination { destination-form: any | <destination-address:ipv4> <destination-wildcard:wildcard> | <destination-address6:ipv6> <destination-length:0..128> | <destination-prefix:prefix6> } | source-port { source-operator: eq <source-first:${PORT}> | gt <source-first:${PORT}> | lt <source-first:${PORT}> | neq <source-first:${PORT}> | range <source-first:${PORT}> <source-last:${PORT}> } | destination-port { destination-operator: eq <destination-first:${PORT}> | gt <destination-first:${PORT}> | lt <destination-first:${PORT}> | neq <destination-first:${PORT}> | range <destination-first:${PORT}> <destination-last:${PORT}> } | vpn-instance <vpn:string 1..31> | icmp-type <icmp:string 1..32> [ <icmp-code:0..255> ] | icmp6-type <icmp6:string 1..32> [ <icmp6-code:0..255> ] | tcp-flag <flags:string 1..32> | dscp <dscp-value:string 1..16> | tos <tos-value:string 1..32> | precedence <precedence-value:string 1..16> | time-range <time-name:string 1..32> | fragment | established | logging ] *` as const;

const RULES = {
  description: command('description <text:rest 1..127>', { undo: 'description' }),
  step: command('step <step-width:1..20>', { undo: 'step' }),
  rule: command(RULE, {
    holds: { keyedBy: 'id' },
    listed: 'by-number',
    undo: 'rule <id:0..4294967294>',
  }),
  ruleDescription: command('rule <id:0..4294967294> description <text:rest 1..127>', {
    holds: { keyedBy: 'id' },
    listed: 'by-number',
    undo: 'rule <id:0..4294967294> description',
  }),
} as const;

/**
 * Advanced ACL view: numbers 3000 to 3999. AR and USG command references, "rule (advanced ACL view)"; a rule
 * without an id gets the next multiple of 5.
 */
export const accessList = chapter('acl-advanced', RULES);

/** Advanced ACL6 view: `acl ipv6 number` 3000 to 3999. AR command reference, "rule (advanced ACL6 view)". */
export const accessList6 = chapter('acl6-advanced', RULES);
