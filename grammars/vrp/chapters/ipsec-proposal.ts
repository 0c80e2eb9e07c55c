import { chapter, command } from '../../notation/command.ts';

/**
 * IPsec proposal view. USG6000E configuration guide 0006 and command reference; AR V200R010 configuration
 * guide. `undo esp …-algorithm` means *none*, not the default.
 */
export const ipsecProposal = chapter('ipsec-proposal', {
  transform: command('transform <protocols:esp|ah|ah-esp>', {
    undo: 'transform',
    defaults: { ar: 'transform esp', usg: 'transform esp' },
  }),
  encapsulationMode: command('encapsulation-mode <mode:tunnel|transport|auto>', {
    undo: 'encapsulation-mode',
    defaults: { ar: 'encapsulation-mode tunnel', usg: 'encapsulation-mode tunnel' },
  }),
  ahAuthenticationAlgorithm: command(
    'ah authentication-algorithm <algorithms:md5|sha1|sha2-256|sha2-384|sha2-512|sm3>*',
    {
      undo: 'ah authentication-algorithm',
      defaults: { ar: 'ah authentication-algorithm sha2-256', usg: 'ah authentication-algorithm sha2-256' },
      alwaysListed: ['ar', 'usg'],
    },
  ),
  espAuthenticationAlgorithm: command(
    'esp authentication-algorithm <algorithms:md5|sha1|sha2-256|sha2-384|sha2-512|sm3>*',
    {
      negates: 'esp authentication-algorithm',
      defaults: { ar: 'esp authentication-algorithm sha2-256', usg: 'esp authentication-algorithm sha2-256' },
      alwaysListed: ['ar', 'usg'],
    },
  ),
  espEncryptionAlgorithm: [
    command('esp encryption-algorithm <algorithms:des|3des|aes-128|aes-192|aes-256|sm1|sm4>*', {
      profiles: ['ar'],
      negates: 'esp encryption-algorithm',
      defaults: { ar: 'esp encryption-algorithm aes-256' },
      alwaysListed: ['ar'],
    }),
    command(
      'esp encryption-algorithm <algorithms:des|3des|aes-128|aes-192|aes-256|sm4|aes-128-gcm-128|aes-192-gcm-128|aes-256-gcm-128|aes-128-gmac|aes-192-gmac|aes-256-gmac>*',
      {
        profiles: ['usg'],
        negates: 'esp encryption-algorithm',
        defaults: { usg: 'esp encryption-algorithm aes-256' },
        alwaysListed: ['usg'],
      },
    ),
  ],
});
