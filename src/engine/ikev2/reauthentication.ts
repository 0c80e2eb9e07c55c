import { childrenOf } from '../gateway/expiry.ts';
import { ChildRequest, type SpdEntry } from '../gateway/records.ts';
import { reestablish, wait } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import { deleteIkeSa } from './deletion.ts';
import { initiate } from './ike-sa-init.ts';
import { type Ikev2Sa, isIkev2Sa } from './records.ts';

/**
 * A new IKE SA from scratch takes the place of one whose authentication is too old (RFC 7296 section 2.8.3): before
 * the old one goes, or after it, as the gateway does it.
 */
export function reauthenticate(gateway: GatewayState, sa: Ikev2Sa): void {
  sa.reauthenticationTimer = 0;
  if (sa.state !== 'established') return;
  const entries = new Set(childrenOf(sa).map(({ entry }) => entry));
  if (!gateway.behaviour.makeBeforeBreak) {
    deleteIkeSa(gateway, sa, 'ike-sa-replaced');
    for (const entry of entries) if (entry.peer !== null) reestablish(gateway, entry.peer, entry, 'at-once');
    return;
  }
  const fresh = initiate(gateway, sa.peer, sa.path);
  if (fresh === null) return;
  fresh.replaces = sa;
  for (const entry of entries) request(gateway, fresh, entry);
}
function request(gateway: GatewayState, sa: Ikev2Sa, entry: SpdEntry): void {
  if (entry.request !== null) return;
  entry.request = new ChildRequest(gateway.index, entry, null, gateway.time);
  wait(gateway, sa, entry.request);
}

/** The new SA stands: the old one goes. */
export function reauthenticated(gateway: GatewayState, sa: Ikev2Sa): void {
  const { replaces } = sa;
  sa.replaces = null;
  if (isIkev2Sa(replaces)) deleteIkeSa(gateway, replaces, 'ike-sa-replaced');
}
/** The new SA never came: what was authenticated too long ago goes all the same. */
export function reauthenticationFailed(gateway: GatewayState, sa: Ikev2Sa): void {
  const { replaces } = sa;
  sa.replaces = null;
  if (isIkev2Sa(replaces)) deleteIkeSa(gateway, replaces, 'reauthentication-timeout');
}
