import { chapter, command } from '../../notation/command.ts';
import { REMOTE_ACCESS } from './unread.ts';

const unread = REMOTE_ACCESS;

/** View of `ipsec efficient-vpn NAME mode …`: a branch that is told its policies. S-series command reference. */
export const efficientVpn = chapter('efficient-vpn', {
  remoteAddress: command('remote-address <remote:string 1..254> [ versions: v1 | v2 ]', {
    holds: 'list',
    undo: 'remote-address [ <remote:string 1..254> ]',
    unread,
  }),
  preSharedKey: command('pre-shared-key [ form: simple | cipher ] <secret-text:rest 1..1024>', {
    undo: 'pre-shared-key',
    secret: 'secret-text',
    unread,
  }),
  authenticationMethod: command('authentication-method <method:pre-share|rsa-signature>', {
    undo: 'authentication-method',
    unread,
  }),
  securityAcl: command('security acl <number:2000..3999>', { undo: 'security acl', unread }),
  dh: command('dh <group:group1|group2|group5|group14|group19|group20|group21>', { undo: 'dh', unread }),
  pfs: command('pfs <group:string 1..16>', { undo: 'pfs', unread }),
  antiReplayWindow: command('anti-replay window <packets:32|64|128|256|512|1024>', {
    undo: 'anti-replay window',
    unread,
  }),
  dpdMessage: command('dpd msg <order:seq-hash-notify|seq-notify-hash>', { undo: 'dpd msg', unread }),
  localIdType: command('local-id-type <type:ip|fqdn|name|user-fqdn|dn|key-id>', {
    undo: 'local-id-type',
    unread,
  }),
  remoteId: command('remote-id <identity:rest 1..255>', { undo: 'remote-id', unread }),
  serviceScheme: command('service-scheme <scheme:string 1..64>', { undo: 'service-scheme', unread }),
  tunnelLocal: command('tunnel local { from: applied-interface | <address:address> }', {
    undo: 'tunnel local',
    unread,
  }),
  simInterface: command('sim-based-username type <sim:rest 1..64>', {
    undo: 'sim-based-username',
    unread,
  }),
});
