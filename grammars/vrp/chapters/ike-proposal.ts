import { chapter, command } from '../../notation/command.ts';

const ALL = ['ar', 'usg'];

/**
 * IKE proposal view. USG6000E command reference, "ike proposal" and its sub-commands; AR V200R010 command
 * reference, IPSec configuration commands. Both save the first six lines even at their default.
 */
export const ikeProposal = chapter('ike-proposal', {
  encryptionAlgorithm: [
    command('encryption-algorithm <algorithms:des|3des|aes-128|aes-192|aes-256|sm1|sm4>*', {
      profiles: ['ar'],
      undo: 'encryption-algorithm',
      defaults: { ar: 'encryption-algorithm aes-256' },
      alwaysListed: ['ar'],
    }),
    command(
      'encryption-algorithm <algorithms:des|3des|aes-128|aes-192|aes-256|sm4|aes-128-gcm-128|aes-192-gcm-128|aes-256-gcm-128>*',
      {
        profiles: ['usg'],
        undo: 'encryption-algorithm',
        defaults: { usg: 'encryption-algorithm aes-256' },
        alwaysListed: ['usg'],
      },
    ),
  ],
  dh: command(
    'dh <groups:group1|group2|group5|group14|group15|group16|group18|group19|group20|group21|group24>*',
    { undo: 'dh', defaults: { ar: 'dh group14', usg: 'dh group14' }, alwaysListed: ALL },
  ),
  authenticationAlgorithm: command(
    'authentication-algorithm <algorithms:md5|sha1|sha2-256|sha2-384|sha2-512|sm3|aes-xcbc-mac-96>*',
    {
      undo: 'authentication-algorithm',
      defaults: { ar: 'authentication-algorithm sha2-256', usg: 'authentication-algorithm sha2-256' },
      alwaysListed: ALL,
    },
  ),
  authenticationMethod: command('authentication-method <method:pre-share|rsa-signature|digital-envelope>', {
    undo: 'authentication-method',
    defaults: { ar: 'authentication-method pre-share', usg: 'authentication-method pre-share' },
    alwaysListed: ALL,
  }),
  integrityAlgorithm: command(
    'integrity-algorithm <algorithms:aes-xcbc-96|hmac-md5-96|hmac-sha1-96|hmac-sha2-256|hmac-sha2-384|hmac-sha2-512>*',
    {
      undo: 'integrity-algorithm',
      defaults: { ar: 'integrity-algorithm hmac-sha2-256', usg: 'integrity-algorithm hmac-sha2-256' },
      alwaysListed: ALL,
    },
  ),
  prf: command(
    'prf <algorithms:aes-xcbc-128|hmac-md5|hmac-sha1|hmac-sha2-256|hmac-sha2-384|hmac-sha2-512>*',
    {
      undo: 'prf',
      defaults: { ar: 'prf hmac-sha2-256', usg: 'prf hmac-sha2-256' },
      alwaysListed: ALL,
    },
  ),
  saDuration: command('sa duration <seconds:60..604800>', {
    undo: 'sa duration',
    defaults: { ar: 'sa duration 86400', usg: 'sa duration 86400' },
  }),
});
