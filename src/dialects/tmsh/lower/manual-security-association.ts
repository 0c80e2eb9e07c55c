import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { fullName } from '../../../../grammars/tmsh/names.ts';
import { manualSecurityAssociation } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { ManualSa, Policy } from '../../../ir/ipsec.ts';
import { assemble, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address, Secret } from '../../../ir/scalars.ts';
import { MANUAL_ENCRYPTION, MANUAL_INTEGRITY } from '../words.ts';
import { placeholderName, readAddress } from './address.ts';
import {
  type Face,
  headerOrigin,
  headerOrigins,
  type LoweringContext,
  neutralName,
  originOf,
} from './context.ts';

type SaFace = Face<(typeof manualSecurityAssociation)['properties']>;

export interface ManualSurroundings {
  readonly policies: readonly Policy[];
  readonly isTransport: (policy: Policy) => boolean;
}

/** The full names of the policies that have keys of their own. */
export function manualPolicies(context: LoweringContext): ReadonlySet<string> {
  return new Set(
    context.objects(manualSecurityAssociation).flatMap(({ slots }) => {
      const value = slots.get('ipsec-policy')?.at(-1)?.values['value'];
      return typeof value === 'string' ? [fullName(value)] : [];
    }),
  );
}

/** `net ipsec manual-security-association`: one direction; inbound where it ends at this end (`translation.md` 2.6, C13). */
export function lowerManualSa(
  context: LoweringContext,
  object: ConfigurationObject,
  { policies, isTransport }: ManualSurroundings,
): ManualSa {
  const face = context.face(manualSecurityAssociation, object);
  const reference = face.text('ipsec-policy');
  const policyName = neutralName(fullName(reference?.value ?? ''));
  const policy = policies.find(({ name, peer }) => name === policyName && peer === undefined);
  const protocol = face.text('protocol');
  const spi = face.text('spi');
  const [source, destination] = [endOf(face, 'source-address'), endOf(face, 'destination-address')];
  const cipher = face.text('encrypt-algorithm');
  const encryption = MANUAL_ENCRYPTION[cipher?.value ?? ''];
  const auth = face.text('auth-algorithm');
  const integrity = MANUAL_INTEGRITY[auth?.value ?? ''];
  const isAh = protocol?.value === 'ah';
  const name = neutralName(object.key);
  const sa = assemble<ManualSa>(context.origins, {
    name: sourced(name, headerOrigins(object)),
    policy:
      policy === undefined
        ? undefined
        : sourced({ name: policy.name, sequence: policy.sequence }, reference?.origins ?? []),
    direction: derived(destination.value === policy?.tunnel.local ? 'in' : 'out'),
    protocol: sourced(isAh ? 'ah' : 'esp', protocol?.origins ?? []),
    mode: derived(policy !== undefined && isTransport(policy) ? 'transport' : 'tunnel'),
    spi: sourced(Number(spi?.value ?? 0), spi?.origins ?? []),
    source,
    destination,
    encryption:
      isAh || encryption === undefined ? undefined : sourced({ ...encryption }, cipher?.origins ?? []),
    encryptionKey: isAh ? undefined : lowerKey(context, face, 'encrypt-key', `${name}-encrypt`),
    integrity: integrity === undefined ? undefined : sourced({ ...integrity }, auth?.origins ?? []),
    integrityKey: lowerKey(context, face, 'auth-key', `${name}-auth`),
  });
  if (policy === undefined) return sa;
  context.blameUnreadable(policy, object);
  if (isAh) noteIdleCipher(context, face);
  for (const property of ['spi', 'source-address', 'destination-address'] as const) {
    if (face.text(property) !== undefined) continue;
    context.fault(policy, diagnostic('TG106', { what: `"${property}"` }, headerOrigin(object)));
  }
  return sa;
}

function endOf(face: SaFace, property: 'source-address' | 'destination-address'): Sourced<Address> {
  const value = face.text(property);
  return sourced(readAddress(value?.value ?? 'any').address ?? '', value?.origins ?? []);
}

/** A key as text; one that the device has encrypted is a placeholder. */
function lowerKey(
  context: LoweringContext,
  face: SaFace,
  property: 'auth-key' | 'encrypt-key',
  name: string,
): Sourced<Secret> | undefined {
  const [plain, encrypted] = [face.text(property), face.text(`${property}-encrypted`)];
  const key = plain ?? encrypted;
  if (key === undefined) return undefined;
  const at = originOf(encrypted?.origins ?? []);
  if (plain !== undefined && at.origin !== undefined) {
    context.report(diagnostic('TG119', { what: `a key in "${property}"` }, at));
  }
  const given = placeholderName(key.value);
  if (given !== undefined) return sourced({ unreadable: given }, key.origins);
  if (!key.value.startsWith('$M$')) return sourced({ psk: key.value }, key.origins);
  const placeholder = `sa-key:${name}`;
  context.report(diagnostic('TG120', { peer: name, placeholder }, originOf(key.origins)));
  return sourced({ unreadable: placeholder }, key.origins);
}

/** AH encrypts nothing. */
function noteIdleCipher(context: LoweringContext, face: SaFace): void {
  for (const property of ['encrypt-algorithm', 'encrypt-key', 'encrypt-key-encrypted'] as const) {
    const at = originOf(face.text(property)?.origins ?? []);
    if (at.origin !== undefined) context.reportOnce(diagnostic('TG119', { what: 'AH' }, at));
  }
}
