import { removeChild, setChildState } from '../gateway/child-sas.ts';
import type { ChildSaRecord } from '../gateway/records.ts';
import { childGone, requestChild } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import { isLower } from './collisions.ts';
import { deleteChild } from './deletion.ts';
import { enqueue } from './exchanges.ts';
import { type Collision, Exchange, type Ikev2Sa, isIkev2Sa } from './records.ts';
import { IKEV2_EVENT } from './timers.ts';

/** Asks for a replacement of a child SA; it stays in use until that is there. */
export function rekeyChild(gateway: GatewayState, child: ChildSaRecord): void {
  const { ikeSa } = child;
  if (!isIkev2Sa(ikeSa) || child.state !== 'installed') return;
  setChildState(gateway, child, 'rekeying');
  enqueue(gateway, ikeSa, new Exchange('rekey-child', child));
}

/**
 * Initiator: the replacement is there. Where both ends rekeyed at once, of the SAs made the one of the lowest nonce
 * is redundant and goes by who made it; who made the other deletes the old SA (RFC 7296 section 2.8.1).
 */
export function settleChildRekey(
  gateway: GatewayState,
  { collision }: Exchange,
  old: ChildSaRecord,
  child: ChildSaRecord,
  lowestNonce: number,
): void {
  gateway.counters.childRekeyedByUs++;
  const other = standing(collision);
  if (collision !== null && other !== null && isLower(lowestNonce, collision.lowestNonce)) {
    old.replacement = other;
    if (old.state === 'rekeying') setChildState(gateway, old, 'rekeyed');
    return deleteChild(gateway, child, 'child-sa-replaced');
  }
  if (other?.state === 'installed') {
    other.replacement = child; // the peer deletes what it made in vain
    setChildState(gateway, other, 'rekeyed');
  }
  old.replacement = child;
  if (old.state === 'dead' || old.state === 'deleting') return;
  setChildState(gateway, old, 'rekeyed');
  const { deleteAfterSeconds } = gateway.behaviour.replacedChildSa;
  if (deleteAfterSeconds === 0) return deleteReplaced(gateway, old);
  gateway.after(1000 * deleteAfterSeconds, IKEV2_EVENT.deleteReplacedChild, old);
}

export function deleteReplaced(gateway: GatewayState, old: ChildSaRecord): void {
  deleteChild(gateway, old, 'child-sa-replaced');
}

/** What the peer made, unless it was deleted meanwhile. */
function standing(collision: Collision | null): ChildSaRecord | null {
  const child = collision?.child ?? null;
  return child?.state === 'dead' || child?.state === 'deleting' ? null : child;
}

/** The peer has lost the SA that should be replaced: a new one is asked for. One that it deleted comes back by policy only. */
export function childLost(gateway: GatewayState, sa: Ikev2Sa, { child, collision }: Exchange): void {
  if (child === null) return;
  const other = standing(collision);
  if (other !== null) {
    child.replacement = other; // its delete is on the way
    if (child.state === 'rekeying') setChildState(gateway, child, 'rekeyed');
    return;
  }
  if (child.state === 'dead') return childGone(gateway, child);
  const { entry } = child;
  removeChild(gateway, child, 'peer-request');
  if (entry.request === null && sa.state === 'established') requestChild(gateway, entry, null);
}
