import { hiddenText } from '../../ir/address.ts';
import type { Peer } from '../../ir/ike.ts';
import type { Address, Identity, IdentityType } from '../../ir/scalars.ts';

/** What comparing with something that may be unreadable gives. */
export type Verdict = 'match' | 'mismatch' | 'unverifiable';

/** An identity as it is sent: its value is there. */
export interface StatedIdentity {
  readonly type: IdentityType;
  readonly value: string;
}

/** The own identity towards a peer: an address without value is the own one of IKE, a name without value the certificate's. */
export function ownIdentity({ localId, certificates }: Peer, local: Address): StatedIdentity {
  return stated(localId, local, certificates?.certificate);
}
function stated(
  { type, value }: Identity,
  address: Address,
  certificate: string | undefined,
): StatedIdentity {
  if (value !== undefined) return { type, value };
  if (isAddressType(type)) return { type, value: address };
  return { type, value: type === 'ID_DER_ASN1_DN' ? (certificate ?? '') : '' };
}

/**
 * Whether a peer may have the identity that it states: any of its `remoteIds`, where they are checked. One without value
 * is the address that the peer's packets come from.
 */
export function verifyIdentity(
  { remoteIds, verifyRemoteId }: Peer,
  claimed: StatedIdentity,
  remote: Address,
): Verdict {
  if (!verifyRemoteId || remoteIds.length === 0) return 'match';
  const verdicts = new Set(remoteIds.map((expected) => compareIdentity(expected, claimed, remote)));
  if (verdicts.has('match')) return 'match';
  return verdicts.has('unverifiable') ? 'unverifiable' : 'mismatch';
}

export function compareIdentity(expected: Identity, claimed: StatedIdentity, remote: Address): Verdict {
  if (expected.type !== claimed.type) return 'mismatch';
  const { value = isAddressType(expected.type) ? remote : undefined } = expected;
  if (value === undefined) return 'match';
  if (hiddenText(value) !== undefined || hiddenText(claimed.value) !== undefined) return 'unverifiable';
  return isSameName(expected.type, value, claimed.value) ? 'match' : 'mismatch';
}

function isAddressType(type: IdentityType): boolean {
  return type === 'ID_IPV4_ADDR' || type === 'ID_IPV6_ADDR';
}
/** Domain names know no letter case; a component `*` of a distinguished name stands for any. */
function isSameName(type: IdentityType, expected: string, claimed: string): boolean {
  if (type === 'ID_FQDN' || type === 'ID_RFC822_ADDR')
    return expected.toLowerCase() === claimed.toLowerCase();
  if (type !== 'ID_DER_ASN1_DN') return expected === claimed;
  const [wanted, given] = [componentsOf(expected), componentsOf(claimed)];
  return (
    wanted.length === given.length &&
    wanted.every((component, index) => isSameComponent(component, given[index] ?? ''))
  );
}
function componentsOf(name: string): readonly string[] {
  return name.split(/[,/]/).map((component) => component.trim().toLowerCase());
}
function isSameComponent(expected: string, claimed: string): boolean {
  const [attribute, value] = expected.split('=');
  return expected === claimed || (value === '*' && claimed.startsWith(`${attribute}=`));
}
