import { chapter, command } from '../../notation/command.ts';
import { defaultOf, everywhere, VRP5 } from '../profiles.ts';
import { NAMED_DPD, noEquivalent, WITHOUT_EFFECT } from './unread.ts';

/**
 * IKE peer view. USG6000E command reference ("pre-shared-key", "remote-address", "dpd msg" ...), AR V200R010
 * command reference; lines that newer releases save behind `remote-address` as captured.
 */
export const ikePeer = chapter(
  'ike-peer',
  {
    description: command('description <text:rest 1..127>', { undo: 'description' }),
    version: command('version <number:1|2>', {
      holds: { keyedBy: 'number' },
      listed: 'by-number',
      negates: 'version <number:1|2>',
      defaults: everywhere(['version 1', 'version 2']),
      // One of them alone switches the other off there (`reference/vrp.md` 2.2).
      alwaysListed: ['ar-v2r3', 'ar'],
    }),
    exchangeMode: command('exchange-mode <mode:main|aggressive|auto>', {
      undo: 'exchange-mode',
      defaults: everywhere('exchange-mode main'),
    }),
    preSharedKey: command('pre-shared-key [ form: simple | cipher ] <secret-text:rest 1..1024>', {
      undo: 'pre-shared-key',
      secret: 'secret-text',
    }),
    ikeProposal: command('ike-proposal <number:1..1024>', {
      undo: 'ike-proposal',
      refersTo: { view: 'ike-proposal', argument: 'number' },
    }),
    natTraversal: command('nat traversal', {
      negates: 'nat traversal',
      defaults: {
        ...defaultOf(['ar', 'usg'], 'nat traversal'),
        ...defaultOf(['ar-v2r3', 'ne'], 'undo nat traversal'),
      },
    }),
    dpdType: command('dpd type <type:on-demand|periodic>', { undo: 'dpd type' }),
    dpdIdleTime: command('dpd idle-time <seconds:10..3600>', { undo: 'dpd idle-time' }),
    dpdRetransmitInterval: command('dpd retransmit-interval <seconds:2..60>', {
      undo: 'dpd retransmit-interval',
    }),
    dpdRetryLimit: command('dpd retry-limit <count:3..10>', { undo: 'dpd retry-limit' }),
    dpdName: command('dpd <dpd-name:string 1..15>', {
      profiles: ['ar-v2r3'],
      undo: 'dpd',
      refersTo: { view: 'ike-dpd', argument: 'dpd-name' },
      unread: NAMED_DPD,
    }),
    dpdMessage: command('dpd msg <order:seq-hash-notify|seq-notify-hash>', { undo: 'dpd msg' }),
    dpdMessageLearning: command('dpd msg notify-hash-sequence learning', {
      negates: 'dpd msg notify-hash-sequence learning',
      unread: noEquivalent('nothing: other devices read both orders'),
    }),
    localIdType: [
      command('local-id-type <type:ip|fqdn|user-fqdn|dn|key-id|name>', {
        profiles: VRP5,
        undo: 'local-id-type',
        defaults: everywhere('local-id-type ip'),
      }),
      command('local-id-type <type:fqdn|dn>', { profiles: ['ne'], undo: 'local-id-type' }),
      command('local-id-type ip [ <own-address:address> ]', { profiles: ['ne'], undo: 'local-id-type' }),
      command('local-id-type user-fqdn [ <own-name:rest 1..255> ]', {
        profiles: ['ne'],
        undo: 'local-id-type',
      }),
    ],
    localId: command('local-id <identity:rest 1..255>', { undo: 'local-id' }),
    remoteIdType: command('remote-id-type <type:any|dn|fqdn|ip|key-id|none|user-fqdn>', {
      undo: 'remote-id-type',
    }),
    remoteId: command('remote-id <identity:rest 1..255>', { undo: 'remote-id' }),
    remoteName: command('remote-name <identity:rest 1..255>', { undo: 'remote-name' }),
    idType: command('id-type <type:ip|name>', { undo: 'id-type' }),
    localAddress: command('local-address <address:address>', { undo: 'local-address' }),
    remoteAddress: [
      command('remote-address [ vpn-instance <vpn:string 1..31> ] <address:address>', {
        holds: 'list',
        undo: 'remote-address [ vpn-instance <vpn:string 1..31> ] <address:address>',
      }),
      command('remote-address [ vpn-instance <vpn:string 1..31> ] <low:address> <high:address>', {
        holds: 'list',
        undo: 'remote-address [ vpn-instance <vpn:string 1..31> ] <low:address> <high:address>',
      }),
      command('remote-address [ vpn-instance <vpn:string 1..31> ] host-name <host:string 1..254>', {
        holds: 'list',
        undo: 'remote-address [ vpn-instance <vpn:string 1..31> ] host-name <host:string 1..254>',
      }),
      command('remote-domain <host:string 1..254>', {
        holds: 'list',
        undo: 'remote-domain [ <host:string 1..254> ]',
      }),
    ],
    authenticationAddress: command('remote-address authentication-address <low:address> [ <high:address> ]', {
      undo: 'remote-address authentication-address',
    }),
    switchBack: command('switch-back enable', {
      undo: 'switch-back enable',
      unread: noEquivalent('with one peer address left there is nothing to switch back to'),
    }),
    sharedPhases: command('ikev1 phase1-phase2 sa dependent', {
      negates: 'ikev1 phase1-phase2 sa dependent',
    }),
    reauthentication: command('re-authentication interval <seconds:60..604800>', {
      undo: 're-authentication interval',
    }),
    configurationExchange: command('config-exchange { exchange: request | set <direction:accept|send> }', {
      undo: 'config-exchange { exchange: request | set <direction:accept|send> }',
    }),
    resourceAcl: command('resource acl <number:2000..3999>', { undo: 'resource acl' }),
    aaaAuthorization: command('aaa authorization [ domain <domain:string 1..64> ]', {
      undo: 'aaa authorization',
    }),
    certificateFile: command('certificate <whose:local-filename|remote-filename> <file:string 1..127>', {
      holds: { keyedBy: 'whose' },
      undo: 'certificate <whose:local-filename|remote-filename>',
    }),
    pkiWhitelist: command('pki whitelist <state:enable|disable>', {
      undo: 'pki whitelist',
      unread: WITHOUT_EFFECT,
    }),
    ikev2KeyCheck: command('ikev2 pre-shared-key check disable', {
      undo: 'ikev2 pre-shared-key check disable',
      unread: noEquivalent('nothing: it loosens a check of the device'),
    }),
    sm4Version: command('ipsec sm4 version <sm4:draft-standard|standard>', {
      undo: 'ipsec sm4 version',
      unread: noEquivalent('nothing: it concerns SM4 alone'),
    }),
    certificateRealm: command('pki realm <realm:string 1..64>', { undo: 'pki realm' }),
    certificateCheck: command('certificate-check disable', { undo: 'certificate-check disable' }),
    certificatePeerName: command('certificate peer-name <name:rest 1..127>', {
      undo: 'certificate peer-name',
      unread: WITHOUT_EFFECT,
    }),
    certificateRequest: command('certificate-request empty-payload enable', {
      undo: 'certificate-request empty-payload enable',
      unread: WITHOUT_EFFECT,
    }),
    rsaEncryptionPadding: command('rsa encryption-padding <padding:oaep|pkcs1>', {
      undo: 'rsa encryption-padding',
      unread: WITHOUT_EFFECT,
    }),
    rsaSignaturePadding: command('rsa signature-padding <padding:pss|pkcs1>', {
      undo: 'rsa signature-padding',
      unread: WITHOUT_EFFECT,
    }),
    localIdPreference: command('local-id-preference certificate enable', {
      negates: 'local-id-preference certificate enable',
      unread: WITHOUT_EFFECT,
    }),
    signHash: command('ikev2 authentication sign-hash <hash:sha1|sha2-256|sha2-384|sha2-512>', {
      undo: 'ikev2 authentication sign-hash',
      unread: WITHOUT_EFFECT,
    }),
    dpdReceive: command('dpd packet receive if-related enable', {
      undo: 'dpd packet receive if-related enable',
      unread: noEquivalent('nothing: it concerns the device alone'),
    }),
    dscp: command('dscp <value:0..63>', {
      undo: 'dscp',
      unread: noEquivalent('mark IKE packets on the interface'),
    }),
    connectTrack: command('connect track <track:rest>', {
      undo: 'connect track',
      unread: { code: 'TG286', advice: 'tie the tunnel to a monitor by hand' },
    }),
    disconnectTrack: command('disconnect track <track:rest>', {
      undo: 'disconnect track',
      unread: { code: 'TG286', advice: 'tie the tunnel to a monitor by hand' },
    }),
    serviceScheme: command('service-scheme <scheme:string 1..64>', {
      undo: 'service-scheme',
      unread: noEquivalent('it serves remote access'),
    }),
    lifetimeNotification: command('lifetime-notification-message enable', {
      undo: 'lifetime-notification-message enable',
      unread: noEquivalent('nothing: the shorter lifetime is settled without it'),
    }),
  },
  { 'remote-address': ['remoteAddress', 'authenticationAddress'] },
);
