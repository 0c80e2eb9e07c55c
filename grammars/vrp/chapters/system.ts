import { chapter, command } from '../../notation/command.ts';
import { defaultOf, everywhere, VRP5 } from '../profiles.ts';
import { NAMED_DPD, noEquivalent, REMOTE_ACCESS } from './unread.ts';

const ROUTE_OPTIONS =
  '[ options: preference <value:1..255> | tag <tag-value:1..4294967295> | permanent | description <text:rest 1..80> ] *' as const;

/**
 * System view: global IKE and IPsec commands, and the commands that open the other views, in the order of a
 * saved file. AR500 command reference ("ike heartbeat"), USG6000E command reference ("ike dpd", "ipsec sa
 * global-duration"), AR configuration guide 0048, 0053, 0063 (layout of saved files).
 */
export const system = chapter(
  'system',
  {
    sysname: command('sysname <name:rest 1..246>', { undo: 'sysname' }),
    sha2Compatible: [
      command('ipsec authentication sha2 compatible enable', {
        profiles: ['ar-v2r3', 'ar'],
        undo: 'ipsec authentication sha2 compatible enable',
      }),
      command('ipsec sha2 compatible enable', { undo: 'ipsec sha2 compatible enable' }),
    ],
    ikeLocalName: command('ike local-name <name:rest 1..255>', { undo: 'ike local-name' }),
    ikeHeartbeatSequence: command('ike heartbeat seq-num <sequence:new|old>', {
      undo: 'ike heartbeat seq-num',
      defaults: everywhere('ike heartbeat seq-num old'),
    }),
    ikeHeartbeatSpiList: command('ike heartbeat spi-list', { undo: 'ike heartbeat spi-list' }),
    ikeHeartbeatInterval: command('ike heartbeat-timer interval <seconds:20..28800>', {
      undo: 'ike heartbeat-timer interval',
    }),
    ikeHeartbeatTimeout: command('ike heartbeat-timer timeout <seconds:30..28800>', {
      undo: 'ike heartbeat-timer timeout',
    }),
    ikeNatKeepalive: [
      command('ike nat-keepalive-timer interval <seconds:5..300>', {
        profiles: VRP5,
        undo: 'ike nat-keepalive-timer interval',
        defaults: everywhere('ike nat-keepalive-timer interval 20'),
      }),
      command('ike sa nat-keepalive-timer interval <seconds:5..300>', {
        profiles: ['ne'],
        undo: 'ike sa nat-keepalive-timer interval',
      }),
    ],
    ikeKeepalive: command('ike sa keepalive-timer <keepalive:interval|timeout> <seconds:20..28800>', {
      holds: { keyedBy: 'keepalive' },
      undo: 'ike sa keepalive-timer <keepalive:interval|timeout>',
      unread: noEquivalent('it is the heartbeat of old releases: use DPD'),
    }),
    ikeNextPayload: command('ike next-payload check disabled', {
      undo: 'ike next-payload check disabled',
      unread: noEquivalent('nothing: it loosens a check of the device'),
    }),
    ikeSecurityLog: command('ike security-log dos-attack [ threshold <count:1..200> ]', {
      undo: 'ike security-log dos-attack',
      unread: noEquivalent('set up logging by hand'),
    }),
    ikeDpdType: command('ike dpd type <type:on-demand|periodic>', { undo: 'ike dpd type' }),
    ikeDpdIdleTime: command('ike dpd idle-time <seconds:10..3600>', {
      undo: 'ike dpd idle-time',
      defaults: everywhere('ike dpd idle-time 30'),
    }),
    ikeDpdRetransmitInterval: command('ike dpd retransmit-interval <seconds:2..60>', {
      undo: 'ike dpd retransmit-interval',
      defaults: {
        ...everywhere('ike dpd retransmit-interval 15'),
        ...defaultOf(['ne'], 'ike dpd retransmit-interval 5'),
      },
    }),
    ikeDpdRetryLimit: command('ike dpd retry-limit <count:3..10>', {
      undo: 'ike dpd retry-limit',
      defaults: {
        ...everywhere('ike dpd retry-limit 3'),
        ...defaultOf(['ne'], 'ike dpd retry-limit 5'),
      },
    }),
    ikeDpdCheck: command(
      'ike dpd [ check-kind: interval | on-demand ] <check:10..3600> [ <retry:2..60> ] [ since: immediately ]',
      { profiles: ['ne'], undo: 'ike dpd' },
    ),
    ikeDpdMessage: command('ike dpd msg <order:seq-hash-notify|seq-notify-hash>', {
      undo: 'ike dpd msg',
      defaults: {
        ...defaultOf(['ar-v2r3', 'ar'], 'ike dpd msg seq-notify-hash'),
        ...defaultOf(['usg'], 'ike dpd msg seq-hash-notify'),
      },
    }),
    sharedPhases: command('ikev1 phase1-phase2 sa dependent', {
      negates: 'ikev1 phase1-phase2 sa dependent',
      defaults: everywhere('undo ikev1 phase1-phase2 sa dependent'),
    }),
    ikeCallAdmission: command('ike call admission limit in-negotiation-sa <count:int>', {
      undo: 'ike call admission limit in-negotiation-sa',
      unread: noEquivalent('limit half-open SAs by other means'),
    }),
    ikeCertificateCheck: command('ike certificate-check disable', {
      undo: 'ike certificate-check disable',
    }),
    ikev2CookieChallenge: command('ikev2 cookie-challenge <count:int>', {
      undo: 'ikev2 cookie-challenge',
    }),
    ikev2InitialContact: command('ikev2 initial-contact enable', {
      negates: 'ikev2 initial-contact enable',
      defaults: everywhere('ikev2 initial-contact enable'),
    }),
    ikev2Fragmentation: command('ikev2 fragmentation', { undo: 'ikev2 fragmentation' }),
    globalDurationTime: command('ipsec sa global-duration time-based <seconds:30..604800>', {
      undo: 'ipsec sa global-duration time-based',
      defaults: everywhere('ipsec sa global-duration time-based 3600'),
    }),
    globalDurationTraffic: command('ipsec sa global-duration traffic-based <kilobytes:0..200000000>', {
      undo: 'ipsec sa global-duration traffic-based',
      defaults: {
        ...everywhere('ipsec sa global-duration traffic-based 1843200'),
        ...defaultOf(['usg'], 'ipsec sa global-duration traffic-based 10485760'),
      },
    }),
    antiReplay: [
      command('ipsec anti-replay <state:enable|disable>', {
        profiles: VRP5,
        undo: 'ipsec anti-replay',
        defaults: everywhere('ipsec anti-replay enable'),
      }),
      command('ipsec sa global anti-replay { state: disable }', { profiles: ['ne'] }),
    ],
    antiReplayWindow: [
      command('ipsec anti-replay window <packets:32|64|128|256|512|1024>', {
        profiles: VRP5,
        undo: 'ipsec anti-replay window',
        defaults: {
          ...everywhere('ipsec anti-replay window 1024'),
          ...defaultOf(['ar-v2r3'], 'ipsec anti-replay window 32'),
        },
      }),
      command('ipsec sa global anti-replay window <packets:32|64|128|256|512|1024>', { profiles: ['ne'] }),
    ],
    dfBit: [
      command('ipsec df-bit <bit:clear|set|copy>', {
        profiles: VRP5,
        undo: 'ipsec df-bit',
        defaults: everywhere('ipsec df-bit copy'),
      }),
      command('ipsec global df-bit <bit:clear|set|copy>', { profiles: ['ne'], undo: 'ipsec global df-bit' }),
    ],
    fragmentation: [
      command('ipsec fragmentation before-encryption', {
        profiles: VRP5,
        undo: 'ipsec fragmentation before-encryption',
      }),
      command('ipsec global fragmentation before-encryption', {
        profiles: ['ne'],
        undo: 'ipsec global fragmentation before-encryption',
      }),
    ],
    decryptCheck: command('ipsec decrypt check', {
      undo: 'ipsec decrypt check',
      unread: noEquivalent('filter decrypted packets by hand'),
    }),
    trafficIdentical: command('ipsec remote traffic-identical accept', {
      undo: 'ipsec remote traffic-identical accept',
      unread: noEquivalent('give each peer its own selectors'),
    }),
    invalidSpiRecovery: command('ipsec invalid-spi-recovery enable', {
      undo: 'ipsec invalid-spi-recovery enable',
      unread: noEquivalent('use DPD'),
    }),
    succeedCheck: command('ipsec succeed-check enable', {
      undo: 'ipsec succeed-check enable',
      unread: noEquivalent('nothing: it concerns the boards of the device'),
    }),
    mtuCheck: command('ipsec global mtu-check enable', {
      undo: 'ipsec global mtu-check enable',
      unread: noEquivalent('set the MTU of the path by hand'),
    }),
    ipsecInstance: command('ipsec instance <instance:int>', {
      holds: { keyedBy: 'instance' },
      undo: 'ipsec instance <instance:int>',
      unread: noEquivalent('nothing: it concerns the boards of the device'),
    }),
    natTraversalPort: command('ipsec nat-traversal source-port <port:1..65535>', {
      undo: 'ipsec nat-traversal source-port',
      unread: noEquivalent('use port 4500'),
    }),
    acl: command('acl [ form: number ] <number:3000..3999>', {
      enters: 'acl-advanced',
      key: ['number'],
      undo: 'acl [ form: number ] <number:3000..3999>',
      listed: 'by-number',
    }),
    namedAcl: [
      command('acl name <acl-name:string 1..64> [ kind: advance ]', {
        enters: 'acl-advanced',
        key: ['acl-name'],
        undo: 'acl name <acl-name:string 1..64>',
      }),
      command('acl name <acl-name:string 1..64> [ kind: advance ] [ form: number ] <number:3000..3999>', {
        enters: 'acl-advanced',
        key: ['acl-name'],
      }),
    ],
    namedBasicAcl: [
      command('acl name <acl-name:string 1..64> basic [ <number:2000..2999> ]', {
        enters: 'acl-basic',
        key: ['acl-name'],
        unread: 'out-of-scope',
      }),
      command('acl name <acl-name:string 1..64> <number:2000..2999>', {
        enters: 'acl-basic',
        key: ['acl-name'],
        unread: 'out-of-scope',
      }),
    ],
    acl6: command('acl ipv6 [ form: number ] <number:3000..3999>', {
      enters: 'acl6-advanced',
      key: ['number'],
      undo: 'acl ipv6 [ form: number ] <number:3000..3999>',
      listed: 'by-number',
    }),
    namedAcl6: [
      command('acl ipv6 name <acl6-name:string 1..64> [ kind: advance ]', {
        enters: 'acl6-advanced',
        key: ['acl6-name'],
        undo: 'acl ipv6 name <acl6-name:string 1..64>',
      }),
      command(
        'acl ipv6 name <acl6-name:string 1..64> [ kind: advance ] [ form: number ] <number:3000..3999>',
        {
          enters: 'acl6-advanced',
          key: ['acl6-name'],
        },
      ),
    ],
    basicAcl: command('acl [ form: number ] <number:2000..2999>', {
      enters: 'acl-basic',
      key: ['number'],
      undo: 'acl [ form: number ] <number:2000..2999>',
      listed: 'by-number',
      unread: 'out-of-scope',
    }),
    ipsecProposal: command('ipsec proposal <name:string 1..15>', {
      enters: 'ipsec-proposal',
      key: ['name'],
      foldsKey: true,
      undo: 'ipsec proposal <name:string 1..15>',
    }),
    ikeProposalDefault: command('ike proposal default', {
      enters: 'ike-proposal',
      key: { fixed: 'default' },
    }),
    ikeProposal: [
      command('ike proposal <number:1..99>', {
        profiles: ['ar-v2r3', 'ar'],
        enters: 'ike-proposal',
        key: ['number'],
        undo: 'ike proposal <number:1..99>',
        listed: 'by-number',
      }),
      command('ike proposal <number:1..1024>', {
        profiles: ['usg'],
        enters: 'ike-proposal',
        key: ['number'],
        undo: 'ike proposal <number:1..1024>',
      }),
      command('ike proposal <number:1..100>', {
        profiles: ['ne'],
        enters: 'ike-proposal',
        key: ['number'],
        undo: 'ike proposal <number:1..100>',
      }),
    ],
    ikeIdentity: command('ike identity <identity-name:string 1..15>', {
      enters: 'ike-identity',
      key: ['identity-name'],
      foldsKey: true,
      undo: 'ike identity <identity-name:string 1..15>',
    }),
    ikeDpd: command('ike dpd <dpd-name:string 1..15>', {
      profiles: ['ar-v2r3'],
      enters: 'ike-dpd',
      key: ['dpd-name'],
      undo: 'ike dpd <dpd-name:string 1..15>',
      unread: NAMED_DPD,
    }),
    ikeUserTable: command('ike user-table <table-id:1..255>', {
      enters: 'ike-user-table',
      key: ['table-id'],
      undo: 'ike user-table <table-id:1..255>',
      unread: REMOTE_ACCESS,
    }),
    ikePeer: command('ike peer <name:string 1..15> [ versions: v1 | v2 ]', {
      enters: 'ike-peer',
      key: ['name'],
      undo: 'ike peer <name:string 1..15>',
    }),
    ipsecSa: command('ipsec sa <sa-name:string 1..15>', {
      enters: 'ipsec-sa',
      key: ['sa-name'],
      undo: 'ipsec sa <sa-name:string 1..15>',
      unread: noEquivalent('protect the routing protocol by hand'),
    }),
    efficientVpn: command(
      'ipsec efficient-vpn <evpn:string 1..64> [ mode <mode:client|network|network-plus|network-auto-cfg> ]',
      {
        enters: 'efficient-vpn',
        key: ['evpn'],
        undo: 'ipsec efficient-vpn <evpn:string 1..64>',
        unread: REMOTE_ACCESS,
      },
    ),
    ipsecProfile: command('ipsec profile <name:string 1..15>', {
      enters: 'ipsec-profile',
      key: ['name'],
      undo: 'ipsec profile <name:string 1..15>',
    }),
    ipsecPolicyTemplate: command('ipsec policy-template <name:string 1..15> <sequence:1..10000>', {
      enters: 'ipsec-policy-template',
      key: ['name', 'sequence'],
      undo: 'ipsec policy-template <name:string 1..15> [ <sequence:1..10000> ]',
    }),
    ipsecPolicy: [
      command('ipsec policy <name:string 1..15> <sequence:1..10000> [ mode: isakmp ]', {
        enters: 'ipsec-policy-isakmp',
        key: ['name', 'sequence'],
        undo: 'ipsec policy <name:string 1..15> [ <sequence:1..10000> ]',
      }),
      command(
        'ipsec policy <name:string 1..15> <sequence:1..10000> isakmp template <template-name:string 1..15>',
        {
          enters: 'ipsec-policy-of-template',
          key: ['name', 'sequence'],
          refersTo: { view: 'ipsec-policy-template', argument: 'template-name' },
        },
      ),
      command('ipsec policy <name:string 1..15> <sequence:1..10000> manual', {
        enters: 'ipsec-policy-manual',
        key: ['name', 'sequence'],
      }),
      command('ipsec policy <name:string 1..15> profile', {
        profiles: ['ne'],
        enters: 'ipsec-profile',
        key: ['name'],
      }),
    ],
    sharedPolicy: command('ipsec policy <name:string 1..15> shared local-interface <lender:rest 1..64>', {
      holds: { keyedBy: 'name' },
      undo: 'ipsec policy <name:string 1..15> shared local-interface',
    }),
    interface: command('interface <name:rest 1..64>', {
      enters: 'interface',
      key: ['name'],
      undo: 'interface <name:rest 1..64>',
    }),
    routeStatic: command(
      `ip route-static [ vpn-instance <vpn:string 1..31> ] <destination:ipv4> <length:mask> { <next-hop:ipv4> | <interface-name:string 1..64> [ <next-hop:ipv4> ] } ${ROUTE_OPTIONS}`,
      {
        holds: 'list',
        undo: 'ip route-static [ vpn-instance <vpn:string 1..31> ] <destination:ipv4> <length:mask> [ <next-hop:ipv4> | <interface-name:string 1..64> [ <next-hop:ipv4> ] ]',
      },
    ),
    routeStatic6: command(
      `ipv6 route-static [ vpn-instance <vpn:string 1..31> ] <destination:ipv6> <prefix-length:0..128> { <next-hop:ipv6> | <interface-name:string 1..64> [ <next-hop:ipv6> ] } ${ROUTE_OPTIONS}`,
      {
        holds: 'list',
        undo: 'ipv6 route-static [ vpn-instance <vpn:string 1..31> ] <destination:ipv6> <prefix-length:0..128> [ <next-hop:ipv6> | <interface-name:string 1..64> [ <next-hop:ipv6> ] ]',
      },
    ),
  },
  {
    'ike heartbeat': ['ikeHeartbeatSequence', 'ikeHeartbeatSpiList'],
    'ipsec sa global anti-replay': ['antiReplay', 'antiReplayWindow'],
    'ike heartbeat-timer': ['ikeHeartbeatInterval', 'ikeHeartbeatTimeout'],
  },
);
