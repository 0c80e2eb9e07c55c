import { removeChild } from '../gateway/child-sas.ts';
import { removeChildrenOf } from '../gateway/ike-sas.ts';
import type { GatewayState } from '../gateway/state.ts';
import { danglingChildren } from './dangling-children.ts';
import { endIkeSa } from './stop.ts';
import { Ikev1Sa } from './records.ts';

/** Whether this end knows of no other SA with the peer, and so says INITIAL-CONTACT (RFC 2407 section 4.6.3.3). */
export function isFirstContact(gateway: GatewayState, sa: Ikev1Sa): boolean {
  if (!sa.isInitiator || !sa.peer.peer.initialContact) return false;
  for (let other = sa.path.first; other !== null; other = other.olderOnPath) {
    if (other !== sa && (other.established >= 0 || other.firstChild !== null)) return false;
  }
  return danglingChildren(gateway, sa.path).length === 0;
}

/**
 * The peer has lost what it knew, or never knew anything: all other SAs between the two addresses go, and nobody is
 * told (RFC 2407 section 4.6.3.3). IKEv1 goes by address, not by identity. What came up meanwhile the peer could not know
 * of when it began: `replaceOthers` settles that.
 */
export function honourInitialContact(gateway: GatewayState, sa: Ikev1Sa): void {
  const others: Ikev1Sa[] = [];
  for (let other = sa.path.first; other !== null; other = other.olderOnPath) {
    if (other === sa || !(other instanceof Ikev1Sa) || other.established < 0) continue;
    if (other.established < sa.created) others.push(other);
  }
  for (const other of others) {
    removeChildrenOf(gateway, other, null);
    endIkeSa(gateway, other, 'ike-sa-replaced');
  }
  for (const child of danglingChildren(gateway, sa.path)) {
    if (child.created < sa.created) removeChild(gateway, child, 'child-sa-replaced');
  }
}
