import { logEvent, logFailure } from '../gateway/logs.ts';
import type { GatewayState } from '../gateway/state.ts';
import {
  type ClientIdPayload,
  type Ikev1Payload,
  type Phase2SaPayload,
  type Phase2Transform,
} from '../message/ikev1-payloads.ts';
import type { ClientIds } from './client-ids.ts';
import { sendNotify } from './notify.ts';
import { abandonExchange } from './quick-exchanges.ts';
import type { Phase2Offer } from './phase2-proposal.ts';
import type { QuickExchange } from './records.ts';
import { failureOf, type Refusal } from './refusal.ts';

/** The SA payload, of the offer or of its answer, with the own SPIs. */
export function saPayload(
  { pfsGroup, lifetimeSeconds, lifetimeKilobytes }: Phase2Offer,
  transforms: readonly Phase2Transform[],
  { espSpi, ahSpi }: QuickExchange,
): Phase2SaPayload {
  return { kind: 'SA2', transforms, pfsGroup, lifetimeSeconds, lifetimeKilobytes, espSpi, ahSpi };
}

/** IDci and IDcr. */
export function idPayloads({ isInitiator, local, remote }: QuickExchange): readonly ClientIdPayload[] {
  return [
    { kind: 'IDc', of: 'initiator', selector: isInitiator ? local : remote },
    { kind: 'IDc', of: 'responder', selector: isInitiator ? remote : local },
  ];
}
/** The identities of a message, in the view of this end; absent: it has none. */
export function statedIds(
  payloads: readonly Ikev1Payload[],
  ownRole: 'initiator' | 'responder',
): ClientIds | undefined {
  let local: ClientIds['local'] | undefined;
  let remote: ClientIds['remote'] | undefined;
  for (const payload of payloads) {
    if (payload.kind !== 'IDc') continue;
    if (payload.of === ownRole) local = payload.selector;
    else remote = payload.selector;
  }
  return local === undefined || remote === undefined ? undefined : { local, remote };
}

/** The quick mode ends without a child SA; the peer is told where the refusal says so. */
export function refuseExchange(
  gateway: GatewayState,
  exchange: QuickExchange,
  refusal: Refusal,
  direction: 'sent' | 'received' = 'sent',
): void {
  const { sa, isInitiator } = exchange;
  if (refusal.notify !== null && direction === 'sent') {
    // The initiator knows its quick mode by the SPI that it offered.
    sendNotify(gateway, sa, refusal.notify, { protocol: 'esp', spi: exchange.peerSpi });
  }
  logFailure(
    gateway,
    sa,
    1,
    failureOf(refusal, isInitiator ? 'initiator' : 'responder', 'quick-mode', direction),
  );
  if (refusal.cause === 'no-response') logEvent(gateway, 'child-no-response', sa);
  gateway.counters.childExchangesRejected++;
  abandonExchange(gateway, exchange);
}
