import type { GatewayState } from '../gateway/state.ts';
import { enqueue } from './exchanges.ts';
import { Exchange, type Ikev2Sa } from './records.ts';
import { IKEV2_EVENT } from './timers.ts';

/** Looks again when the other end has been silent for the idle time (RFC 7296 section 2.4). */
export function armLiveness(gateway: GatewayState, sa: Ikev2Sa): void {
  const { mode, idleSeconds } = sa.peer.peer.dpd;
  if (mode !== 'periodic' || idleSeconds === 0 || !isAlive(sa)) return;
  sa.livenessTimer = gateway.again(sa.livenessTimer, 1000 * idleSeconds, IKEV2_EVENT.liveness, sa);
}

/** On demand: only who has sent something wants to know whether it arrives. */
export function trafficSent(gateway: GatewayState, sa: Ikev2Sa): void {
  const { mode, idleSeconds } = sa.peer.peer.dpd;
  if (mode !== 'on-demand' || idleSeconds === 0 || sa.hasSentTraffic || !isAlive(sa)) return;
  sa.hasSentTraffic = true;
  sa.livenessTimer = gateway.again(sa.livenessTimer, 1000 * idleSeconds, IKEV2_EVENT.liveness, sa);
}

/** The idle time may be over: packets that came in meanwhile have moved its end. */
export function checkLiveness(gateway: GatewayState, sa: Ikev2Sa): void {
  sa.livenessTimer = 0;
  const { mode, idleSeconds } = sa.peer.peer.dpd;
  if (!isAlive(sa)) return;
  const rest = sa.lastReceived + 1000 * idleSeconds - gateway.time;
  if (rest > 0) {
    if (mode === 'on-demand') sa.hasSentTraffic = false;
    else sa.livenessTimer = gateway.after(rest, IKEV2_EVENT.liveness, sa);
    return;
  }
  sa.hasSentTraffic = false;
  if (sa.pending === null)
    enqueue(gateway, sa, new Exchange('liveness')); // a request under way tells as much
  else armLiveness(gateway, sa);
}

function isAlive({ state }: Ikev2Sa): boolean {
  return state === 'established' || state === 'rekeying';
}
