import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { fullName } from '../../../../grammars/tmsh/names.ts';
import { ipsecPolicy, manualSecurityAssociation } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { ManualSa, Policy } from '../../../ir/ipsec.ts';
import { type Json, sameJson } from '../../../ir/json.ts';
import { assemble, derived, originsOf, sourced, type Sourced } from '../../../ir/origins.ts';
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
  type Value,
} from './context.ts';
import { noteUnreached } from './unreached.ts';

type SaFace = Face<(typeof manualSecurityAssociation)['properties']>;

export interface ManualSurroundings {
  readonly policies: readonly Policy[];
  readonly isTransport: (policy: Policy) => boolean;
}

/** By the full name of a policy that has keys of its own, its first SA. */
export function firstManualSas(context: LoweringContext): ReadonlyMap<string, ConfigurationObject> {
  const entries = context
    .objects(manualSecurityAssociation)
    .flatMap((object): [string, ConfigurationObject][] => {
      const value = object.slots.get('ipsec-policy')?.at(-1)?.values['value'];
      return typeof value === 'string' ? [[fullName(value), object]] : [];
    });
  return new Map(entries.toReversed());
}

/** `net ipsec manual-security-association`: one direction; inbound where it ends at this end (`translation.md` 2.6, C13). */
export function lowerManualSa(
  context: LoweringContext,
  object: ConfigurationObject,
  { policies, isTransport }: ManualSurroundings,
): ManualSa | undefined {
  const face = context.face(manualSecurityAssociation, object);
  const reference = face.text('ipsec-policy');
  const policyName = neutralName(fullName(reference?.value ?? ''));
  const policy = policies.find(
    ({ name, peer, proposals }) => name === policyName && peer === undefined && proposals.length > 0,
  );
  if (policy === undefined) {
    noteUnused(context, object, reference);
    return undefined;
  }
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
    policy: sourced({ name: policy.name, sequence: policy.sequence }, reference?.origins ?? []),
    direction: derived(destination.value === policy.tunnel.local ? 'in' : 'out'),
    protocol: sourced(isAh ? 'ah' : 'esp', protocol?.origins ?? []),
    mode: derived(isTransport(policy) ? 'transport' : 'tunnel'),
    spi: sourced(Number(spi?.value ?? 0), spi?.origins ?? []),
    source,
    destination,
    encryption:
      isAh || encryption === undefined ? undefined : sourced({ ...encryption }, cipher?.origins ?? []),
    encryptionKey: isAh ? undefined : lowerKey(context, face, 'encrypt-key', `${name}-encrypt`),
    integrity: integrity === undefined ? undefined : sourced({ ...integrity }, auth?.origins ?? []),
    integrityKey: lowerKey(context, face, 'auth-key', `${name}-auth`),
  });
  context.blameUnreadable(policy, object);
  if (isAh) noteIdleCipher(context, face);
  checkWhole(context, policy, sa, object);
  return sa;
}

/** An SA is between the ends of its policy, and has a key for each of its algorithms. */
function checkWhole(
  context: LoweringContext,
  policy: Policy,
  sa: ManualSa,
  object: ConfigurationObject,
): void {
  const at = headerOrigin(object);
  const isEncrypted = sa.protocol === 'esp' && sa.encryption?.name !== 'ENCR_NULL';
  const missing = [
    ...(sa.integrityKey === undefined ? ['"auth-key"'] : []),
    ...(sa.protocol === 'esp' && sa.encryption === undefined ? ['"encrypt-algorithm"'] : []),
    ...(isEncrypted && sa.encryptionKey === undefined ? ['"encrypt-key"'] : []),
  ];
  for (const what of missing) context.fault(policy, diagnostic('TG106', { what }, at));
  const { local, remote } = policy.tunnel;
  const [source, destination] = sa.direction === 'in' ? [remote, local] : [local, remote];
  if (local !== undefined && sa.source === source && sa.destination === destination) return;
  const details = { a: `${sa.source} to ${sa.destination}`, b: `the ends of ipsec-policy ${policy.name}` };
  context.fault(policy, diagnostic('TG118', details, at));
}

/** A policy has one SA for each direction. */
export function checkDirections(
  context: LoweringContext,
  policies: readonly Policy[],
  manualSas: readonly ManualSa[],
): void {
  for (const policy of policies) {
    if (policy.peer !== undefined || policy.proposals.length === 0) continue;
    const own = manualSas.filter((sa) => sa.policy?.name === policy.name);
    const [header] = originsOf(context.origins, policy, 'name');
    for (const direction of ['in', 'out'] as const) {
      if (own.filter((sa) => sa.direction === direction).length === 1) continue;
      const what = `one manual-security-association of direction "${direction}"`;
      context.fault(policy, diagnostic('TG106', { what }, originOf(header === undefined ? [] : [header])));
    }
    const [first, second] = own;
    if (first === undefined || second === undefined || sameJson(suiteOf(first), suiteOf(second))) continue;
    const details = { a: `the algorithms of ${first.name}`, b: `those of ${second.name}` };
    const at = originOf(originsOf(context.origins, second, 'name'));
    context.fault(policy, diagnostic('TG118', details, at));
  }
}

function suiteOf({ protocol, encryption, integrity }: ManualSa): Json {
  return {
    protocol,
    encryption: encryption?.name ?? null,
    length: encryption?.keyLength ?? null,
    integrity: integrity?.name ?? null,
  };
}

/** An SA whose policy has no selector, is negotiated, or is not there. */
function noteUnused(
  context: LoweringContext,
  object: ConfigurationObject,
  reference: Value | undefined,
): void {
  const known = context.objects(ipsecPolicy).map(({ key }) => key);
  if (reference !== undefined && !known.includes(fullName(reference.value))) {
    const details = { object: 'ipsec-policy', name: reference.value };
    context.report(diagnostic('TG114', details, originOf(reference.origins)));
  }
  noteUnreached(context, object, 'manual-security-association');
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
