import { describe, expect, it } from 'vitest';
import { V1, V2, vrpTunnel } from '../one-tunnel.ts';
import { type Row, wrongIn } from '../written-lines.ts';

type Changes = Row['changes'];

/** A line of the system view, behind the peer, in the policy, in the IKE proposal; another address, another rule. */
const system = (line: string): Changes => ({ '#\nacl': `#\n${line}\n#\nacl` });
const peer = (line: string): Changes => ({
  ' remote-address 203.0.113.2': ` remote-address 203.0.113.2\n ${line}`,
});
const policy = (line: string): Changes => ({
  ' tunnel local 198.51.100.1': ` tunnel local 198.51.100.1\n ${line}`,
});
const proposal = (line: string): Changes => ({ ' prf hmac-sha2-256': ` prf hmac-sha2-256\n ${line}` });
const remote = (line: string): Changes => ({ ' remote-address 203.0.113.2': ` ${line}` });
const rule = (rest: string): Changes => ({
  ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255': ` rule 5 ${rest}`,
});
const suite = (lines: string): Changes => ({
  ' esp authentication-algorithm sha2-256\n esp encryption-algorithm aes-256': ` ${lines}`,
});
const after = (lines: string): Changes => ({ '#\nreturn': `#\n${lines}\n#\nreturn` });

const FLOW = 'source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255';
/** A peer that speaks IKEv1 alone, as a USG has it. */
const ONLY_V1: Changes = { 'ike peer far\n': 'ike peer far\n undo version 2\n' };

type Fact = readonly [
  id: string,
  changes: Changes,
  text: string,
  status: string,
  lines?: readonly string[],
  map?: Row['map'],
];

/** `translation.md` 2, the column V→T, for a USG. */
const FROM_USG: readonly Fact[] = [
  ['G01', { ...V2, ...system('sysname R1') }, 'sysname', 'out-of-scope TG104'],
  [
    'G01: as the name of this end',
    { ...V2, ...system('sysname R1'), ...peer('local-id-type fqdn') },
    'sysname',
    'adapted TG243 TG104',
    ['    my-id-type fqdn', '    my-id-value R1'],
  ],
  [
    'G02',
    { ...V2, ...system('ike local-name hub'), ...peer('local-id-type fqdn') },
    'ike local-name',
    'adapted TG243 TG243',
    ['    my-id-value hub'],
  ],
  ['G02: nothing names this end', { ...V2, ...peer('local-id-type fqdn') }, 'local-id-type', 'error TG241'],
  [
    'G03',
    { ...V2, ...system('ipsec sa global-duration time-based 7200') },
    'global-duration',
    'adapted TG100 TG202',
    ['    ike-phase2-lifetime 120'],
  ],
  [
    'G04',
    { ...V2, ...system('ipsec sa global-duration traffic-based 5000') },
    'global-duration',
    'adapted TG100',
    ['    ike-phase2-lifetime-kilobytes 5000'],
  ],
  [
    'G05',
    { ...V2, ...system('ike nat-keepalive-timer interval 30') },
    'nat-keepalive',
    'exact',
    ['    natt-keep-alive 30'],
  ],
  ['G06', { ...ONLY_V1, ...system('ike heartbeat seq-num new') }, 'heartbeat', 'dropped TG263'],
  ['G07', { ...ONLY_V1, ...system('ike heartbeat spi-list') }, 'heartbeat', 'dropped TG263'],
  ['G08', { ...ONLY_V1, ...system('ike heartbeat-timer interval 20') }, 'heartbeat', 'dropped TG263'],
  ['G09', { ...ONLY_V1, ...system('ike heartbeat-timer timeout 60') }, 'heartbeat', 'dropped TG263'],
  [
    'G10',
    { ...V2, ...system('ike dpd type periodic\nike dpd idle-time 20') },
    'ike dpd idle-time',
    'adapted TG100',
    ['    dpd-delay 20'],
  ],
  ['G11', system('ikev1 phase1-phase2 sa dependent'), 'dependent', 'adapted TG266'],
  ['G11: IKEv2', { ...V2, ...system('ikev1 phase1-phase2 sa dependent') }, 'dependent', 'adapted TG119'],
  [
    'G12',
    { ...V2, ...system('ipsec anti-replay window 128') },
    'anti-replay',
    'exact',
    ['    replay-window-size 128'],
  ],
  ['G12: off', { ...V2, ...system('ipsec anti-replay disable') }, 'anti-replay', 'approximated TG267'],
  ['G13', { ...V2, ...system('ipsec df-bit clear') }, 'df-bit', 'dropped TG268'],
  [
    'G13',
    { ...V2, ...system('ipsec fragmentation before-encryption') },
    'before-encryption',
    'dropped TG268',
  ],
  [
    'G18',
    { ...V2, ...system('ike call admission limit in-negotiation-sa 10') },
    'admission',
    'dropped TG269',
  ],
  ['G18', { ...V2, ...system('ikev2 cookie-challenge 10') }, 'cookie', 'dropped TG269'],
  ['P09', { ...V2, ...proposal('sa duration 28800') }, 'sa duration', 'adapted TG202', ['    lifetime 480']],
  [
    'P09: rounded down',
    { ...V2, ...proposal('sa duration 28830') },
    'sa duration',
    'approximated TG203 TG202',
    ['    lifetime 480'],
  ],
  [
    'P10',
    { ...V2, '\n encryption-algorithm aes-256': '\n encryption-algorithm aes-256 aes-128' },
    'encryption-algorithm aes-256 aes',
    'approximated TG218',
    ['    phase1-encrypt-algorithm aes256'],
  ],
  ['P14', { ...V2, ...peer('re-authentication interval 7200') }, 're-authentication', 'dropped TG269'],
  [
    'R03: auto',
    { ...ONLY_V1, ...peer('exchange-mode auto') },
    'exchange-mode',
    'approximated TG240',
    ['    mode main'],
  ],
  [
    'R03: aggressive',
    { ...ONLY_V1, ...peer('exchange-mode aggressive') },
    'exchange-mode',
    'exact',
    ['    mode aggressive'],
  ],
  [
    'R04, C09',
    V2,
    'remote-address',
    'exact',
    ['    remote-address 203.0.113.2', '    tunnel-remote-address 203.0.113.2'],
  ],
  ['R05', { ...V2, ...remote('remote-address host-name far.example.net') }, 'host-name', 'error TG245'],
  ['R06', { ...V2, ...remote('remote-address 203.0.113.2 203.0.113.50') }, 'remote-address', 'error TG247'],
  [
    'R06: a short one',
    {
      ...ONLY_V1,
      ...remote('remote-address 203.0.113.2 203.0.113.3'),
      'ipsec policy map1 1 isakmp\n security acl 3000': 'ipsec policy-template temp1 1',
      '#\nreturn': '#\nipsec policy map1 1 isakmp template temp1\n#\nreturn',
    },
    'remote-address',
    'adapted TG254 TG243',
    ['net ipsec ike-peer /Common/far-2 {', '    remote-address 203.0.113.3'],
  ],
  [
    'R09, T13',
    { ...V2, ...remote('remote-address vpn-instance v 203.0.113.2') },
    'vpn-instance',
    'adapted TG283',
    ['    remote-address 203.0.113.2%7'],
    { v: '7' },
  ],
  [
    'R09: without a number',
    { ...V2, ...remote('remote-address vpn-instance v 203.0.113.2') },
    'vpn-instance',
    'error TG283',
  ],
  [
    'R11',
    { ...V2, ...peer('remote-address authentication-address 10.9.9.9') },
    'authentication-address',
    'adapted TG243',
    ['    peers-id-type address', '    peers-id-value 10.9.9.9', '    remote-address 203.0.113.2'],
  ],
  ['R13', V2, 'pre-shared-key', 'exact', ['    preshared-key Tg-Demo-2026']],
  [
    'R14',
    { ...V2, 'cipher Tg-Demo-2026': 'cipher %^%#abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst%^%#' },
    'pre-shared-key',
    'approximated TG120 TG270',
    ['    preshared-key {{psk:far}}'],
  ],
  [
    'R18: user-fqdn',
    { ...V2, ...peer('local-id-type user-fqdn\n local-id a@b.example') },
    'local-id-type',
    'adapted TG243',
    ['    my-id-type user-fqdn', '    my-id-value a@b.example'],
  ],
  [
    'R18: key-id',
    { ...V2, ...peer('local-id-type key-id\n local-id abc') },
    'local-id-type',
    'adapted TG243',
    ['    my-id-type keyid-tag', '    my-id-value abc'],
  ],
  [
    'R18: dn',
    { ...V2, ...peer('local-id-type dn\n local-id CN=a') },
    'local-id-type',
    'adapted TG243',
    ['    my-id-type asn1dn', '    my-id-value CN=a'],
  ],
  ['R19', V2, 'tunnel local', 'exact', ['    my-id-type address', '    my-id-value 198.51.100.1']],
  [
    'R20, R21',
    { ...V2, ...peer('remote-id-type fqdn\n remote-id far.example.net') },
    'remote-id far',
    'adapted TG243',
    ['    peers-id-type fqdn', '    peers-id-value far.example.net'],
  ],
  [
    'R21: follows from the address',
    V2,
    'remote-address',
    'exact',
    ['    peers-id-type address', '    peers-id-value 203.0.113.2'],
  ],
  ['R24', { ...V2, ...peer('undo nat traversal') }, 'nat traversal', 'exact', ['    nat-traversal off']],
  ['R25', { ...V2, ...peer('dpd type periodic') }, 'dpd type', 'adapted TG100', ['    dpd-delay 30']],
  [
    'R25: on demand',
    { ...V2, ...peer('dpd type on-demand') },
    'dpd type',
    'approximated TG261 TG100',
    ['    dpd-delay 30'],
  ],
  ['R25: none', V2, 'ike peer', 'exact', ['    dpd-delay 0']],
  [
    'R26',
    { ...V2, ...peer('dpd type periodic\n dpd idle-time 20') },
    'dpd idle-time',
    'exact',
    ['    dpd-delay 20'],
  ],
  [
    'R27',
    { ...V2, ...peer('dpd type periodic\n dpd retransmit-interval 20') },
    'retransmit-interval',
    'dropped TG262',
  ],
  ['R28', { ...V2, ...peer('dpd type periodic\n dpd retry-limit 4') }, 'retry-limit', 'dropped TG262'],
  ['R29', { ...ONLY_V1, ...peer('dpd type periodic\n dpd msg seq-notify-hash') }, 'dpd msg', 'dropped TG262'],
  [
    'R30, C17',
    { ...V2, ...policy('respond-only enable') },
    'respond-only',
    'adapted TG265',
    ['    passive true'],
  ],
  [
    'R31',
    { ...V2, ...policy('undo policy enable') },
    'policy enable',
    'adapted TG265',
    ['    state disabled'],
  ],
  ['R33', { ...V2, ...system('ikev2 fragmentation') }, 'ikev2 fragmentation', 'dropped TG286'],
  ['R37', { ...V2, ...peer('aaa authorization') }, 'aaa', 'error TG215'],
  ['R38', { ...V2, ...peer('connect track 1') }, 'connect', 'dropped TG286'],
  [
    'R40',
    { ...V2, ...peer('description to the far end') },
    'description',
    'exact',
    ['    description "to the far end"'],
  ],
  [
    'S02: AH',
    { ...V2, ...suite('transform ah\n ah authentication-algorithm sha2-256') },
    'transform',
    'exact',
    ['    protocol ah', '    ike-phase2-auth-algorithm sha256', '    ike-phase2-encrypt-algorithm null'],
  ],
  [
    'S02: AH and ESP',
    { ...V2, ...suite('transform ah-esp\n ah authentication-algorithm sha2-256') },
    'transform',
    'error TG220',
  ],
  [
    'S03: auto',
    {
      ...V2,
      ' esp encryption-algorithm aes-256': ' esp encryption-algorithm aes-256\n encapsulation-mode auto',
    },
    'encapsulation-mode',
    'approximated TG221',
    ['    mode tunnel'],
  ],
  [
    'S03: transport between networks',
    {
      ...V2,
      ' esp encryption-algorithm aes-256': ' esp encryption-algorithm aes-256\n encapsulation-mode transport',
    },
    'rule 5',
    'error TG251',
  ],
  [
    'S03: transport between hosts',
    {
      ...V2,
      ' esp encryption-algorithm aes-256': ' esp encryption-algorithm aes-256\n encapsulation-mode transport',
      ...rule('permit ip source 198.51.100.1 0 destination 203.0.113.2 0'),
    },
    'encapsulation-mode',
    'exact',
    ['    mode transport', '-    tunnel-local-address 198.51.100.1'],
  ],
  [
    'S04: no cipher',
    { ...V2, ' esp encryption-algorithm aes-256': ' undo esp encryption-algorithm' },
    'undo esp encryption',
    'exact',
    ['    ike-phase2-encrypt-algorithm null', '    ike-phase2-auth-algorithm sha256'],
  ],
  [
    'S06: GCM',
    { ...V2, ...suite('esp encryption-algorithm aes-128-gcm-128') },
    'gcm',
    'adapted TG216',
    ['    ike-phase2-auth-algorithm aes-gcm128', '    ike-phase2-encrypt-algorithm aes-gcm128'],
  ],
  [
    'S06: GMAC',
    { ...V2, ...suite('esp encryption-algorithm aes-256-gmac') },
    'gmac',
    'adapted TG216',
    ['    ike-phase2-auth-algorithm aes-gmac256', '    ike-phase2-encrypt-algorithm aes-gmac256'],
  ],
  [
    'C04: none is written',
    { ...V2, ' pfs dh-group14\n': '' },
    'ipsec policy map1',
    'adapted TG201 TG253',
    ['    ike-phase2-perfect-forward-secrecy none'],
  ],
  [
    'C05',
    { ...V2, ...policy('sa duration time-based 7200') },
    'time-based',
    'adapted TG202',
    ['    ike-phase2-lifetime 120'],
  ],
  [
    'C06: below what it takes',
    { ...V2, ...policy('sa duration traffic-based 256') },
    'traffic-based',
    'approximated TG204',
    ['    ike-phase2-lifetime-kilobytes 1000'],
  ],
  ['C07', { ...V2, ...policy('sa trigger-mode auto') }, 'trigger-mode', 'approximated TG265'],
  ['C08', V2, 'tunnel local', 'exact', ['    tunnel-local-address 198.51.100.1']],
  [
    'C11',
    {
      ...V2,
      ...after('interface GigabitEthernet1/0/0\n ip address 198.51.100.1 24\n ipsec policy map1'),
    },
    'ip address',
    'out-of-scope TG104',
    ['-net self /Common/GigabitEthernet1-0-0 {'],
  ],
  [
    'C12',
    { ...V2, ...policy('route inject dynamic'), ...after('ip route-static 0.0.0.0 0 198.51.100.254') },
    'route inject',
    'approximated TG282',
  ],
  [
    'C16: description',
    { ...V2, ...policy('description abc') },
    'description',
    'exact',
    ['    description abc'],
  ],
  ['C16', { ...V2, ...policy('qos group 1') }, 'qos', 'dropped TG269'],
  ['C16', { ...V2, ...policy('smart-link profile p') }, 'smart-link', 'dropped TG269'],
  [
    'T04: a wildcard with a hole',
    { ...V2, ...rule(`permit ip source 10.1.0.0 0.0.2.255 destination 10.2.0.0 0.0.255.255`) },
    'rule 5',
    'adapted TG130 TG280 TG253',
    ['    source-address 10.1.0.0/24', '    source-address 10.1.2.0/24'],
  ],
  [
    'T04: of too many prefixes',
    { ...V2, ...rule('permit ip source 10.1.0.0 85.85.85.85 destination 10.2.0.0 0.0.255.255') },
    'rule 5',
    'error TG131',
  ],
  [
    'T05, T06',
    { ...V2, ...rule(`permit tcp ${FLOW} destination-port eq 443`) },
    'rule 5',
    'adapted TG280',
    ['    ip-protocol tcp', '    destination-port 443'],
  ],
  [
    'T07: a small range of IKEv2',
    { ...V2, ...rule(`permit tcp ${FLOW} destination-port range 443 444`) },
    'rule 5',
    'approximated TG250 TG280 TG253',
    ['    destination-port 443', '    destination-port 444'],
  ],
  [
    'T07: of IKEv1',
    { ...ONLY_V1, ...rule(`permit tcp ${FLOW} destination-port range 443 444`) },
    'rule 5',
    'error TG251',
  ],
  [
    'T07: a large one',
    { ...V2, ...rule(`permit tcp ${FLOW} destination-port gt 443`) },
    'rule 5',
    'error TG251',
  ],
  ['T08', { ...V2, ...rule(`permit icmp ${FLOW} icmp-type echo`) }, 'rule 5', 'error TG251'],
  [
    'T13: of the traffic',
    { ...V2, ...rule(`permit ip vpn-instance v ${FLOW}`) },
    'rule 5',
    'adapted TG283 TG280',
    ['    source-address 10.1.0.0%3/16', '    destination-address 10.2.0.0%3/16'],
    { v: '3' },
  ],
  ['T14', { ...V2, ...rule(`permit ip ${FLOW} dscp ef`) }, 'rule 5', 'error TG251'],
  ['T14: logging', { ...V2, ...rule(`permit ip ${FLOW} logging`) }, 'rule 5', 'adapted TG134 TG280'],
  [
    'T15',
    { ...V2, ...rule('permit ip') },
    'rule 5',
    'adapted TG280 TG255',
    ['    source-address 0.0.0.0/0', '    destination /Common/0.0.0.0:0'],
  ],
  [
    '2.8: one virtual server for each direction',
    V2,
    'rule 5',
    'adapted TG280',
    ['ltm virtual /Common/map1-1-r5-in {', 'ltm virtual /Common/map1-1-r5-out {'],
  ],
  [
    '2.9',
    { ...V2, ...after('ip route-static 10.2.0.0 16 198.51.100.254') },
    'ip route-static',
    'adapted TG201',
    ['net route /Common/10.2.0.0-16 {', '    gw 198.51.100.254', '    network 10.2.0.0/16'],
  ],
  [
    '2.9: preference',
    { ...V2, ...after('ip route-static 10.2.0.0 16 198.51.100.254 preference 70') },
    'ip route-static',
    'dropped TG269 TG201',
  ],
  [
    '2.9: that leads to no tunnel',
    { ...V2, ...after('ip route-static 10.9.0.0 16 198.51.100.254') },
    'ip route-static',
    'out-of-scope TG104',
  ],
];

const RSA = { ' authentication-method pre-share': ' authentication-method rsa-signature' };

/** The same for an AR, whose words a USG does not have. */
const FROM_AR: readonly Fact[] = [
  [
    'G16: present',
    { ...V1, ...system('ipsec authentication sha2 compatible enable') },
    'sha2 compatible',
    'exact',
    ['    ike-phase2-auth-algorithm sha256'],
  ],
  [
    'G16: absent',
    V1,
    'esp authentication-algorithm',
    'approximated TG217',
    ['    ike-phase2-auth-algorithm sha256'],
  ],
  ['R02: IKEv1', V1, 'version 1', 'exact', ['    version { v1 }', '-    prf sha256']],
  [
    'R02: both',
    {},
    'ike peer',
    'exact',
    ['    version { v1 v2 }', '        /Common/map1-1-r5', '    tunnel-remote-address 203.0.113.2'],
  ],
  [
    'R08',
    { ...V1, ...peer('remote-address 203.0.113.9') },
    'remote-address 203.0.113.9',
    'approximated TG248',
    ['    remote-address 203.0.113.2'],
  ],
  ['R15', { ...V1, ...RSA, ...peer('pki realm r1') }, 'pki realm', 'dropped TG272', ['    verify-cert true']],
  [
    'R15: named',
    { ...V1, ...RSA, ...peer('pki realm r1') },
    'pki realm',
    'adapted TG272',
    ['    my-cert-file /Common/hub.crt'],
    { r1: 'hub.crt' },
  ],
  [
    'R16: the value is carried',
    { ...V1, ...RSA, ...peer('certificate-check disable') },
    'certificate-check',
    'exact',
    ['    verify-cert false'],
  ],
  [
    'R16: of a peer with a key',
    { ...V1, ...peer('certificate-check disable') },
    'certificate-check',
    'adapted TG119',
    ['-    verify-cert false'],
  ],
];

function rowOf([what, changes, text, status, lines = [], map = {}]: Fact): Row {
  return { what, changes, to: 'tmsh@16', lines, status: [text, status], map };
}

describe.each([
  { profile: 'usg', facts: FROM_USG },
  { profile: 'ar', facts: FROM_AR },
])('vrp@$profile to tmsh', ({ profile, facts }) => {
  it.each(facts.map(rowOf))('$what', (row) => {
    expect(wrongIn(vrpTunnel(row.changes), `vrp@${profile}`, row)).toEqual([]);
  });
});
