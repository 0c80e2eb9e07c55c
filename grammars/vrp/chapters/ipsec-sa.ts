import { chapter, unreadIn } from '../../notation/command.ts';
import * as manual from './manual-keys.ts';
import * as shared from './policy-commands.ts';
import { noEquivalent } from './unread.ts';

const BY_HAND = noEquivalent('protect the routing protocol by hand');

/** View of `ipsec sa NAME` (NE): a manual SA that a routing protocol uses (`translation.md` 5.15 item 9). */
export const ipsecSa = chapter('ipsec-sa', {
  proposal: unreadIn(shared.proposalReference, BY_HAND),
  saSpi: unreadIn(manual.saSpi, BY_HAND),
  saStringKey: unreadIn(manual.saStringKey, BY_HAND),
  saAuthenticationHex: unreadIn(manual.saAuthenticationHex, BY_HAND),
  saEncryptionHex: unreadIn(manual.saEncryptionHex, BY_HAND),
});
