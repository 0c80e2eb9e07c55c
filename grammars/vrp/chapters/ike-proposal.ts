import { chapter, command } from '../../notation/command.ts';
import { defaultOf, everywhere, LISTS_ALGORITHMS, VRP5 } from '../profiles.ts';

const NEW_VRP5 = ['ar', 'usg'] as const;
const OLD_AR = ['ar-v2r3'] as const;

/**
 * IKE proposal view. USG6000E command reference, "ike proposal" and its sub-commands; AR V200R010 command
 * reference, IPSec configuration commands; eNSP AR2220 V200R003 (help); NE40E V800R012 command reference. All but
 * the old AR save the algorithms even at their default. Defaults: `reference/vrp.md` 2.8, those of the earliest
 * release of `ar-v2r3`.
 */
export const ikeProposal = chapter('ike-proposal', {
  encryptionAlgorithm: [
    command('encryption-algorithm <algorithms:des-cbc|3des-cbc|aes-cbc-128|aes-cbc-192|aes-cbc-256>*', {
      profiles: OLD_AR,
      undo: 'encryption-algorithm',
      defaults: defaultOf(OLD_AR, 'encryption-algorithm des-cbc'),
    }),
    command('encryption-algorithm <algorithms:des|3des|aes-128|aes-192|aes-256|sm1|sm4>*', {
      profiles: ['ar'],
      undo: 'encryption-algorithm',
      defaults: defaultOf(['ar'], 'encryption-algorithm aes-256'),
      alwaysListed: LISTS_ALGORITHMS,
    }),
    command(
      'encryption-algorithm <algorithms:des|3des|aes-128|aes-192|aes-256|sm4|aes-128-gcm-128|aes-192-gcm-128|aes-256-gcm-128>*',
      {
        profiles: ['usg'],
        undo: 'encryption-algorithm',
        defaults: defaultOf(['usg'], 'encryption-algorithm aes-256'),
      },
    ),
    command('encryption-algorithm <cipher:des-cbc|3des-cbc>', {
      profiles: ['ne'],
      undo: 'encryption-algorithm',
    }),
    command('encryption-algorithm <cipher:aes-cbc|aes-gcm-128> <bits:128|192|256>', {
      profiles: ['ne'],
      undo: 'encryption-algorithm',
      defaults: defaultOf(['ne'], 'encryption-algorithm aes-cbc 256'),
    }),
  ],
  dh: [
    command('dh <groups:group1|group2|group5|group14>*', {
      profiles: OLD_AR,
      undo: 'dh',
      defaults: defaultOf(OLD_AR, 'dh group1'),
      alwaysListed: LISTS_ALGORITHMS,
    }),
    command(
      'dh <groups:group1|group2|group5|group14|group15|group16|group18|group19|group20|group21|group24>*',
      { profiles: NEW_VRP5, undo: 'dh', defaults: defaultOf(NEW_VRP5, 'dh group14') },
    ),
    command('dh <groups:group1|group2|group5|group14|group15|group16|group19|group20|group21>*', {
      profiles: ['ne'],
      undo: 'dh',
    }),
  ],
  authenticationAlgorithm: [
    command(
      'authentication-algorithm <algorithms:md5|sha1|sha2-256|sha2-384|sha2-512|sm3|aes-xcbc-mac-96>*',
      {
        profiles: VRP5,
        undo: 'authentication-algorithm',
        defaults: {
          ...defaultOf(OLD_AR, 'authentication-algorithm sha1'),
          ...defaultOf(NEW_VRP5, 'authentication-algorithm sha2-256'),
        },
        alwaysListed: LISTS_ALGORITHMS,
      },
    ),
    command('authentication-algorithm <algorithms:md5|sha1|sha2-256|sha2-384|sha2-512>*', {
      profiles: ['ne'],
      undo: 'authentication-algorithm',
      defaults: defaultOf(['ne'], 'authentication-algorithm sha2-256'),
    }),
  ],
  authenticationMethod: [
    command('authentication-method <method:pre-share|rsa-signature|digital-envelope>', {
      profiles: VRP5,
      undo: 'authentication-method',
      defaults: defaultOf(VRP5, 'authentication-method pre-share'),
      alwaysListed: NEW_VRP5,
    }),
    command('authentication-method <method:pre-share|rsa-sig>', {
      profiles: ['ne'],
      undo: 'authentication-method',
      defaults: defaultOf(['ne'], 'authentication-method pre-share'),
    }),
    command('authentication-method rsassa-pss <pss-hash:sha2-256|sha2-384>', {
      profiles: ['ne'],
      undo: 'authentication-method',
    }),
  ],
  integrityAlgorithm: command(
    'integrity-algorithm <algorithms:aes-xcbc-96|hmac-md5-96|hmac-sha1-96|hmac-sha2-256|hmac-sha2-384|hmac-sha2-512>*',
    {
      undo: 'integrity-algorithm',
      defaults: {
        ...everywhere('integrity-algorithm hmac-sha2-256'),
        ...defaultOf(OLD_AR, 'integrity-algorithm hmac-sha1-96'),
      },
      alwaysListed: LISTS_ALGORITHMS,
    },
  ),
  prf: command(
    'prf <algorithms:aes-xcbc-128|hmac-md5|hmac-sha1|hmac-sha2-256|hmac-sha2-384|hmac-sha2-512>*',
    {
      profiles: VRP5,
      undo: 'prf',
      defaults: { ...defaultOf(OLD_AR, 'prf hmac-sha1'), ...defaultOf(NEW_VRP5, 'prf hmac-sha2-256') },
      alwaysListed: NEW_VRP5,
    },
  ),
  saDuration: command('sa duration <seconds:60..604800>', {
    undo: 'sa duration',
    defaults: everywhere('sa duration 86400'),
  }),
  reauthentication: command('re-authentication interval <seconds:60..604800>', {
    profiles: ['ne'],
    undo: 're-authentication interval',
  }),
});
