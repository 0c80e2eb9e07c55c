import type { OfflineReason } from '../../ir/result.ts';
import { childrenOf } from '../gateway/expiry.ts';
import { closeIkeSa } from '../gateway/ike-sas.ts';
import { logEvent, logFailure } from '../gateway/logs.ts';
import { reestablish } from '../gateway/requests.ts';
import type { GatewayState, PendingRequest } from '../gateway/state.ts';
import type { FailureDetails, SpdEntry } from '../gateway/records.ts';
import { forget } from './deletion.ts';
import { EXCHANGE } from '../message/message.ts';
import { reauthenticationFailed } from './reauthentication.ts';
import { type Exchange, type Ikev2Sa, isIkev2Sa } from './records.ts';
import { setUpFailed } from './set-up.ts';

/** A request got no answer: the SA and its children are gone, and nobody can be told (RFC 7296 section 2.4). */
export function requestTimedOut(gateway: GatewayState, { sa, message }: PendingRequest): void {
  if (!isIkev2Sa(sa)) return;
  sa.pending = null;
  if (sa.state === 'connecting') {
    const exchange = message.exchange === EXCHANGE.ikeSaInit ? 'ike-sa-init' : 'ike-auth';
    const { replaces } = sa;
    setUpFailed(gateway, sa, { exchange, cause: 'no-response' });
    if (replaces !== null) reauthenticationFailed(gateway, sa);
    return;
  }
  if (sa.state === 'deleting') return forget(gateway, sa);
  const { active } = sa;
  const isLiveness = active?.kind === 'liveness';
  logEvent(gateway, isLiveness ? 'peer-dead' : 'peer-not-responding', sa, sa.id);
  logFailure(gateway, sa, 2, { role: 'initiator', exchange: exchangeOf(active), cause: 'no-response' });
  destroy(gateway, sa, isLiveness ? 'dpd-timeout' : 'exchange-timeout');
}

/** Then the policy's own way back: what the peer's configuration says for a peer found dead. */
function destroy(gateway: GatewayState, sa: Ikev2Sa, reason: OfflineReason): void {
  const entries = new Set<SpdEntry>(childrenOf(sa).map(({ entry }) => entry));
  const request = sa.active?.request ?? null;
  if (request !== null) entries.add(request.entry);
  const wasReplaced = sa.state === 'rekeyed';
  closeIkeSa(gateway, sa, wasReplaced ? 'ike-sa-replaced' : reason);
  forget(gateway, sa);
  for (const entry of entries) {
    if (entry.peer !== null && entry.request === null)
      reestablish(gateway, entry.peer, entry, sa.peer.peer.dpd.then);
  }
}
function exchangeOf(active: Exchange | null): FailureDetails['exchange'] {
  const kind = active?.kind;
  return kind === 'create-child' || kind === 'rekey-child' || kind === 'rekey-ike'
    ? 'create-child-sa'
    : 'informational';
}
