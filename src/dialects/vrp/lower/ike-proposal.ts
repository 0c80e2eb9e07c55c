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
import { BUILT_IN_PROPOSALS } from '../built-in-proposals.ts';
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
 * The proposals of lowest priority that every device has. A saved file usually has that of a firewall as
 * `ike proposal default`; then that block counts.
 */
export function builtInProposals({ profile, origins }: LoweringContext): readonly IkeProposal[] {
  return structuredClone(BUILT_IN_PROPOSALS[profile]).map((proposal) => {
    const { name, encryption, hashes, integrity, prfs, dhGroups, authenticationMethod, lifetimeSeconds } =
      proposal;
    return assemble<IkeProposal>(origins, {
      name: derived(name),
      encryption: byDefault(encryption),
      hashes: byDefault(hashes),
      integrity: byDefault(integrity),
      prfs: byDefault(prfs),
      dhGroups: byDefault(dhGroups),
      authenticationMethod: byDefault(authenticationMethod),
      lifetimeSeconds: byDefault(lifetimeSeconds),
    });
  });
}
