import type { GatewayState } from '../gateway/state.ts';
import { sendMessage } from '../gateway/send.ts';
import { logEvent } from '../gateway/logs.ts';
import { NOTIFY_V1 } from '../message/notify.ts';
import type { Ikev1Payload } from '../message/ikev1-payloads.ts';
import type { NotifyPayload } from '../message/payloads.ts';
import { HASH, informationalMessage } from './messages.ts';
import { drawMessageId } from './notify.ts';
import type { Ikev1Sa } from './records.ts';
import { loseIkeSa } from './loss.ts';
import { TIMER } from './timers.ts';

const SECOND = 1000;
/** The first sequence number is 1 to 4096 (`reference/sa-engine.md` S12). */
const FIRST_SEQUENCES = 4096;

/** Watches over the peer from now on, where it is configured and the peer can answer (RFC 3706 section 5). */
export function startLiveness(gateway: GatewayState, sa: Ikev1Sa): void {
  const { dpd } = sa.peer.peer;
  if (!sa.peerAnswersProbes || dpd.mode === 'off' || dpd.mode === 'answer') return;
  sa.probeSequence = gateway.nonceRandom.below(FIRST_SEQUENCES);
  if (dpd.mode === 'periodic') waitIdle(gateway, sa);
}
export function stopLiveness(gateway: GatewayState, sa: Ikev1Sa): void {
  sa.livenessTimer = gateway.cancel(sa.livenessTimer);
}

/** Traffic leaves: an on-demand check begins where nothing has come back for the configured time. */
export function watchTraffic(gateway: GatewayState, sa: Ikev1Sa): void {
  const { dpd } = sa.peer.peer;
  if (dpd.mode !== 'on-demand' || !sa.peerAnswersProbes || sa.livenessTimer !== 0) return;
  if (gateway.time - sa.lastReceived >= SECOND * dpd.idleSeconds) probe(gateway, sa);
}

/** The timer of a watched SA is due: the peer has been silent for long enough, or for too long. */
export function livenessDue(gateway: GatewayState, sa: Ikev1Sa): void {
  const { dpd } = sa.peer.peer;
  if (sa.probesUnanswered === 0) {
    const idle = SECOND * dpd.idleSeconds - (gateway.time - sa.lastReceived);
    if (idle > 0) sa.livenessTimer = gateway.after(idle, TIMER.liveness, sa);
    else probe(gateway, sa);
  } else if (sa.probesUnanswered < dpd.retries) probe(gateway, sa);
  else peerIsDead(gateway, sa);
}

function waitIdle(gateway: GatewayState, sa: Ikev1Sa): void {
  sa.livenessTimer = gateway.again(
    sa.livenessTimer,
    SECOND * sa.peer.peer.dpd.idleSeconds,
    TIMER.liveness,
    sa,
  );
}
function probe(gateway: GatewayState, sa: Ikev1Sa): void {
  sa.probesUnanswered++;
  sa.probeSequence++;
  gateway.counters.dpdSent++;
  sendProbe(gateway, sa, NOTIFY_V1['R-U-THERE'], sa.probeSequence);
  const { retryIntervalSeconds } = sa.peer.peer.dpd;
  sa.livenessTimer = gateway.after(SECOND * retryIntervalSeconds, TIMER.liveness, sa);
}
function sendProbe(gateway: GatewayState, sa: Ikev1Sa, type: number, sequence: number): void {
  const notify: NotifyPayload = { kind: 'NOTIFY', type, protocol: 'ike', spi: 0, data: sequence };
  const isHashFirst = sa.peer.peer.dpd.payloadOrder === 'hash-notify';
  const payloads = isHashFirst ? [HASH, notify] : [notify, HASH];
  sendMessage(gateway, sa, informationalMessage(sa, drawMessageId(gateway), payloads, sa.key));
}

/** An R-U-THERE or its acknowledgement. The ends must have their payloads in one order, or they do not understand it. */
export function receiveProbe(
  gateway: GatewayState,
  sa: Ikev1Sa,
  payloads: readonly Ikev1Payload[],
  { type, data }: NotifyPayload,
): void {
  const { dpd } = sa.peer.peer;
  const isHashFirst = payloads[0]?.kind === 'HASH';
  if (dpd.mode === 'off' || isHashFirst !== (dpd.payloadOrder === 'hash-notify')) {
    gateway.counters.malformed++;
    return;
  }
  gateway.counters.dpdReceived++;
  sa.lastReceived = gateway.time;
  if (type === NOTIFY_V1['R-U-THERE']) {
    sendProbe(gateway, sa, NOTIFY_V1['R-U-THERE-ACK'], Number(data));
    return;
  }
  if (data !== sa.probeSequence || sa.probesUnanswered === 0) return;
  sa.probesUnanswered = 0;
  if (dpd.mode === 'periodic') waitIdle(gateway, sa);
  else stopLiveness(gateway, sa);
}

/** Nobody is told, for nobody is there. */
function peerIsDead(gateway: GatewayState, sa: Ikev1Sa): void {
  logEvent(gateway, 'peer-dead', sa, sa.id);
  loseIkeSa(gateway, sa, 'dpd-timeout', sa.peer.peer.dpd.then);
}
