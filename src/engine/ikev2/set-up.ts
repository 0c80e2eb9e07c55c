import type { FailureDetails } from '../gateway/records.ts';
import { addIkeSa, establishIkeSa, removeChildrenOf, removeIkeSa } from '../gateway/ike-sas.ts';
import { logEvent, logFailure } from '../gateway/logs.ts';
import { armKeepalive } from '../gateway/nat-keepalive.ts';
import { requestsFailed, wait } from '../gateway/requests.ts';
import { answered } from '../gateway/retransmission.ts';
import type { GatewayState } from '../gateway/state.ts';
import { mixKey, mixTwo } from '../random.ts';
import { noteIdentity } from './identity-index.ts';
import { armLiveness } from './liveness.ts';
import { type Ikev2Sa, Setup } from './records.ts';
import { IKEV2_EVENT } from './timers.ts';

/** The SA is not half-open any more. */
export function leaveHalfOpen(gateway: GatewayState, sa: Ikev2Sa): void {
  const setup = sa.negotiation;
  if (!(setup instanceof Setup)) return;
  setup.halfOpenTimer = gateway.cancel(setup.halfOpenTimer);
  if (setup.halfOpenKey === 0) return;
  if (gateway.halfOpen.get(setup.halfOpenKey) === sa) gateway.halfOpen.delete(setup.halfOpenKey);
  gateway.halfOpenCount--;
  setup.halfOpenKey = 0;
}

/** Both ends proved who they are. */
export function established(gateway: GatewayState, sa: Ikev2Sa): void {
  leaveHalfOpen(gateway, sa);
  const proposal = sa.peer.proposals[sa.suite?.proposal ?? 0];
  establishIkeSa(gateway, sa, proposal?.lifetimeSeconds ?? 0);
  noteIdentity(gateway, sa);
  armLiveness(gateway, sa);
  armKeepalive(gateway, sa);
  armReauthentication(gateway, sa);
}

/** Only who began the IKE SA authenticates again (RFC 7296 section 2.8.3). */
export function armReauthentication(gateway: GatewayState, sa: Ikev2Sa): void {
  const { reauthenticationSeconds } = sa.peer.peer;
  if (reauthenticationSeconds === undefined || reauthenticationSeconds === 0 || !sa.isInitiator) return;
  const milliseconds = 1000 * reauthenticationSeconds;
  sa.reauthenticationTimer = gateway.after(milliseconds, IKEV2_EVENT.reauthentication, sa);
}

/** What IKE_AUTH should have asked for waits again. */
export function returnRequest(gateway: GatewayState, sa: Ikev2Sa): void {
  const { negotiation } = sa;
  if (!(negotiation instanceof Setup) || negotiation.request === null) return;
  wait(gateway, sa, negotiation.request);
  negotiation.request = null;
}

/** An SA that was set up is not to be; what waits for it fails, or tries another address. */
export function setUpFailed(gateway: GatewayState, sa: Ikev2Sa, details: Omit<FailureDetails, 'role'>): void {
  if (sa.pending !== null) answered(gateway, sa.pending);
  sa.pending = null;
  returnRequest(gateway, sa);
  leaveHalfOpen(gateway, sa);
  logFailure(gateway, sa, 2, { role: sa.isInitiator ? 'initiator' : 'responder', ...details });
  logSetUpEvent(gateway, sa, details.cause);
  if (sa.isInitiator) gateway.counters.initiatedFailed++;
  else gateway.counters.answeredFailed++;
  removeChildrenOf(gateway, sa, null);
  removeIkeSa(gateway, sa, null);
  requestsFailed(gateway, sa, details.cause === 'no-response');
}

function logSetUpEvent(gateway: GatewayState, sa: Ikev2Sa, cause: FailureDetails['cause']): void {
  if (cause === 'no-response') logEvent(gateway, 'peer-not-responding', sa, sa.id);
  else if (cause === 'authentication-failed') logEvent(gateway, 'authentication-failed', sa, sa.id);
  else if (cause === 'ike-proposal-mismatch') logEvent(gateway, 'no-proposal-chosen', sa, sa.id);
}

/** Puts an SA in the database; one too many is refused. */
export function admit(gateway: GatewayState, sa: Ikev2Sa): boolean {
  if (addIkeSa(gateway, sa)) return true;
  logFailure(gateway, sa, 2, {
    role: sa.isInitiator ? 'initiator' : 'responder',
    exchange: 'ike-sa-init',
    cause: 'limit-reached',
  });
  return false;
}

/** SKEYSEED: of what both ends have sent. */
export function ikeKey(
  keyOfInitiator: number,
  keyOfResponder: number,
  nonceOfInitiator: number,
  nonceOfResponder: number,
): number {
  const shared = mixTwo(keyOfInitiator, keyOfResponder);
  return mixKey(shared, mixTwo(nonceOfInitiator, nonceOfResponder));
}
