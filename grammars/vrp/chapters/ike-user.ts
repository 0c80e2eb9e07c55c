import { chapter, command } from '../../notation/command.ts';
import { REMOTE_ACCESS } from './unread.ts';

/** View of `ike user-table N` (USG): keys for the users of a template. The syntax is recalled, not documented. */
export const ikeUserTable = chapter('ike-user-table', {
  user: command('user <user-name:string 1..64>', {
    enters: 'ike-user',
    key: ['user-name'],
    undo: 'user <user-name:string 1..64>',
    unread: REMOTE_ACCESS,
  }),
});

/** View of a user in it. */
export const ikeUser = chapter('ike-user', {
  description: command('description <text:rest 1..127>', { undo: 'description', unread: REMOTE_ACCESS }),
  idType: command('id-type <identity:rest 1..255>', { undo: 'id-type', unread: REMOTE_ACCESS }),
  preSharedKey: command('pre-shared-key <secret-text:rest 1..1024>', {
    undo: 'pre-shared-key',
    secret: 'secret-text',
    unread: REMOTE_ACCESS,
  }),
  interfaceAssign: command('interface-assign <interface-name:rest 1..64>', {
    undo: 'interface-assign',
    unread: REMOTE_ACCESS,
  }),
  vpnAuthorization: command('vpn-instance-traffic <traffic:rest 1..64>', {
    undo: 'vpn-instance-traffic',
    unread: REMOTE_ACCESS,
  }),
});
