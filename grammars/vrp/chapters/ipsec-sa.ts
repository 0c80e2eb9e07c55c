import { chapter } from '../../notation/command.ts';
import * as manual from './manual-keys.ts';
import * as shared from './policy-commands.ts';

/** View of `ipsec sa NAME` (NE): a manual SA that a routing protocol uses (`translation.md` 5.15 item 9). */
export const ipsecSa = chapter('ipsec-sa', {
  proposal: shared.proposalReference,
  saSpi: manual.saSpi,
  saStringKey: manual.saStringKey,
  saAuthenticationHex: manual.saAuthenticationHex,
  saEncryptionHex: manual.saEncryptionHex,
});
