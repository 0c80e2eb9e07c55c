import { sendMessage } from '../gateway/send.ts';
import type { GatewayState } from '../gateway/state.ts';
import { NOTIFY_V1 } from '../message/notify.ts';
import type { DeletePayload, NotifyPayload } from '../message/payloads.ts';
import { currentKey } from './keys.ts';
import { HASH, informationalMessage } from './messages.ts';
import type { Ikev1Sa } from './records.ts';
import type { NotifyName } from './refusal.ts';

/** A message id that is not 0: the ones of IKEv1 are random. */
export function drawMessageId(gateway: GatewayState): number {
  return gateway.nonceRandom.next() >>> 0 || 1;
}

/** Tells the peer something in an informational exchange, in clear where there are no keys yet. */
export function sendNotify(
  gateway: GatewayState,
  sa: Ikev1Sa,
  name: NotifyName,
  { protocol = 'ike', spi = 0, data = 0 }: Partial<Pick<NotifyPayload, 'protocol' | 'spi' | 'data'>> = {},
): void {
  const payload: NotifyPayload = { kind: 'NOTIFY', type: NOTIFY_V1[name], protocol, spi, data };
  gateway.counters.notifiesSent++;
  // Who cannot read what the peer sends cannot write what it could read either.
  sendInformational(gateway, sa, payload, name === 'PAYLOAD-MALFORMED' ? 0 : currentKey(sa));
}

/** Tells the peer that SAs are gone: one way, and nobody says that it has heard it. */
export function sendDelete(
  gateway: GatewayState,
  sa: Ikev1Sa,
  protocol: DeletePayload['protocol'],
  spis: readonly number[],
): void {
  if (protocol === 'ike') gateway.counters.ikeDeletesSent++;
  else gateway.counters.childDeletesSent++;
  sendInformational(gateway, sa, { kind: 'D', protocol, spis }, sa.key);
}

export function sendInformational(
  gateway: GatewayState,
  sa: Ikev1Sa,
  payload: NotifyPayload | DeletePayload,
  protection: number,
): void {
  const payloads = protection === 0 ? [payload] : [HASH, payload];
  sendMessage(gateway, sa, informationalMessage(sa, drawMessageId(gateway), payloads, protection));
}
