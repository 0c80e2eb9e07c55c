import { isAddressIdentity } from '../../ir/identity.ts';
import { hiddenText, isIpv6Address } from '../../ir/address.ts';
import type { Peer } from '../../ir/ike.ts';
import type { Address, Identity } from '../../ir/scalars.ts';
import type { Match } from './verdict.ts';

/** An identity as it is sent: with its value. */
export interface KnownIdentity extends Identity {
  readonly value: string;
}

/** Who this end says it is; absent: its configuration gives no value for that type. */
export function localIdentity(peer: Peer, local: Address): KnownIdentity | undefined {
  const { type, value } = peer.localId;
  if (value !== undefined) return { type, value };
  switch (type) {
    case 'ID_IPV4_ADDR':
    case 'ID_IPV6_ADDR':
      return { type: isIpv6Address(local) ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR', value: local };
    case 'ID_DER_ASN1_DN':
    case 'ID_DER_ASN1_GN': {
      const subject = peer.certificates?.certificate;
      return subject === undefined ? undefined : { type, value: subject };
    }
    case 'ID_NULL':
      return { type, value: '' };
    case 'ID_FQDN':
    case 'ID_RFC822_ADDR':
    case 'ID_KEY_ID':
      return undefined;
    default:
      return type satisfies never;
  }
}

/** Whether the other end may be who it says it is; `remote`: the address it speaks from. */
export function matchRemoteIdentity(peer: Peer, presented: Identity, remote: Address): Match {
  const { remoteIds, verifyRemoteId } = peer;
  if (!verifyRemoteId || remoteIds.length === 0) return 'match';
  let best: Match = 'mismatch';
  for (const expected of remoteIds) {
    const match = matchIdentity(expected, presented, remote);
    if (match === 'match') return match;
    if (match === 'unverifiable') best = match;
  }
  return best;
}

/** Those of several peers that expect an identity; where none does, those of which nobody can tell. */
export function expecting<T extends { readonly peer: Peer }>(
  peers: readonly T[],
  presented: Identity,
  remote: Address,
): readonly T[] {
  const judged = (match: Match): readonly T[] =>
    peers.filter(({ peer }) => matchRemoteIdentity(peer, presented, remote) === match);
  const certain = judged('match');
  return certain.length > 0 ? certain : judged('unverifiable');
}

/** One identity against one that is expected: types are equal, names in any letter case. */
export function matchIdentity(expected: Identity, presented: Identity, remote: Address): Match {
  const isAddress = isAddressIdentity(expected);
  if (expected.type !== presented.type) {
    // an address that is not written out has the family of the one that is used
    const isFamilyOnly = isAddress && expected.value === undefined && isAddressIdentity(presented);
    if (!isFamilyOnly) return 'mismatch';
  }
  const wanted = expected.value ?? (isAddress ? remote : undefined);
  if (wanted === undefined || presented.value === undefined) return 'match';
  if (hiddenText(wanted) !== undefined || hiddenText(presented.value) !== undefined) return 'unverifiable';
  return sameText(expected.type, wanted, presented.value) ? 'match' : 'mismatch';
}
function sameText(type: Identity['type'], left: string, right: string): boolean {
  if (type === 'ID_FQDN' || type === 'ID_RFC822_ADDR') return left.toLowerCase() === right.toLowerCase();
  if (type === 'ID_DER_ASN1_DN') return sameName(partsOf(left), partsOf(right));
  return left === right;
}
/** A part `*` of the expected name stands for any value. */
function sameName(expected: readonly NamePart[], presented: readonly NamePart[]): boolean {
  return (
    expected.length === presented.length &&
    expected.every(({ name, value }, index) => {
      const other = presented[index];
      return name === other?.name && (value === '*' || value === other.value);
    })
  );
}
interface NamePart {
  readonly name: string;
  readonly value: string;
}
/** Blanks around "," and "=" mean nothing, nor does the letter case of an attribute's name. */
function partsOf(text: string): readonly NamePart[] {
  return text.split(/[,/]/).map((part) => {
    const [name = '', ...value] = part.split('=');
    return { name: name.trim().toUpperCase(), value: value.join('=').trim() };
  });
}
