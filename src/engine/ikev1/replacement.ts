import { adoptChild } from '../gateway/child-sas.ts';
import { setIkeSaState } from '../gateway/ike-sas.ts';
import { MARK } from '../gateway/records.ts';
import { takeRequest } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import { Ikev1Sa } from './records.ts';
import { stopHeartbeat } from './heartbeat.ts';
import { stopLiveness } from './dead-peer-detection.ts';
import { TIMER } from './timers.ts';

/**
 * A new IKE SA takes the place of the others with the same peer: their child SAs become its own, and they go after
 * the time that the behaviour gives. Of two whose set-ups crossed only one survives, the same at both ends. Gives the
 * survivor.
 */
export function replaceOthers(gateway: GatewayState, sa: Ikev1Sa): Ikev1Sa {
  const others: Ikev1Sa[] = [];
  for (let other = sa.path.first; other !== null; other = other.olderOnPath) {
    if (other !== sa && other instanceof Ikev1Sa && isLive(other) && other.peer === sa.peer)
      others.push(other);
  }
  for (const other of others) {
    const [survivor, loser] = survives(sa, other) ? [sa, other] : [other, sa];
    replace(gateway, loser, survivor);
    if (loser === sa) return other;
  }
  return sa;
}
function isLive({ state }: Ikev1Sa): boolean {
  return state === 'established' || state === 'rekeying';
}

/**
 * The later SA survives. Where the two ends began at once, each knows another one as the later: then it is the one
 * with the larger SPI of its initiator.
 */
function survives(sa: Ikev1Sa, other: Ikev1Sa): boolean {
  if (!haveCrossed(sa, other)) return true;
  const [mine, theirs] = [initiatorSpi(sa), initiatorSpi(other)];
  return mine.high === theirs.high ? mine.low > theirs.low : mine.high > theirs.high;
}
function haveCrossed(sa: Ikev1Sa, other: Ikev1Sa): boolean {
  return sa.isInitiator !== other.isInitiator && sa.created <= other.established;
}
function initiatorSpi(sa: Ikev1Sa): { readonly high: number; readonly low: number } {
  return sa.isInitiator
    ? { high: sa.ownHigh >>> 0, low: sa.ownLow >>> 0 }
    : { high: sa.peerHigh >>> 0, low: sa.peerLow >>> 0 };
}

function replace(gateway: GatewayState, loser: Ikev1Sa, survivor: Ikev1Sa): void {
  const { counters, behaviour } = gateway;
  if (!haveCrossed(survivor, loser)) {
    if (survivor.isInitiator) counters.ikeRekeyedByUs++;
    else counters.ikeRekeyedByPeer++;
  }
  while (loser.firstChild !== null) adoptChild(survivor, loser.firstChild);
  for (let request = takeRequest(gateway, loser); request !== null; request = takeRequest(gateway, loser)) {
    gateway.protocol(1).createChild(gateway, survivor, request);
  }
  loser.softTimer = gateway.cancel(loser.softTimer);
  stopLiveness(gateway, loser);
  stopHeartbeat(gateway, loser);
  loser.marks |= MARK.replaced;
  setIkeSaState(gateway, loser, 'rekeyed');
  const milliseconds = 1000 * behaviour.replacedChildSa.deleteAfterSeconds;
  if (gateway.time + milliseconds < (gateway.world.queue.due(loser.hardTimer) ?? Infinity)) {
    loser.replacedTimer = gateway.after(milliseconds, TIMER.replacedIkeSa, loser);
  }
}

/** The SA whose replacement failed serves on until its hard lifetime. */
export function renewalFailed(gateway: GatewayState, sa: Ikev1Sa): void {
  if (sa.state === 'rekeying') setIkeSaState(gateway, sa, 'established');
}
