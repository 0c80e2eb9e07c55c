import type { Ikev1Payload } from '../message/ikev1-payloads.ts';
import { NOTIFY_V1 } from '../message/notify.ts';
import type { NotifyPayload } from '../message/payloads.ts';

/** Limits that a responder keeps, where they are less than what was offered; 0: none. */
interface Lifetime {
  readonly seconds: number;
  readonly kilobytes: number;
}

/** RESPONDER-LIFETIME (RFC 2407 section 4.6.3.1): its data are life types and durations. */
export function lifetimeNotify(protocol: 'ike' | 'esp', { seconds, kilobytes }: Lifetime): NotifyPayload {
  const data = `${seconds} s, ${kilobytes} KB`;
  return { kind: 'NOTIFY', type: NOTIFY_V1['RESPONDER-LIFETIME'], protocol, spi: 0, data };
}
/** What a message says of it; absent: nothing. */
export function toldLifetime(payloads: readonly Ikev1Payload[]): Lifetime | undefined {
  for (const payload of payloads) {
    if (payload.kind !== 'NOTIFY' || payload.type !== NOTIFY_V1['RESPONDER-LIFETIME']) continue;
    const [, seconds, kilobytes] = /^(\d+) s, (\d+) KB$/.exec(String(payload.data)) ?? [];
    if (seconds !== undefined) return { seconds: Number(seconds), kilobytes: Number(kilobytes) };
  }
  return undefined;
}
