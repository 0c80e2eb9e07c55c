import { childrenOf } from '../gateway/expiry.ts';
import { childGone } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import { spiOrder } from './collisions.ts';
import { deleteIkeSa } from './deletion.ts';
import { areBetweenSameIdentities } from './initial-contact.ts';
import { type Ikev2Sa, isIkev2Sa } from './records.ts';

/**
 * Both ends began, and more than one IKE SA stands between the same identities. Of two that different ends began the one
 * with the larger initiator's SPI stays, which both know without a word, whatever came late or twice; of two that one end
 * began the later one. Who began the other deletes it (inferred; RFC 7296 section 2.8 leaves it open). `sa`: it has just been
 * established.
 */
export function settleDuplicates(gateway: GatewayState, sa: Ikev2Sa): void {
  for (const other of rivalsOf(sa)) {
    if (other.isInitiator !== sa.isInitiator) {
      const [own, theirs] = sa.isInitiator ? [sa, other] : [other, sa];
      if (spiOrder(own, theirs) < 0) deleteOwn(gateway, own);
    } else if (sa.isInitiator) deleteOwn(gateway, other);
  }
}
function rivalsOf(sa: Ikev2Sa): readonly Ikev2Sa[] {
  const rivals: Ikev2Sa[] = [];
  for (let other = sa.path.first; other !== null; other = other.olderOnPath) {
    const stands = other !== sa && other !== sa.replaces && other.state === 'established';
    if (stands && isIkev2Sa(other) && areBetweenSameIdentities(sa, other)) rivals.push(other);
  }
  return rivals;
}
function deleteOwn(gateway: GatewayState, own: Ikev2Sa): void {
  const children = childrenOf(own);
  deleteIkeSa(gateway, own, 'ike-sa-replaced');
  for (const child of children) childGone(gateway, child);
}
