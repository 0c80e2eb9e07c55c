import { ikeProposal } from '../../../../grammars/vrp/chapters/ike-proposal.ts';
import type { Face, Reading } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { isCombined } from '../../../ir/algorithms.ts';
import type { IkeProposal } from '../../../ir/ike.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type {
  AuthenticationMethod,
  EncryptionTransform,
  IntegrityTransform,
  PrfTransform,
} from '../../../ir/scalars.ts';
import {
  AUTHENTICATION_METHODS,
  groupNumber,
  HASHES,
  IKE_ENCRYPTION,
  IKE_INTEGRITY,
  PRF_OF_INTEGRITY,
  PRFS,
} from '../words.ts';
import { headerOrigin, headerOrigins, type LoweringContext } from './context.ts';

/** `ike proposal N`: every default of the profile written out. */
export function lowerIkeProposal(context: LoweringContext, object: ConfigurationObject): IkeProposal {
  const face = context.face(ikeProposal, object);
  const encryption = encryptionOf(face.one('encryptionAlgorithm'), IKE_ENCRYPTION);
  const integrity = listOf(face.one('integrityAlgorithm'), 'algorithms', IKE_INTEGRITY);
  const groups = face.one('dh');
  const duration = face.one('saDuration');
  const proposal = assemble<IkeProposal>(context.origins, {
    name: sourced(object.key, headerOrigins(object)),
    encryption,
    hashes: listOf(face.one('authenticationAlgorithm'), 'algorithms', HASHES),
    integrity: isCombined(encryption.value) ? { ...integrity, value: [] } : integrity,
    prfs: lowerPrfs(face, integrity),
    dhGroups: sourced(groups?.texts('groups').map(groupNumber) ?? [], groups?.origins ?? []),
    authenticationMethod: lowerMethod(face),
    lifetimeSeconds: sourced(duration?.number('seconds') ?? 0, duration?.origins ?? []),
  });
  context.blameUnreadable(proposal, object);
  if (groups === undefined)
    context.fault(proposal, diagnostic('TG106', { what: '"dh"' }, headerOrigin(object)));
  noteReleaseDefaults(context, object, ['encryptionAlgorithm', 'authenticationAlgorithm', 'dh']);
  return proposal;
}

/** NE routers have no `prf`: it is the hash of the integrity algorithm (`translation.md` 2.3). */
function lowerPrfs(
  face: Face<(typeof ikeProposal)['slots']>,
  integrity: Sourced<readonly IntegrityTransform[]>,
): Sourced<readonly PrfTransform[]> {
  const reading = face.one('prf');
  if (reading !== undefined) return listOf(reading, 'algorithms', PRFS);
  const value = integrity.value.flatMap(({ name }) => PRF_OF_INTEGRITY[name] ?? []);
  return { ...integrity, value: structuredClone(value) };
}

function lowerMethod(face: Face<(typeof ikeProposal)['slots']>): Sourced<AuthenticationMethod> {
  const reading = face.one('authenticationMethod');
  const word = reading?.text('pss-hash') === undefined ? reading?.text('method') : 'rsassa-pss';
  return sourced(AUTHENTICATION_METHODS[word ?? ''] ?? 'pre-shared-key', reading?.origins ?? []);
}

/** What the earliest release of the profile means where the text is silent: later ones differ. */
export function noteReleaseDefaults(
  context: LoweringContext,
  object: ConfigurationObject,
  slots: readonly string[],
): void {
  if (context.profile !== 'ar-v2r3') return;
  const silent = slots.filter((slot) => !object.slots.has(slot));
  if (silent.length === 0) return;
  const value = silent.flatMap((slot) => context.defaultSentences(object.view, slot)).join(', ');
  context.report(diagnostic('TG152', { release: 'V200R003 and earlier', value }, headerOrigin(object)));
}

/** A list of ciphers, or the cipher and key length of an NE router. */
export function encryptionOf(
  reading: Reading<'algorithms' | 'cipher' | 'bits'> | undefined,
  words: Readonly<Record<string, EncryptionTransform>>,
): Sourced<readonly EncryptionTransform[]> {
  const cipher = reading?.text('cipher');
  if (reading === undefined || cipher === undefined) return listOf(reading, 'algorithms', words);
  const bits = reading.text('bits');
  const value = words[bits === undefined ? cipher : `${cipher} ${bits}`];
  return sourced(value === undefined ? [] : [structuredClone(value)], reading.origins);
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
 * The proposal of lowest priority that every device has (`reference/vrp.md` 1.8 and 2.1): as a USG6000 shows it; that
 * of an old AR; what an NE router has is not documented. A saved file usually has it as `ike proposal default`; then
 * that block counts.
 */
export function builtInProposal(context: LoweringContext): IkeProposal {
  const isOld = context.profile === 'ar-v2r3';
  return assemble<IkeProposal>(context.origins, {
    name: derived('default'),
    encryption: byDefault(
      isOld
        ? [{ name: 'ENCR_DES' }]
        : [256, 192, 128].map((keyLength) => ({ name: 'ENCR_AES_CBC', keyLength })),
    ),
    hashes: byDefault(isOld ? ['SHA'] : ['SHA2-512', 'SHA2-384', 'SHA2-256']),
    integrity: byDefault([{ name: isOld ? 'AUTH_HMAC_SHA1_96' : 'AUTH_HMAC_SHA2_256_128' }]),
    prfs: byDefault([{ name: isOld ? 'PRF_HMAC_SHA1' : 'PRF_HMAC_SHA2_256' }]),
    dhGroups: byDefault([isOld ? 1 : 14]),
    authenticationMethod: byDefault('pre-shared-key'),
    lifetimeSeconds: byDefault(86_400),
  });
}
