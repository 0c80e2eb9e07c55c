import { chapter, command } from '../../notation/command.ts';
import { defaultOf, everywhere, LISTS_ALGORITHMS } from '../profiles.ts';

const NOT_OLD_AR = ['ar', 'usg', 'ne'] as const;
const OLD_AR = ['ar-v2r3'] as const;

/**
 * IPsec proposal view. USG6000E configuration guide 0006 and command reference; AR V200R010 configuration guide;
 * eNSP AR2220 V200R003 (help); NE40E V800R012 command reference. `undo esp …-algorithm` means *none*, not the
 * default. Defaults: `reference/vrp.md` 2.8.
 */
export const ipsecProposal = chapter('ipsec-proposal', {
  transform: command('transform <protocols:esp|ah|ah-esp>', {
    undo: 'transform',
    defaults: everywhere('transform esp'),
  }),
  encapsulationMode: command('encapsulation-mode <mode:tunnel|transport|auto>', {
    undo: 'encapsulation-mode',
    defaults: everywhere('encapsulation-mode tunnel'),
  }),
  ahAuthenticationAlgorithm: command(
    'ah authentication-algorithm <algorithms:md5|sha1|sha2-256|sha2-384|sha2-512|sm3>*',
    {
      undo: 'ah authentication-algorithm',
      defaults: {
        ...defaultOf(NOT_OLD_AR, 'ah authentication-algorithm sha2-256'),
        ...defaultOf(OLD_AR, 'ah authentication-algorithm md5'),
      },
      alwaysListed: LISTS_ALGORITHMS,
    },
  ),
  espAuthenticationAlgorithm: command(
    'esp authentication-algorithm <algorithms:md5|sha1|sha2-256|sha2-384|sha2-512|sm3>*',
    {
      negates: 'esp authentication-algorithm',
      defaults: {
        ...defaultOf(NOT_OLD_AR, 'esp authentication-algorithm sha2-256'),
        ...defaultOf(OLD_AR, 'esp authentication-algorithm md5'),
      },
      alwaysListed: LISTS_ALGORITHMS,
    },
  ),
  espEncryptionAlgorithm: [
    command('esp encryption-algorithm <algorithms:des|3des|aes-128|aes-192|aes-256|sm1>*', {
      profiles: OLD_AR,
      negates: 'esp encryption-algorithm',
      defaults: defaultOf(OLD_AR, 'esp encryption-algorithm des'),
      alwaysListed: LISTS_ALGORITHMS,
    }),
    command('esp encryption-algorithm <algorithms:des|3des|aes-128|aes-192|aes-256|sm1|sm4>*', {
      profiles: ['ar'],
      negates: 'esp encryption-algorithm',
      defaults: defaultOf(['ar'], 'esp encryption-algorithm aes-256'),
    }),
    command(
      'esp encryption-algorithm <algorithms:des|3des|aes-128|aes-192|aes-256|sm4|aes-128-gcm-128|aes-192-gcm-128|aes-256-gcm-128|aes-128-gmac|aes-192-gmac|aes-256-gmac>*',
      {
        profiles: ['usg'],
        negates: 'esp encryption-algorithm',
        defaults: defaultOf(['usg'], 'esp encryption-algorithm aes-256'),
      },
    ),
    command('esp encryption-algorithm <cipher:des|3des|aes>', {
      profiles: ['ne'],
      negates: 'esp encryption-algorithm',
    }),
    command('esp encryption-algorithm <cipher:aes|aes-gcm-128> <bits:128|192|256>', {
      profiles: ['ne'],
      negates: 'esp encryption-algorithm',
      defaults: defaultOf(['ne'], 'esp encryption-algorithm aes 256'),
    }),
  ],
});
