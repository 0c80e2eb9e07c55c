import { ikeProposal } from '../../../../grammars/vrp/chapters/ike-proposal.ts';
import type { Reading } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ENCRYPTION } from '../../../ir/algorithms.ts';
import type { IkeProposal } from '../../../ir/ike.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { EncryptionTransform } from '../../../ir/scalars.ts';
import {
  AUTHENTICATION_METHODS,
  groupNumber,
  HASHES,
  IKE_ENCRYPTION,
  IKE_INTEGRITY,
  PRFS,
} from '../words.ts';
import { headerOrigins, type LoweringContext } from './context.ts';

/** `ike proposal N`: every default of the profile written out. */
export function lowerIkeProposal(context: LoweringContext, object: ConfigurationObject): IkeProposal {
  const face = context.face(ikeProposal, object);
  const encryption = listOf(face.one('encryptionAlgorithm'), 'algorithms', IKE_ENCRYPTION);
  const integrity = listOf(face.one('integrityAlgorithm'), 'algorithms', IKE_INTEGRITY);
  const method = face.one('authenticationMethod');
  const groups = face.one('dh');
  const duration = face.one('saDuration');
  const proposal = assemble<IkeProposal>(context.origins, {
    name: sourced(object.key, headerOrigins(object)),
    encryption,
    hashes: listOf(face.one('authenticationAlgorithm'), 'algorithms', HASHES),
    integrity: isCombined(encryption.value) ? { ...integrity, value: [] } : integrity,
    prfs: listOf(face.one('prf'), 'algorithms', PRFS),
    dhGroups: sourced(groups?.texts('groups').map(groupNumber) ?? [], groups?.origins ?? []),
    authenticationMethod: sourced(
      AUTHENTICATION_METHODS[method?.text('method') ?? ''] ?? 'pre-shared-key',
      method?.origins ?? [],
    ),
    lifetimeSeconds: sourced(duration?.number('seconds') ?? 0, duration?.origins ?? []),
  });
  context.blameUnreadable(proposal, object);
  return proposal;
}

/** Every cipher authenticates by itself: an integrity algorithm has no part (RFC 7296 section 3.3). */
export function isCombined(ciphers: readonly EncryptionTransform[]): boolean {
  return ciphers.length > 0 && ciphers.every(({ name }) => ENCRYPTION[name].combined);
}

/** The values of a repeated argument, in the order written: the device lists the strongest first. */
export function listOf<Name extends string, Value>(
  reading: Reading<Name> | undefined,
  argument: Name,
  words: Readonly<Record<string, Value>>,
): Sourced<readonly Value[]> {
  const values = reading?.texts(argument).flatMap((word) => {
    const value = words[word];
    return value === undefined ? [] : [structuredClone(value)];
  });
  return sourced(values ?? [], reading?.origins ?? []);
}

/**
 * The proposal of lowest priority that every device has, as a USG6000 shows it (`reference/vrp.md` 1.8). A saved
 * file usually has it as `ike proposal default`; then that block counts.
 */
export function builtInProposal(context: LoweringContext): IkeProposal {
  return assemble<IkeProposal>(context.origins, {
    name: derived('default'),
    encryption: byDefault([256, 192, 128].map((keyLength) => ({ name: 'ENCR_AES_CBC', keyLength }))),
    hashes: byDefault(['SHA2-512', 'SHA2-384', 'SHA2-256']),
    integrity: byDefault([{ name: 'AUTH_HMAC_SHA2_256_128' }]),
    prfs: byDefault([{ name: 'PRF_HMAC_SHA2_256' }]),
    dhGroups: byDefault([14]),
    authenticationMethod: byDefault('pre-shared-key'),
    lifetimeSeconds: byDefault(86_400),
  });
}
