import type { GatewayState } from '../gateway/state.ts';
import { spiOrder } from './collisions.ts';
import { deleteIkeSa } from './deletion.ts';
import { type Ikev2Sa, isIkev2Sa } from './records.ts';

/**
 * Both ends began at once and two IKE SAs stand: the one with the larger initiator's SPI stays, which both ends know
 * without a word; who began the other deletes it (inferred; RFC 7296 section 2.8 leaves it open).
 */
export function settleDuplicates(gateway: GatewayState, sa: Ikev2Sa): void {
  for (let other = sa.path.first; other !== null; other = other.olderOnPath) {
    const isSimultaneous =
      isIkev2Sa(other) &&
      other !== sa &&
      other !== sa.replaces &&
      other.peer === sa.peer &&
      !other.isInitiator &&
      other.state === 'established' &&
      other.established >= sa.created;
    if (!isSimultaneous || spiOrder(sa, other) > 0) continue;
    return deleteIkeSa(gateway, sa, 'ike-sa-replaced');
  }
}
