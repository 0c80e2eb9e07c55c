import { chapter, command } from '../../notation/command.ts';

/** View of `ike identity NAME`: the identities that a peer may have. NE40E command reference. */
export const ikeIdentity = chapter('ike-identity', {
  dn: command('dn <identity:rest 1..255>', { holds: 'list', undo: 'dn [ <identity:rest 1..255> ]' }),
  fqdn: command('fqdn <identity:rest 1..255>', { holds: 'list', undo: 'fqdn [ <identity:rest 1..255> ]' }),
  userFqdn: command('user-fqdn <identity:rest 1..255>', {
    holds: 'list',
    undo: 'user-fqdn [ <identity:rest 1..255> ]',
  }),
  ipAddress: command('ip address <first:address> [ <network-mask:mask> ]', {
    holds: 'list',
    undo: 'ip address [ <first:address> [ <network-mask:mask> ] ]',
  }),
});
