import { ENCRYPTION } from '../ir/algorithms.ts';
import type { EncryptionTransform } from '../ir/scalars.ts';
import { always, type LintRule, rule, type Wrong } from './rule.ts';
import type { IpsecProposalSubject, ManualSaSubject, PolicySubject } from './subjects.ts';

export const IPSEC_PROPOSAL_RULES: readonly LintRule<IpsecProposalSubject>[] = [
  rule({
    path: 'ipsecProposals.esp.integrity',
    code: 'TG404',
    severity: 'error',
    advice: 'add an integrity algorithm, or use AES-GCM',
    when: ({ object: { esp, ah } }: IpsecProposalSubject): readonly Wrong<'TG404'>[] =>
      esp?.integrity.length === 0 && ah === undefined && !esp.encryption.every(isCombined)
        ? [{ details: { what: 'integrity' } }]
        : [],
  }),
  rule({
    path: 'ipsecProposals.esp.encryption',
    code: 'TG404',
    severity: 'warning',
    advice: 'encrypt, unless the traffic may be read by anybody',
    when: ({ object: { esp } }: IpsecProposalSubject): readonly Wrong<'TG404'>[] =>
      (esp?.encryption ?? []).flatMap((transform, position) =>
        ENCRYPTION[transform.name].level === 'none' ? [{ details: { what: 'encryption' }, position }] : [],
      ),
  }),
  rule({
    path: 'ipsecProposals.ah',
    code: 'TG409',
    severity: 'warning',
    advice: 'use ESP with an integrity algorithm alone (RFC 8221 section 4)',
    when: ({ object: { esp, ah } }: IpsecProposalSubject) => always(esp !== undefined && ah !== undefined),
  }),
];

export const POLICY_RULES: readonly LintRule<PolicySubject>[] = [
  rule({
    path: 'policies.pfsGroups',
    code: 'TG405',
    severity: 'warning',
    advice: 'set a PFS group, the same at both ends',
    when: ({ object: { peer, pfsGroups } }: PolicySubject) =>
      always(peer !== undefined && pfsGroups.length === 0),
  }),
  rule({
    path: 'policies.lifetime.kilobytes',
    code: 'TG414',
    severity: 'warning',
    advice: 'set a limit of 32 GB or less, or use AES',
    when: ({ object: { lifetime }, proposals }: PolicySubject) =>
      always(
        lifetime.kilobytes === 0 &&
          lifetime.packets === undefined &&
          proposals.some(({ esp }) => esp?.encryption.some(hasShortBlocks) === true),
      ),
  }),
  rule({
    path: 'policies.lifetime.seconds',
    code: 'TG416',
    severity: 'warning',
    advice: 'let the IKE SA live longer than its child SAs',
    when: ({ object: { lifetime }, ikeProposals }: PolicySubject) => {
      const lives = ikeProposals.map(({ lifetimeSeconds }) => lifetimeSeconds).filter((life) => life > 0);
      return always(lives.some((life) => lifetime.seconds === 0 || lifetime.seconds >= life));
    },
  }),
];

export const MANUAL_SA_RULES: readonly LintRule<ManualSaSubject>[] = [
  rule({
    path: 'manualSas.name',
    code: 'TG406',
    severity: 'warning',
    advice: 'use IKE: a manual key is never renewed',
    when: ({ object: { encryption } }: ManualSaSubject): readonly Wrong<'TG406'>[] =>
      encryption !== undefined && countsBlocks(encryption) ? [] : [{ details: { what: 'manual key' } }],
  }),
  rule({
    path: 'manualSas.name',
    code: 'TG406',
    severity: 'error',
    advice: 'use IKE: a counter that begins again under the same key gives the traffic away (RFC 8221)',
    when: ({ object: { encryption } }: ManualSaSubject): readonly Wrong<'TG406'>[] =>
      encryption !== undefined && countsBlocks(encryption)
        ? [{ details: { what: 'manual key with a counter-mode cipher' } }]
        : [],
  }),
];

function isCombined({ name }: EncryptionTransform): boolean {
  return ENCRYPTION[name].combined;
}
function hasShortBlocks({ name }: EncryptionTransform): boolean {
  return ENCRYPTION[name].blockOctets === 8;
}
/** Combined ciphers are counter modes too. */
function countsBlocks(transform: EncryptionTransform): boolean {
  return transform.name === 'ENCR_AES_CTR' || isCombined(transform);
}
