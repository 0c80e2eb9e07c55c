import { chapter, command } from '../../notation/command.ts';
import * as manual from './manual-keys.ts';
import * as shared from './policy-commands.ts';

/** View of `ipsec policy NAME SEQ manual`. USG6000E configuration guide 0115. */
export const ipsecPolicyManual = chapter('ipsec-policy-manual', {
  description: shared.description,
  alias: shared.alias,
  securityAcl: shared.securityAcl,
  proposal: shared.proposalReference,
  tunnelLocal: command('tunnel local <address:address>', { undo: 'tunnel local' }),
  tunnelRemote: command('tunnel remote <address:address>', { undo: 'tunnel remote' }),
  saSpi: manual.saSpi,
  saStringKey: manual.saStringKey,
  saAuthenticationHex: manual.saAuthenticationHex,
  saEncryptionHex: manual.saEncryptionHex,
  qosGroup: shared.qosGroup,
  qosPreClassify: shared.qosPreClassify,
});
