import type { Reestablishment } from '../../ir/operation.ts';
import type { OfflineReason } from '../../ir/result.ts';
import { childrenOf } from '../gateway/expiry.ts';
import { removeChildrenOf } from '../gateway/ike-sas.ts';
import { reestablish } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev1Sa } from './records.ts';
import { endIkeSa } from './stop.ts';

/** The peer is gone: the IKE SA and its child SAs go without a message, and their policies say who begins again. */
export function loseIkeSa(
  gateway: GatewayState,
  sa: Ikev1Sa,
  reason: OfflineReason,
  then: Reestablishment,
): void {
  const entries = new Set(childrenOf(sa).map(({ entry }) => entry));
  removeChildrenOf(gateway, sa, null);
  endIkeSa(gateway, sa, reason);
  for (const entry of entries) if (entry.peer !== null) reestablish(gateway, entry.peer, entry, then);
}
