import { isIpv6Address } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Peer } from '../../../ir/ike.ts';
import { assemble, byDefault, sourced, type Sourced, withMembers } from '../../../ir/origins.ts';
import type { Identity } from '../../../ir/scalars.ts';
import { IDENTITY_TYPES } from '../words.ts';
import { isLocalPlaceholder, placeholderName, readAddress } from './address.ts';
import { type LoweringContext, neutralName, originOf, type Value } from './context.ts';
import { noteLocalPlaceholder } from './local-placeholder.ts';
import type { PeerFace } from './peer-face.ts';

/** `my-id-type` and `my-id-value`; an address that is not given is of the family that the peer is reached in. */
export function lowerLocalId(context: LoweringContext, face: PeerFace, remote: string | undefined): Identity {
  const type = face.text('my-id-type');
  const value = face.named('my-id-value');
  noteLocalPlaceholder(context, neutralName(face.object.key), value);
  const identity = assembleIdentity(context, type, value);
  const isOfFamily = identity.value === undefined && remote !== undefined && isIpv6Address(remote);
  return isOfFamily && identity.type === 'ID_IPV4_ADDR'
    ? withMembers(context.origins, identity, { type: 'ID_IPV6_ADDR' })
    : identity;
}

/** An identity of the type `address` is one: hidden addresses and placeholders are. */
export function checkIdentities(context: LoweringContext, face: PeerFace, peer: Peer): void {
  for (const [type, property] of [
    ['my-id-type', 'my-id-value'],
    ['peers-id-type', 'peers-id-value'],
  ] as const) {
    const value = face.text(property);
    if (face.text(type)?.value !== 'address' || value === undefined || value.value === 'none') continue;
    if (readAddress(value.value).address !== undefined || placeholderName(value.value) !== undefined)
      continue;
    const details = { parameter: property, kind: 'an IP address where its type is "address"' };
    context.fault(peer, diagnostic('TG110', details, originOf(value.origins)));
  }
}

/** Without a value the peer is not checked (tmsh reference 2.2). */
export function lowerRemoteId(context: LoweringContext, face: PeerFace): Sourced<readonly Identity[]> {
  const type = face.text('peers-id-type');
  const value = face.named('peers-id-value');
  if (value === undefined) {
    face.noteDefault('peers-id-type');
    return byDefault([]);
  }
  return sourced([assembleIdentity(context, type, value)], value.origins);
}

function assembleIdentity(
  context: LoweringContext,
  type: Value | undefined,
  value: Value | undefined,
): Identity {
  const name = IDENTITY_TYPES[type?.value ?? 'asn1dn'] ?? 'ID_DER_ASN1_DN';
  const isAddress = name === 'ID_IPV4_ADDR';
  const isMissing = value !== undefined && isLocalPlaceholder(value.value);
  const text = isMissing ? undefined : value?.value;
  const known = isAddress && text !== undefined ? (readAddress(text).address ?? text) : text;
  const ofFamily = isAddress && known !== undefined && isIpv6Address(known) ? 'ID_IPV6_ADDR' : name;
  return assemble<Identity>(context.origins, {
    type: sourced(ofFamily, type?.origins ?? []),
    value: value === undefined ? undefined : sourced(known, value.origins),
  });
}
