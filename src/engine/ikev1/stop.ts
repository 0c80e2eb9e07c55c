import { halfOpenKey, removeIkeSa } from '../gateway/ike-sas.ts';
import type { Reason } from '../gateway/records.ts';
import { requestsFailed } from '../gateway/requests.ts';
import { answered } from '../gateway/retransmission.ts';
import type { GatewayState } from '../gateway/state.ts';
import { abandonExchange } from './quick-exchanges.ts';
import type { Ikev1Sa } from './records.ts';

/** The peer is no longer a stranger that may only be flooding us. */
export function leaveHalfOpen(gateway: GatewayState, sa: Ikev1Sa): void {
  sa.halfOpenTimer = gateway.cancel(sa.halfOpenTimer);
  if (sa.isInitiator) return;
  const key = halfOpenKey(sa.peerHigh, sa.peerLow, sa.path.remote, sa.halfOpenPort);
  if (gateway.halfOpen.get(key) !== sa) return;
  gateway.halfOpen.delete(key);
  gateway.halfOpenCount--;
}

/**
 * Ends all that runs on an IKE SA and takes it out of the database, silently. Its child SAs must be gone, or moved.
 * What waits for it fails; `isSilence`: because the peer did not answer.
 */
export function endIkeSa(gateway: GatewayState, sa: Ikev1Sa, reason: Reason, isSilence = false): void {
  if (sa.state === 'deleted') return;
  leaveHalfOpen(gateway, sa);
  if (sa.negotiation !== null && sa.negotiation.pending !== null) answered(gateway, sa.negotiation.pending);
  sa.heartbeatTimer = gateway.cancel(sa.heartbeatTimer);
  sa.heartbeatTimeout = gateway.cancel(sa.heartbeatTimeout);
  sa.replacedTimer = gateway.cancel(sa.replacedTimer);
  removeIkeSa(gateway, sa, reason);
  while (sa.firstExchange !== null) abandonExchange(gateway, sa.firstExchange);
  requestsFailed(gateway, sa, isSilence);
}
