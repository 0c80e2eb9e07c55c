import type { EngineEventKind, FailureCause } from '../../ir/result.ts';
import { establishIkeSa } from '../gateway/ike-sas.ts';
import { logEvent, logFailure } from '../gateway/logs.ts';
import { armKeepalive } from '../gateway/nat-keepalive.ts';
import { startRequests } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import { notifyName } from '../message/notify.ts';
import { adoptDangling } from './dangling-children.ts';
import { startLiveness } from './dead-peer-detection.ts';
import { startHeartbeat } from './heartbeat.ts';
import { honourInitialContact } from './initial-contact.ts';
import { sendInformational, sendNotify } from './notify.ts';
import { lifetimeNotify } from './responder-lifetime.ts';
import { resumeRekeys } from './resumption.ts';
import { saKey } from './keys.ts';
import { MODES } from './modes.ts';
import type { Phase1Context } from './phase1-context.ts';
import type { Ikev1Sa } from './records.ts';
import { failureOf, isNotifyName, type NotifyName, type Refusal, refuse } from './refusal.ts';
import { renewalFailed, replaceOthers } from './replacement.ts';
import { endIkeSa, leaveHalfOpen } from './stop.ts';

/** The last message of phase 1 was sent or read: the SA carries what follows. */
export function establish({ gateway, sa, negotiation }: Phase1Context): void {
  const { lifetimeSeconds, chosen, isInitialContact } = negotiation;
  sa.key = saKey(negotiation);
  if (MODES[sa.exchangeMode].steps.at(-1)?.from === 'responder' && sa.isInitiator) sa.lastMessage = null;
  leaveHalfOpen(gateway, sa);
  establishIkeSa(gateway, sa, lifetimeSeconds);
  armKeepalive(gateway, sa);
  startLiveness(gateway, sa);
  startHeartbeat(gateway, sa);
  if (isInitialContact) honourInitialContact(gateway, sa);
  adoptDangling(gateway, sa);
  const survivor = replaceOthers(gateway, sa);
  const isShortened = chosen !== null && lifetimeSeconds !== chosen.lifetimeSeconds;
  if (!sa.isInitiator && isShortened) {
    sendInformational(gateway, sa, lifetimeNotify('ike', { seconds: lifetimeSeconds, kilobytes: 0 }), sa.key);
  }
  resumeRekeys(gateway, survivor);
  startRequests(gateway, survivor);
}

const EVENTS: Readonly<Partial<Record<FailureCause, EngineEventKind>>> = {
  'no-response': 'peer-not-responding',
  'ike-proposal-mismatch': 'no-proposal-chosen',
  'dh-group-mismatch': 'no-proposal-chosen',
  'authentication-method-mismatch': 'no-proposal-chosen',
  'lifetime-refused': 'no-proposal-chosen',
  'authentication-failed': 'authentication-failed',
  'unverifiable-secret': 'authentication-failed',
  'remote-id-mismatch': 'authentication-failed',
};

/** Phase 1 ends without an SA; the peer is told where the refusal says so. */
export function fail(gateway: GatewayState, sa: Ikev1Sa, refusal: Refusal): void {
  if (refusal.notify !== null) sendNotify(gateway, sa, refusal.notify);
  endFailed(gateway, sa, refusal, 'sent');
}

/** The peer has said why there is no SA. */
export function failAsTold(gateway: GatewayState, sa: Ikev1Sa, notify: NotifyName): void {
  const offer = sa.negotiation?.offer.own ?? [];
  const offered = offer.map(({ proposal }) => sa.peer.peer.proposals[proposal] ?? proposal);
  const details =
    notify === 'NO-PROPOSAL-CHOSEN' ? { parameter: 'ikeProposals', offered: [...new Set(offered)] } : {};
  endFailed(gateway, sa, refuse(TOLD[notify] ?? 'authentication-failed', notify, details), 'received');
}
const TOLD: Readonly<Partial<Record<NotifyName, FailureCause>>> = {
  'NO-PROPOSAL-CHOSEN': 'ike-proposal-mismatch',
  'INVALID-KEY-INFORMATION': 'dh-group-mismatch',
  'INVALID-ID-INFORMATION': 'remote-id-mismatch',
};

/** The peer did not answer, or did not go on, in time. */
export function failInSilence(gateway: GatewayState, sa: Ikev1Sa): void {
  const heard = sa.negotiation?.lastNotify ?? 0;
  const told = notifyName(1, heard);
  const notify = isNotifyName(told) ? told : null;
  endFailed(gateway, sa, refuse('no-response', notify), 'received');
}
function endFailed(
  gateway: GatewayState,
  sa: Ikev1Sa,
  refusal: Refusal,
  direction: 'sent' | 'received',
): void {
  const role = sa.isInitiator ? 'initiator' : 'responder';
  logFailure(gateway, sa, 1, failureOf(refusal, role, MODES[sa.exchangeMode].name, direction));
  const event = EVENTS[refusal.cause];
  if (event !== undefined) logEvent(gateway, event, sa, sa.id);
  if (sa.isInitiator) gateway.counters.initiatedFailed++;
  else gateway.counters.answeredFailed++;
  const { renews } = sa;
  endIkeSa(gateway, sa, sa.established < 0 ? null : 'peer-request', refusal.cause === 'no-response');
  if (renews === null) return;
  renewalFailed(gateway, renews);
  resumeRekeys(gateway, renews);
}
