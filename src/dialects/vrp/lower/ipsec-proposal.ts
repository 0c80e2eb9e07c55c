import type { Face } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecProposal } from '../../../../grammars/vrp/chapters/ipsec-proposal.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { IpsecProposal } from '../../../ir/ipsec.ts';
import { assemble, byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { EncryptionTransform, IntegrityTransform } from '../../../ir/scalars.ts';
import { ESP_ENCRYPTION, IPSEC_INTEGRITY } from '../words.ts';
import { headerOrigin, headerOrigins, type LoweringContext, originOf } from './context.ts';
import { isCombined } from '../../../ir/algorithms.ts';
import { encryptionOf, listOf, noteReleaseDefaults } from './ike-proposal.ts';
import type { SystemFace } from './settings.ts';

type ProposalFace = Face<(typeof ipsecProposal)['slots']>;
type Esp = NonNullable<IpsecProposal['esp']>;
type Ah = NonNullable<IpsecProposal['ah']>;

/** `ipsec proposal NAME`: every default of the profile written out. */
export function lowerIpsecProposal(
  context: LoweringContext,
  object: ConfigurationObject,
  system: SystemFace,
): IpsecProposal {
  const face = context.face(ipsecProposal, object);
  const transform = face.one('transform');
  const protocols = transform?.text('protocols') ?? 'esp';
  const mode = face.one('encapsulationMode');
  const esp = protocols === 'ah' ? undefined : lowerEsp(context, face, object, system);
  const ah = protocols === 'esp' ? undefined : lowerAh(context, face, system);
  noteUnusedProtocol(context, face, protocols);
  const proposal = assemble<IpsecProposal>(context.origins, {
    name: sourced(object.key, headerOrigins(object)),
    esp: esp === undefined ? undefined : sourced(esp, transform?.origins ?? []),
    ah: ah === undefined ? undefined : sourced(ah, transform?.origins ?? []),
    encapsulation: sourced(ENCAPSULATIONS[mode?.text('mode') ?? 'tunnel'] ?? 'tunnel', mode?.origins ?? []),
    extendedSequenceNumbers: byDefault(false),
    compression: byDefault('none'),
  });
  context.blameUnreadable(proposal, object);
  if (esp !== undefined) {
    noteReleaseDefaults(context, object, ['espEncryptionAlgorithm', 'espAuthenticationAlgorithm']);
  }
  if (esp?.integrity.length === 0 && esp.encryption.every(({ name }) => name === 'ENCR_NULL')) {
    const nothing = diagnostic(
      'TG118',
      { a: 'ESP without encryption', b: 'ESP without authentication' },
      headerOrigin(object),
    );
    context.fault(proposal, nothing);
  }
  return proposal;
}

const ENCAPSULATIONS: Readonly<Record<string, IpsecProposal['encapsulation']>> = {
  tunnel: 'tunnel',
  transport: 'transport',
  auto: 'auto',
};

/** `undo esp …-algorithm` means none; a combined cipher needs no authentication algorithm. */
function lowerEsp(
  context: LoweringContext,
  face: ProposalFace,
  object: ConfigurationObject,
  system: SystemFace,
): Esp {
  const cipher = face.one('espEncryptionAlgorithm');
  const authentication = face.one('espAuthenticationAlgorithm');
  const encryption: Sourced<readonly EncryptionTransform[]> =
    cipher?.negated === true
      ? sourced([{ name: 'ENCR_NULL' }], cipher.origins)
      : encryptionOf(cipher, ESP_ENCRYPTION);
  let integrity: Sourced<readonly IntegrityTransform[]> =
    authentication?.negated === true
      ? sourced([], authentication.origins)
      : withTagLength(context, listOf(authentication, 'algorithms', IPSEC_INTEGRITY), system);
  if (isCombined(encryption.value)) {
    const origin = originOf(authentication?.origins ?? []);
    if (origin.origin !== undefined) {
      context.report(
        diagnostic('TG119', { what: `this transform: ${object.key} authenticates by itself` }, origin),
      );
    }
    integrity = byDefault([]);
  }
  return assemble<Esp>(context.origins, { encryption, integrity });
}

function lowerAh(context: LoweringContext, face: ProposalFace, system: SystemFace): Ah {
  const authentication = face.one('ahAuthenticationAlgorithm');
  return assemble<Ah>(context.origins, {
    integrity: withTagLength(context, listOf(authentication, 'algorithms', IPSEC_INTEGRITY), system),
  });
}

/**
 * An AR without the compatibility switch cuts SHA2-256 to 96 bits; with it, and on a USG, tags are those of RFC
 * 4868 (`reference/algorithms.md` 11.1). The switch has a part in every SHA-2 value.
 */
function withTagLength(
  context: LoweringContext,
  list: Sourced<readonly IntegrityTransform[]>,
  system: SystemFace,
): Sourced<readonly IntegrityTransform[]> {
  if (!list.value.some(({ name }) => name.startsWith('AUTH_HMAC_SHA2'))) return list;
  const standard = system.one('sha2Compatible');
  if (standard !== undefined) return sourced(list.value, [...list.origins, ...standard.origins]);
  if (!CUTS_TAGS.has(context.profile) || !list.value.some(({ name }) => name === 'AUTH_HMAC_SHA2_256_128'))
    return list;
  context.reportOnce(diagnostic('TG153', { profile: context.profile }, originOf(list.origins)));
  return sourced(
    list.value.map(({ name }) => ({
      name: name === 'AUTH_HMAC_SHA2_256_128' ? 'AUTH_HMAC_SHA2_256_96' : name,
    })),
    list.origins,
  );
}

const CUTS_TAGS: ReadonlySet<string> = new Set(['ar-v2r3', 'ar']);

/** Algorithms of a protocol that `transform` leaves out. */
function noteUnusedProtocol(context: LoweringContext, face: ProposalFace, protocols: string): void {
  const unused = [
    ...(protocols === 'ah'
      ? [face.one('espEncryptionAlgorithm'), face.one('espAuthenticationAlgorithm')]
      : []),
    ...(protocols === 'esp' ? [face.one('ahAuthenticationAlgorithm')] : []),
  ];
  for (const reading of unused) {
    const origin = originOf(reading?.origins ?? []);
    if (origin.origin !== undefined) {
      context.report(diagnostic('TG119', { what: `transform ${protocols}` }, origin));
    }
  }
}
