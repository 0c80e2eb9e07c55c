import {
  compareLevels,
  DH_GROUPS,
  ENCRYPTION,
  HASH,
  INTEGRITY,
  isWeakerEncryption,
  type Level,
  PRF,
} from '../../ir/algorithms.ts';
import type { IkeProposal } from '../../ir/ike.ts';
import type { IpsecProposal } from '../../ir/ipsec.ts';
import type { EncryptionTransform, IntegrityTransform } from '../../ir/scalars.ts';

/** Whether the first choice of one proposal protects less than that of another. */
export function isWeakerIke(candidate: IkeProposal, reference: IkeProposal): boolean {
  return (
    isWeakerCipher(candidate.encryption, reference.encryption) ||
    isBelow(ikeLevels(candidate), ikeLevels(reference))
  );
}
export function isWeakerIpsec(candidate: IpsecProposal, reference: IpsecProposal): boolean {
  if (candidate.esp !== undefined && reference.esp !== undefined) {
    if (isWeakerCipher(candidate.esp.encryption, reference.esp.encryption)) return true;
    if (isWeakerIntegrity(candidate.esp.integrity, reference.esp.integrity)) return true;
  }
  return (
    (reference.esp !== undefined && candidate.esp === undefined) ||
    isWeakerIntegrity(candidate.ah?.integrity ?? [], reference.ah?.integrity ?? [])
  );
}

/** RFC 8247 and 8221: something of the proposal's first choice must not be used. */
export function mustNotIke(proposal: IkeProposal): boolean {
  const [cipher] = proposal.encryption;
  return (
    (cipher !== undefined && ENCRYPTION[cipher.name].level === 'must-not') ||
    ikeLevels(proposal).includes('must-not')
  );
}
export function mustNotIpsec({ esp, ah }: IpsecProposal): boolean {
  const ciphers = (esp?.encryption ?? []).slice(0, 1).map(({ name }) => ENCRYPTION[name].level);
  const integrity = [esp?.integrity[0], ah?.integrity[0]].flatMap((transform) =>
    transform === undefined ? [] : INTEGRITY[transform.name].level,
  );
  return [...ciphers, ...integrity].includes('must-not');
}

/** Levels of hash, integrity, PRF and group of the first choice; what is not there is not compared. */
function ikeLevels({ hashes, integrity, prfs, dhGroups }: IkeProposal): readonly (Level | undefined)[] {
  return [
    hashes[0] === undefined ? undefined : HASH[hashes[0]].level,
    integrity[0] === undefined ? undefined : INTEGRITY[integrity[0].name].level,
    prfs[0] === undefined ? undefined : PRF[prfs[0].name].level,
    dhGroups[0] === undefined ? undefined : DH_GROUPS.get(dhGroups[0])?.level,
  ];
}

function isBelow(
  levels: readonly (Level | undefined)[],
  references: readonly (Level | undefined)[],
): boolean {
  return levels.some((level, index) => {
    const reference = references[index];
    return level !== undefined && reference !== undefined && compareLevels(level, reference) < 0;
  });
}

function isWeakerCipher(
  [candidate]: readonly EncryptionTransform[],
  [reference]: readonly EncryptionTransform[],
): boolean {
  return candidate !== undefined && reference !== undefined && isWeakerEncryption(candidate, reference);
}

function isWeakerIntegrity(
  [candidate]: readonly IntegrityTransform[],
  [reference]: readonly IntegrityTransform[],
): boolean {
  return (
    candidate !== undefined &&
    reference !== undefined &&
    compareLevels(INTEGRITY[candidate.name].level, INTEGRITY[reference.name].level) < 0
  );
}
