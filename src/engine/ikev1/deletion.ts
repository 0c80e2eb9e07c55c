import { adoptChild, removeChild } from '../gateway/child-sas.ts';
import { childrenOf } from '../gateway/expiry.ts';
import type { ChildSaRecord, Reason } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import { usableIkeSa } from './children-fate.ts';
import { leaveDangling, refreshPath } from './dangling-children.ts';
import { sendDelete } from './notify.ts';
import { sendAgreedDelete } from './quick-exchanges.ts';
import { Ikev1Sa } from './records.ts';
import { endIkeSa } from './stop.ts';

/** What becomes of the child SAs of an IKE SA that goes: away with it, left alone, moved to another one of the same peer. */
export type ChildrenFate = 'delete' | 'keep' | 'move';

/**
 * Deletes an IKE SA here, and tells the peer where there are keys to tell it with: its child SAs first, for later
 * nobody can. The messages go one way; if they are lost, the ends disagree until the peer's lifetime or liveness ends.
 */
export function deleteIkeSa(
  gateway: GatewayState,
  sa: Ikev1Sa,
  reason: Reason,
  fate: ChildrenFate,
  childReason: Reason = null,
): void {
  if (sa.state === 'deleted' || sa.state === 'deleting') return;
  const heir = fate === 'move' ? usableIkeSa(sa.path, sa) : null;
  for (const child of childrenOf(sa)) {
    if (heir !== null) adoptChild(heir, child);
    else if (fate === 'keep') leaveDangling(gateway, child);
    else deleteChild(gateway, child, childReason);
  }
  if (fate !== 'keep') {
    for (let exchange = sa.firstExchange; exchange !== null; exchange = exchange.next)
      sendAgreedDelete(gateway, exchange);
  }
  if (sa.key !== 0) sendDelete(gateway, sa, 'ike', cookiesOf(sa));
  endIkeSa(gateway, sa, isReplaced(sa, reason) ? 'ike-sa-replaced' : reason);
}
/** A replaced SA that reaches its hard lifetime goes because it was replaced. */
function isReplaced({ state }: Ikev1Sa, reason: Reason): boolean {
  return reason === 'ike-hard-expiry' && state === 'rekeyed';
}
function cookiesOf(sa: Ikev1Sa): readonly number[] {
  const own = [sa.ownHigh, sa.ownLow];
  const peer = [sa.peerHigh, sa.peerLow];
  return sa.isInitiator ? [...own, ...peer] : [...peer, ...own];
}

/** Deletes a child SA here, and tells the peer under any IKE SA that there is between the two; without one nobody is told. */
export function deleteChild(gateway: GatewayState, child: ChildSaRecord, reason: Reason): void {
  const sa = child.ikeSa instanceof Ikev1Sa ? child.ikeSa : usableIkeSa(refreshPath(gateway, child), null);
  if (sa !== null) {
    const isOnlyAh = child.suite.espEncryption === 0;
    sendDelete(gateway, sa, isOnlyAh ? 'ah' : 'esp', [child.inboundSpi]);
    if (child.inboundAhSpi !== 0) sendDelete(gateway, sa, 'ah', [child.inboundAhSpi]);
  }
  const isReplacedChild = reason === 'child-hard-expiry' && child.state === 'rekeyed';
  removeChild(gateway, child, isReplacedChild ? 'child-sa-replaced' : reason);
}
