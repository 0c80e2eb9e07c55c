import { drawChildSpi } from '../gateway/child-sas.ts';
import { sendRequest } from '../gateway/retransmission.ts';
import { sendMessage } from '../gateway/send.ts';
import type { GatewayState } from '../gateway/state.ts';
import { logFailure } from '../gateway/logs.ts';
import { type Ikev1Payload, payloadOf, type Phase2SaPayload } from '../message/ikev1-payloads.ts';
import type { Ikev1Message } from '../message/message.ts';
import { installNegotiated } from './child-install.ts';
import { describeIds, describePolicies, hostIds, matchIds } from './client-ids.ts';
import { drawNonce } from './keys.ts';
import { HASH, quickModeMessage } from './messages.ts';
import { isBehindNat, natOriginalAddresses } from './nat-traversal.ts';
import { sendNotify } from './notify.ts';
import { entryMemory, memoryOf } from './peer-memory.ts';
import { choosePhase2, type Phase2Agreement } from './phase2-proposal.ts';
import { beginExchange, endExchange } from './quick-exchanges.ts';
import { idPayloads, refuseExchange, saPayload, statedIds } from './quick-mode.ts';
import { type Ikev1Sa, QuickExchange } from './records.ts';
import { failureOf, refuse, refuseOffer } from './refusal.ts';
import { lifetimeNotify } from './responder-lifetime.ts';

/** The first message of a quick mode that the peer begins. */
export function answerQuickMode(
  gateway: GatewayState,
  sa: Ikev1Sa,
  { messageId, payloads }: Ikev1Message,
): void {
  const offer = payloadOf(payloads, 'SA2');
  const nonce = payloadOf(payloads, 'N');
  gateway.counters.childExchangesReceived++;
  if (offer === undefined || nonce === undefined) {
    gateway.counters.malformed++;
    return;
  }
  const { path } = sa;
  const ids = statedIds(payloads, 'responder') ?? hostIds(path.local, path.remote);
  const match = ids && matchIds(gateway, sa.peer, ids);
  if (match === undefined) {
    const details = {
      parameter: 'policies.selectors',
      offered: ids === undefined ? null : describeIds(ids),
      accepted: describePolicies(gateway, sa.peer),
    };
    const refusal = refuse('selector-mismatch', 'INVALID-ID-INFORMATION', details);
    sendNotify(gateway, sa, 'INVALID-ID-INFORMATION', { protocol: 'esp', spi: offer.espSpi || offer.ahSpi });
    logFailure(gateway, sa, 1, failureOf(refusal, 'responder', 'quick-mode'));
    gateway.counters.childExchangesRejected++;
    return;
  }
  const exchange = new QuickExchange({
    gateway: gateway.index,
    sa,
    isInitiator: false,
    messageId,
    request: null,
    ...match,
    created: gateway.time,
  });
  exchange.peerSpi = offer.espSpi || offer.ahSpi;
  exchange.nonceInitiator = nonce.value;
  beginExchange(exchange);
  agree(gateway, exchange, offer);
}

function agree(gateway: GatewayState, exchange: QuickExchange, offer: Phase2SaPayload): void {
  const { sa, entry } = exchange;
  const memory = entryMemory(gateway, entry, isBehindNat(sa));
  const { rule } = memoryOf(gateway, sa.peer);
  const { proposalPreference } = gateway.behaves(1);
  const choice = choosePhase2(offer, memory.accepted, entry.policy, rule, proposalPreference);
  if (choice.kind === 'refused') {
    return refuseExchange(gateway, exchange, refuseOffer(choice.mismatch, 'NO-PROPOSAL-CHOSEN'));
  }
  const { agreement } = choice;
  if (isBehindNat(sa) && agreement.own.ahIntegrity !== 0) {
    const refusal = refuse('nat-not-supported', 'NO-PROPOSAL-CHOSEN', { parameter: 'ipsecProposals.ah' });
    return refuseExchange(gateway, exchange, refusal);
  }
  exchange.espSpi = agreement.own.espEncryption === 0 ? 0 : drawChildSpi(gateway);
  exchange.ahSpi = agreement.own.ahIntegrity === 0 ? 0 : drawChildSpi(gateway);
  exchange.nonceResponder = drawNonce(gateway);
  exchange.agreed = {
    suite: memory.suite(agreement.own, agreement.offered.espEncryption, agreement.pfsGroup),
    espSpi: offer.espSpi,
    ahSpi: offer.ahSpi,
    hardSeconds: agreement.lifetimeSeconds,
    hardKilobytes: agreement.lifetimeKilobytes,
  };
  const message = quickModeMessage(
    sa,
    exchange.messageId,
    false,
    answerPayloads(gateway, exchange, offer, agreement),
  );
  exchange.pending = sendRequest(gateway, sa, message);
}

function answerPayloads(
  gateway: GatewayState,
  exchange: QuickExchange,
  offer: Phase2SaPayload,
  { offered, pfsGroup, lifetimeSeconds, lifetimeKilobytes }: Phase2Agreement,
): readonly Ikev1Payload[] {
  const payloads: Ikev1Payload[] = [
    HASH,
    saPayload(offer, [offered], exchange),
    { kind: 'N', value: exchange.nonceResponder },
  ];
  if (pfsGroup !== 0) payloads.push({ kind: 'KE', group: pfsGroup, value: gateway.nonceRandom.next() >>> 0 });
  payloads.push(...idPayloads(exchange), ...natOriginalAddresses(exchange.sa, offered.mode));
  const isShorter =
    lifetimeSeconds !== offer.lifetimeSeconds || lifetimeKilobytes !== offer.lifetimeKilobytes;
  if (isShorter)
    payloads.push(lifetimeNotify('esp', { seconds: lifetimeSeconds, kilobytes: lifetimeKilobytes }));
  return payloads;
}

/** The third message: the initiator has the child SA, so this end may have it too. */
export function confirm(gateway: GatewayState, exchange: QuickExchange): void {
  const { agreed } = exchange;
  if (agreed === null) return;
  endExchange(gateway, exchange, null);
  installNegotiated(gateway, exchange, agreed);
}

/** The initiator has not heard the answer. */
export function repeatAnswer(gateway: GatewayState, { sa, pending }: QuickExchange): void {
  if (pending === null) return;
  gateway.counters.retransmitted++;
  sendMessage(gateway, sa, pending.message, true);
}
