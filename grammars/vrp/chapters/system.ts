import { chapter, command } from '../../notation/command.ts';
import { noEquivalent } from './unread.ts';

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
        profiles: ['ar'],
        undo: 'ipsec authentication sha2 compatible enable',
      }),
      command('ipsec sha2 compatible enable', { undo: 'ipsec sha2 compatible enable' }),
    ],
    ikeLocalName: command('ike local-name <name:rest 1..255>', { undo: 'ike local-name' }),
    ikeHeartbeatSequence: command('ike heartbeat seq-num <sequence:new|old>', {
      undo: 'ike heartbeat seq-num',
      defaults: { ar: 'ike heartbeat seq-num old', usg: 'ike heartbeat seq-num old' },
    }),
    ikeHeartbeatSpiList: command('ike heartbeat spi-list', { undo: 'ike heartbeat spi-list' }),
    ikeHeartbeatInterval: command('ike heartbeat-timer interval <seconds:20..28800>', {
      undo: 'ike heartbeat-timer interval',
    }),
    ikeHeartbeatTimeout: command('ike heartbeat-timer timeout <seconds:30..28800>', {
      undo: 'ike heartbeat-timer timeout',
    }),
    ikeNatKeepalive: command('ike nat-keepalive-timer interval <seconds:5..300>', {
      undo: 'ike nat-keepalive-timer interval',
      defaults: { ar: 'ike nat-keepalive-timer interval 20', usg: 'ike nat-keepalive-timer interval 20' },
    }),
    ikeDpdType: command('ike dpd type <type:on-demand|periodic>', { undo: 'ike dpd type' }),
    ikeDpdIdleTime: command('ike dpd idle-time <seconds:10..3600>', {
      undo: 'ike dpd idle-time',
      defaults: { ar: 'ike dpd idle-time 30', usg: 'ike dpd idle-time 30' },
    }),
    ikeDpdRetransmitInterval: command('ike dpd retransmit-interval <seconds:2..60>', {
      undo: 'ike dpd retransmit-interval',
      defaults: { ar: 'ike dpd retransmit-interval 15', usg: 'ike dpd retransmit-interval 15' },
    }),
    ikeDpdRetryLimit: command('ike dpd retry-limit <count:3..10>', {
      undo: 'ike dpd retry-limit',
      defaults: { ar: 'ike dpd retry-limit 3', usg: 'ike dpd retry-limit 3' },
    }),
    ikeDpdMessage: command('ike dpd msg <order:seq-hash-notify|seq-notify-hash>', {
      undo: 'ike dpd msg',
      defaults: { ar: 'ike dpd msg seq-notify-hash', usg: 'ike dpd msg seq-hash-notify' },
    }),
    sharedPhases: command('ikev1 phase1-phase2 sa dependent', {
      negates: 'ikev1 phase1-phase2 sa dependent',
      defaults: {
        ar: 'undo ikev1 phase1-phase2 sa dependent',
        usg: 'undo ikev1 phase1-phase2 sa dependent',
      },
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
      defaults: { ar: 'ikev2 initial-contact enable', usg: 'ikev2 initial-contact enable' },
    }),
    ikev2Fragmentation: command('ikev2 fragmentation', { undo: 'ikev2 fragmentation' }),
    globalDurationTime: command('ipsec sa global-duration time-based <seconds:30..604800>', {
      undo: 'ipsec sa global-duration time-based',
      defaults: {
        ar: 'ipsec sa global-duration time-based 3600',
        usg: 'ipsec sa global-duration time-based 3600',
      },
    }),
    globalDurationTraffic: command('ipsec sa global-duration traffic-based <kilobytes:0..200000000>', {
      undo: 'ipsec sa global-duration traffic-based',
      defaults: {
        ar: 'ipsec sa global-duration traffic-based 1843200',
        usg: 'ipsec sa global-duration traffic-based 10485760',
      },
    }),
    antiReplay: command('ipsec anti-replay <state:enable|disable>', {
      undo: 'ipsec anti-replay',
      defaults: { ar: 'ipsec anti-replay enable', usg: 'ipsec anti-replay enable' },
    }),
    antiReplayWindow: command('ipsec anti-replay window <packets:32|64|128|256|512|1024>', {
      undo: 'ipsec anti-replay window',
      defaults: { ar: 'ipsec anti-replay window 1024', usg: 'ipsec anti-replay window 1024' },
    }),
    dfBit: command('ipsec df-bit <bit:clear|set|copy>', {
      undo: 'ipsec df-bit',
      defaults: { ar: 'ipsec df-bit copy', usg: 'ipsec df-bit copy' },
    }),
    fragmentation: command('ipsec fragmentation before-encryption', {
      undo: 'ipsec fragmentation before-encryption',
    }),
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
        profiles: ['ar'],
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
        listed: 'by-number',
      }),
    ],
    ikePeer: command('ike peer <name:string 1..15>', {
      enters: 'ike-peer',
      key: ['name'],
      undo: 'ike peer <name:string 1..15>',
    }),
    ipsecPolicy: command('ipsec policy <name:string 1..15> <sequence:1..10000> [ mode: isakmp ]', {
      enters: 'ipsec-policy-isakmp',
      key: ['name', 'sequence'],
      undo: 'ipsec policy <name:string 1..15> [ <sequence:1..10000> ]',
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
  },
  {
    'ike heartbeat': ['ikeHeartbeatSequence', 'ikeHeartbeatSpiList'],
    'ike heartbeat-timer': ['ikeHeartbeatInterval', 'ikeHeartbeatTimeout'],
  },
);
