import type { Peer } from '../../ir/ike.ts';
import type { Address, Secret } from '../../ir/scalars.ts';
import { hashText } from '../random.ts';
import { compareIdentity, type StatedIdentity } from './identities.ts';

/** A pre-shared key as the engine uses it: a number that stands for it, or the placeholder of one that nobody can read. */
export interface SharedKey {
  readonly value: number;
  /** '': the key is readable. */
  readonly unreadable: string;
}

/**
 * The key for a peer: the first whose identity is its address, or the identity that it states. Absent: there is
 * none. Main mode of IKEv1 has to find it by the address alone (RFC 2409 section 5.4).
 */
export function sharedKeyFor(
  { preSharedKeys }: Peer,
  remote: Address,
  claimed?: StatedIdentity,
): SharedKey | undefined {
  const byAddress: StatedIdentity = {
    type: remote.includes(':') ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR',
    value: remote,
  };
  const found = preSharedKeys.find(
    ({ identity }) =>
      identity === undefined ||
      compareIdentity(identity, byAddress, remote) === 'match' ||
      (claimed !== undefined && compareIdentity(identity, claimed, remote) === 'match'),
  );
  return found && keyOf(found.secret);
}

function keyOf(secret: Secret): SharedKey {
  if ('unreadable' in secret) return { value: 0, unreadable: secret.unreadable };
  const octets = secret.encoding === 'hex' ? secret.psk.replace(/^0x/i, '').toLowerCase() : hexOf(secret.psk);
  return { value: hashText(octets) || 1, unreadable: '' };
}
/** The octets of a text in UTF-8, as digits: the same key may be written both ways. Half of a surrogate pair is no text. */
function hexOf(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /%([0-9A-F]{2})|./g,
    (character, digits?: string) =>
      digits === undefined ? character.charCodeAt(0).toString(16).padStart(2, '0') : digits.toLowerCase(),
  );
}
