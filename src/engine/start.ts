import { EVENT } from './events.ts';
import { requestChild } from './gateway/requests.ts';
import type { GatewayState } from './gateway/state.ts';

/** Policies that a gateway starts in one millisecond: a hub with 100,000 of them does not start all at once. */
const STARTS_A_MILLISECOND = 20;

/** Begins with the policies that start by themselves, in their order. */
export function startByItself(gateway: GatewayState): void {
  gateway.nextStart = 0;
  gateway.after(0, EVENT.start, gateway);
}

/** Starts the next few. */
export function startNext(gateway: GatewayState): void {
  const { entries } = gateway.configuration;
  for (let started = 0; started < STARTS_A_MILLISECOND; gateway.nextStart++) {
    const entry = entries[gateway.nextStart];
    if (entry === undefined) return;
    const isWaiting = entry.action === 'protect' && entry.policy.initiation === 'at-once';
    if (!isWaiting || entry.firstChild !== null || entry.request !== null) continue;
    requestChild(gateway, entry, null);
    started++;
  }
  gateway.after(1, EVENT.start, gateway);
}
