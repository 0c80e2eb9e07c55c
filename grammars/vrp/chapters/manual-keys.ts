import { command } from '../../notation/command.ts';

/** Parameters and keys of a manual SA (`reference/vrp.md` 2.5; NE40E command reference, "sa spi" and its neighbours). */

const WHICH = 'sa-direction:inbound|outbound' as const;
const PROTOCOL = 'sa-protocol:ah|esp' as const;

/** One value for each direction and protocol: the entry is both words. */
export const saSpi = command(`sa spi <${WHICH}> <${PROTOCOL}> <index:256..4294967295>`, {
  holds: { keyedBy: ['sa-direction', 'sa-protocol'] },
  undo: `sa spi <${WHICH}> <${PROTOCOL}>`,
});
export const saStringKey = command(
  `sa string-key <${WHICH}> <${PROTOCOL}> [ form: cipher | simple ] <secret-text:rest 1..1024>`,
  {
    holds: { keyedBy: ['sa-direction', 'sa-protocol'] },
    undo: `sa string-key <${WHICH}> <${PROTOCOL}>`,
    secret: 'secret-text',
  },
);
export const saAuthenticationHex = command(
  `sa authentication-hex <${WHICH}> <${PROTOCOL}> [ form: cipher | simple | plain ] <secret-text:rest 1..1024>`,
  {
    holds: { keyedBy: ['sa-direction', 'sa-protocol'] },
    undo: `sa authentication-hex <${WHICH}> <${PROTOCOL}>`,
    secret: 'secret-text',
  },
);
export const saEncryptionHex = command(
  `sa encryption-hex <${WHICH}> esp [ form: cipher | simple | plain ] <secret-text:rest 1..1024>`,
  {
    holds: { keyedBy: ['sa-direction'] },
    undo: `sa encryption-hex <${WHICH}> esp`,
    secret: 'secret-text',
  },
);
