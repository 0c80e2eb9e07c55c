import { adoptChild, removeChild } from '../gateway/child-sas.ts';
import { childrenOf } from '../gateway/expiry.ts';
import type { ChildSaRecord, Path } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import { leaveDangling } from './dangling-children.ts';
import { Ikev1Sa } from './records.ts';

/**
 * What becomes of the child SAs of an IKE SA that was lost, and not deleted by an operator: they go with it where they
 * depend on it, else the device decides. Gives those that are gone.
 */
export function releaseChildren(gateway: GatewayState, sa: Ikev1Sa): readonly ChildSaRecord[] {
  const { ikev1ChildrenOnIkeLoss } = gateway.behaves(1);
  const heir = ikev1ChildrenOnIkeLoss === 'move-or-delete' ? usableIkeSa(sa.path, sa) : null;
  const lost: ChildSaRecord[] = [];
  for (const child of childrenOf(sa)) {
    if (sa.peer.peer.childSasDependOnIkeSa) removeChild(gateway, child, 'dependent-ike-sa-gone');
    else if (heir !== null) adoptChild(heir, child);
    else if (ikev1ChildrenOnIkeLoss === 'keep') leaveDangling(gateway, child);
    else removeChild(gateway, child, null);
    if (child.state === 'dead') lost.push(child);
  }
  return lost;
}

/** An IKE SA of a path that can carry messages, but one; the newest. Null: there is none. */
export function usableIkeSa(path: Path, except: Ikev1Sa | null): Ikev1Sa | null {
  for (let sa = path.first; sa !== null; sa = sa.olderOnPath) {
    if (sa === except || !(sa instanceof Ikev1Sa)) continue;
    if (sa.state === 'established' || sa.state === 'rekeying') return sa;
  }
  return null;
}
