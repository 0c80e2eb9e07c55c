import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecPolicy, manualSecurityAssociation } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { IpsecProposal } from '../../../ir/ipsec.ts';
import { assemble, derived, sourced } from '../../../ir/origins.ts';
import { ESP_ENCRYPTION, IPSEC_INTEGRITY } from '../words.ts';
import { headerOrigins, type LoweringContext, neutralName, originOf, type Value } from './context.ts';
import type { PolicyFace } from './ipsec-policy.ts';

type Esp = NonNullable<IpsecProposal['esp']>;
type Ah = NonNullable<IpsecProposal['ah']>;

/** The words of a suite, whichever object has them. */
interface SuiteWords {
  readonly protocol: Value | undefined;
  readonly cipher: Value | undefined;
  readonly authentication: Value | undefined;
}

/** The suite of an ipsec-policy; where `keyed`, an SA with keys of its own, uses it, that has the algorithms. */
export function lowerIpsecProposal(
  context: LoweringContext,
  object: ConfigurationObject,
  keyed: ConfigurationObject | undefined,
): IpsecProposal {
  const face = context.face(ipsecPolicy, object);
  const words = keyed === undefined ? wordsOf(face) : wordsOfKeyed(context, face, keyed);
  const compression = face.text('ipcomp');
  const mode = face.text('mode');
  const isAh = words.protocol?.value === 'ah';
  const from = words.protocol?.origins ?? [];
  const proposal = assemble<IpsecProposal>(context.origins, {
    name: sourced(neutralName(object.key), headerOrigins(object)),
    esp: isAh ? undefined : sourced(lowerEsp(context, words), from),
    ah: isAh ? sourced(lowerAh(context, words), from) : undefined,
    encapsulation: sourced(mode?.value === 'transport' ? 'transport' : 'tunnel', mode?.origins ?? []),
    extendedSequenceNumbers: derived(false),
    compression: sourced(compression?.value === 'deflate' ? 'deflate' : 'none', compression?.origins ?? []),
  });
  context.blameUnreadable(proposal, object);
  checkPairing(context, proposal, words);
  checkMode(context, proposal, mode);
  return proposal;
}

function wordsOf(face: PolicyFace): SuiteWords {
  return {
    protocol: face.text('protocol'),
    cipher: face.text('ike-phase2-encrypt-algorithm'),
    authentication: face.text('ike-phase2-auth-algorithm'),
  };
}

function wordsOfKeyed(context: LoweringContext, face: PolicyFace, keyed: ConfigurationObject): SuiteWords {
  const own = wordsOf(face);
  const sa = context.face(manualSecurityAssociation, keyed);
  return {
    protocol: agreeing(context, sa.text('protocol'), own.protocol),
    cipher: agreeing(context, sa.text('encrypt-algorithm'), own.cipher),
    authentication: agreeing(context, sa.text('auth-algorithm'), own.authentication),
  };
}

/** The word of an SA; that of its policy says it once more, or nothing. */
function agreeing(
  context: LoweringContext,
  word: Value | undefined,
  own: Value | undefined,
): Value | undefined {
  const at = originOf(own?.origins ?? []);
  if (own === undefined || at.origin === undefined) return word;
  if (word?.value === own.value) return sourced(word.value, [...word.origins, ...own.origins]);
  context.reportOnce(diagnostic('TG119', { what: 'manual keys' }, at));
  return word;
}

function lowerEsp(context: LoweringContext, { cipher, authentication }: SuiteWords): Esp {
  const encryption = ESP_ENCRYPTION[cipher?.value ?? ''];
  const integrity = IPSEC_INTEGRITY[authentication?.value ?? ''];
  return assemble<Esp>(context.origins, {
    encryption: sourced(encryption === undefined ? [] : [{ ...encryption }], cipher?.origins ?? []),
    integrity: sourced(integrity === undefined ? [] : [{ ...integrity }], authentication?.origins ?? []),
  });
}

/** With AH the cipher is a filler (`null`). */
function lowerAh(context: LoweringContext, { cipher, authentication }: SuiteWords): Ah {
  const integrity = IPSEC_INTEGRITY[authentication?.value ?? ''];
  for (const origin of cipher?.origins ?? []) {
    if (origin >= 0) context.reportOnce(diagnostic('TG119', { what: 'AH' }, { origin }));
  }
  return assemble<Ah>(context.origins, {
    integrity: sourced(integrity === undefined ? [] : [{ ...integrity }], authentication?.origins ?? []),
  });
}

/** A combined cipher stands in both properties. */
function checkPairing(
  context: LoweringContext,
  proposal: IpsecProposal,
  { cipher, authentication }: SuiteWords,
): void {
  const isCombined = (word: string | undefined): boolean => /^aes-g(?:cm|mac)/.test(word ?? '');
  const isAh = proposal.ah !== undefined;
  const clash = isAh ? isCombined(authentication?.value) : authentication?.value !== cipher?.value;
  if (!clash || (!isCombined(cipher?.value) && !isCombined(authentication?.value))) return;
  const details = {
    a: `"ike-phase2-auth-algorithm ${authentication?.value ?? ''}"`,
    b: isAh ? 'AH' : `"ike-phase2-encrypt-algorithm ${cipher?.value ?? ''}"`,
  };
  const at = [...(authentication?.origins ?? []), ...(cipher?.origins ?? [])].filter((origin) => origin >= 0);
  context.fault(proposal, diagnostic('TG118', details, originOf(at)));
}

/** `isession` is no policy of the SPD. */
function checkMode(context: LoweringContext, proposal: IpsecProposal, mode: Value | undefined): void {
  if (mode?.value !== 'isession') return;
  const { code, message } = diagnostic('TG221', { from: 'isession', to: 'nothing that can be translated' });
  context.fault(proposal, { code, message, severity: 'error', ...originOf(mode.origins) });
}
