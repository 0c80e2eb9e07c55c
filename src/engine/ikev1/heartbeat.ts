import type { Heartbeat } from '../../ir/ike.ts';
import { childrenOf } from '../gateway/expiry.ts';
import { logEvent } from '../gateway/logs.ts';
import { MARK } from '../gateway/records.ts';
import { sendMessage } from '../gateway/send.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { HeartbeatPayload } from '../message/ikev1-payloads.ts';
import { loseIkeSa } from './loss.ts';
import { HASH, informationalMessage } from './messages.ts';
import { drawMessageId } from './notify.ts';
import type { Ikev1Sa } from './records.ts';
import { TIMER } from './timers.ts';

const SECOND = 1000;
const NO_SPIS: readonly number[] = [];

/** Sends heartbeats and expects them, each where it is configured (`reference/sa-engine.md` 2.7). */
export function startHeartbeat(gateway: GatewayState, sa: Ikev1Sa): void {
  if (!gateway.behaves(1).heartbeat) return;
  const { sendIntervalSeconds, timeoutSeconds } = gateway.configuration.gateway.ike.heartbeat;
  if (sendIntervalSeconds !== undefined) {
    sa.heartbeatTimer = gateway.after(SECOND * sendIntervalSeconds, TIMER.heartbeatDue, sa);
  }
  if (timeoutSeconds !== undefined) {
    sa.heartbeatTimeout = gateway.after(SECOND * timeoutSeconds, TIMER.heartbeatMissing, sa);
  }
  if (sa.heartbeatTimer !== 0 || sa.heartbeatTimeout !== 0) sa.marks |= MARK.heartbeat;
}
export function stopHeartbeat(gateway: GatewayState, sa: Ikev1Sa): void {
  sa.heartbeatTimer = gateway.cancel(sa.heartbeatTimer);
  sa.heartbeatTimeout = gateway.cancel(sa.heartbeatTimeout);
}

/** One more heartbeat; nobody acknowledges it. What is configured now holds, on SAs that stand too. */
export function heartbeatDue(gateway: GatewayState, sa: Ikev1Sa): void {
  const { sequence, spiList, sendIntervalSeconds } = gateway.configuration.gateway.ike.heartbeat;
  if (sendIntervalSeconds === undefined) return;
  sa.heartbeatsSent++;
  const payload: HeartbeatPayload = {
    kind: 'HEARTBEAT',
    numbering: sequence,
    sequence: sa.heartbeatsSent,
    hasList: spiList,
    spis: spiList ? liveSpis(sa) : NO_SPIS,
  };
  sendMessage(gateway, sa, informationalMessage(sa, drawMessageId(gateway), [HASH, payload], sa.key));
  sa.heartbeatTimer = gateway.after(SECOND * sendIntervalSeconds, TIMER.heartbeatDue, sa);
}
function liveSpis(sa: Ikev1Sa): readonly number[] {
  return childrenOf(sa).flatMap(({ inboundSpi, inboundAhSpi }) =>
    inboundAhSpi === 0 ? [inboundSpi] : [inboundSpi, inboundAhSpi],
  );
}

/**
 * A heartbeat of the peer. One of the other numbering, with or without a list against what is configured here, or with
 * an old number counts for nothing.
 */
export function receiveHeartbeat(gateway: GatewayState, sa: Ikev1Sa, payload: HeartbeatPayload): void {
  const { heartbeat } = gateway.configuration.gateway.ike;
  if (
    !gateway.behaves(1).heartbeat ||
    !isUnderstood(heartbeat, payload) ||
    payload.sequence <= sa.heartbeatSeen
  ) {
    gateway.counters.malformed++;
    return;
  }
  if (payload.hasList) dropUnlisted(gateway, sa, payload.spis);
  sa.heartbeatSeen = payload.sequence;
  sa.heartbeatSeenAt = gateway.time;
  sa.lastReceived = gateway.time;
  sa.marks = (sa.marks | MARK.sequenceKnown) & ~MARK.timedOutOnce;
  const { timeoutSeconds } = heartbeat;
  if (timeoutSeconds === undefined) return;
  sa.heartbeatTimeout = gateway.again(
    sa.heartbeatTimeout,
    SECOND * timeoutSeconds,
    TIMER.heartbeatMissing,
    sa,
  );
}
function isUnderstood({ sequence, spiList }: Heartbeat, payload: HeartbeatPayload): boolean {
  return payload.numbering === sequence && payload.hasList === spiList;
}

/** Child SAs that the peer has lost; one that is younger than the last heartbeat may not have been there when it was sent. */
function dropUnlisted(gateway: GatewayState, sa: Ikev1Sa, spis: readonly number[]): void {
  for (const child of childrenOf(sa)) {
    if (child.created >= sa.heartbeatSeenAt || spis.includes(child.outboundSpi)) continue;
    gateway.protocol(1).deleteChild(gateway, child, 'peer-request');
  }
}

/** The first miss marks the SA, the second ends it. */
export function heartbeatMissing(gateway: GatewayState, sa: Ikev1Sa): void {
  const { timeoutSeconds } = gateway.configuration.gateway.ike.heartbeat;
  if (timeoutSeconds === undefined) return;
  if ((sa.marks & MARK.timedOutOnce) === 0) {
    sa.marks |= MARK.timedOutOnce;
    sa.heartbeatTimeout = gateway.after(SECOND * timeoutSeconds, TIMER.heartbeatMissing, sa);
    return;
  }
  logEvent(gateway, 'peer-dead', sa, sa.id);
  loseIkeSa(gateway, sa, 'heartbeat-timeout', 'by-policy');
}
