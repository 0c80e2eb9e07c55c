import { drawChildSpi, setChildState } from '../gateway/child-sas.ts';
import { logFailure } from '../gateway/logs.ts';
import type { ChildRequest, ChildSaRecord } from '../gateway/records.ts';
import { childRequestFailed } from '../gateway/requests.ts';
import { sendRequest } from '../gateway/retransmission.ts';
import { sendMessage } from '../gateway/send.ts';
import type { GatewayState } from '../gateway/state.ts';
import { type Ikev1Payload, payloadOf } from '../message/ikev1-payloads.ts';
import type { Ikev1Message } from '../message/message.ts';
import { coversAll, sameSelector } from '../negotiation/traffic-selectors.ts';
import { initiatorLifetime } from './agreement.ts';
import { installNegotiated } from './child-install.ts';
import { type ClientIds, describeIds, ownIds } from './client-ids.ts';
import { drawNonce } from './keys.ts';
import { HASH, quickModeMessage } from './messages.ts';
import { drawMessageId } from './notify.ts';
import { entryMemory, memoryOf } from './peer-memory.ts';
import { answeredTransform } from './phase2-proposal.ts';
import { beginExchange, endExchange, exchangeFor } from './quick-exchanges.ts';
import { idPayloads, refuseExchange, saPayload, statedIds } from './quick-mode.ts';
import { type Ikev1Sa, QuickExchange } from './records.ts';
import { failureOf, refuse } from './refusal.ts';
import { toldLifetime } from './responder-lifetime.ts';
import { isBehindNat, natOriginalAddresses } from './nat-traversal.ts';

/**
 * Begins a quick mode for a child SA that somebody wants. One that the peer has begun for the same traffic does as well:
 * so two quick modes cross only where each end sent its first message before it got the other's.
 */
export function beginRequested(gateway: GatewayState, sa: Ikev1Sa, request: ChildRequest): void {
  const { entry } = request;
  const ids = ownIds(entry, sa.path.local);
  if (ids === undefined) {
    const refusal = refuse('selector-mismatch', null, { parameter: 'policies.selectors', offered: [] });
    logFailure(gateway, sa, 1, failureOf(refusal, 'initiator', 'quick-mode'));
    childRequestFailed(gateway, request);
    return;
  }
  const running = exchangeFor(sa.path, entry, { local: [ids.local], remote: [ids.remote] });
  if (running !== null && running.request === null) running.request = request;
  else begin(gateway, newExchange(gateway, sa, entry, request, ids));
}

/** Begins a quick mode for the traffic of a child SA that stands, which the new one replaces. */
export function beginRekey(gateway: GatewayState, sa: Ikev1Sa, child: ChildSaRecord): void {
  const ids = ownIds(child, sa.path.local);
  if (ids === undefined) return;
  const exchange = newExchange(gateway, sa, child.entry, null, ids);
  exchange.rekeyed = child;
  setChildState(gateway, child, 'rekeying');
  begin(gateway, exchange);
}

function newExchange(
  gateway: GatewayState,
  sa: Ikev1Sa,
  entry: ChildSaRecord['entry'],
  request: ChildRequest | null,
  ids: ClientIds,
): QuickExchange {
  const isWrong = gateway.impairments?.wrongSelectors === true;
  return new QuickExchange({
    gateway: gateway.index,
    sa,
    isInitiator: true,
    messageId: drawMessageId(gateway),
    entry,
    request,
    ...ids,
    ...(isWrong ? { remote: { ...ids.remote, protocol: WRONG_PROTOCOL } } : {}),
    created: gateway.time,
  });
}
/** Nobody configures it: reserved by IANA. */
const WRONG_PROTOCOL = 255;

function begin(gateway: GatewayState, exchange: QuickExchange): void {
  const { sa, entry, messageId } = exchange;
  const { offer } = entryMemory(gateway, entry, isBehindNat(sa));
  beginExchange(exchange);
  const [transform] = offer.transforms;
  if (transform === undefined || (isBehindNat(sa) && transform.ahIntegrity !== 0)) {
    const cause = transform === undefined ? 'child-proposal-mismatch' : 'nat-not-supported';
    return refuseExchange(gateway, exchange, refuse(cause, null, { parameter: 'ipsecProposals' }));
  }
  const has = (member: 'espEncryption' | 'ahIntegrity'): boolean =>
    offer.transforms.some((offered) => offered[member] !== 0);
  exchange.espSpi = has('espEncryption') ? drawChildSpi(gateway) : 0;
  exchange.ahSpi = has('ahIntegrity') ? drawChildSpi(gateway) : 0;
  exchange.nonceInitiator = drawNonce(gateway);
  const payloads: Ikev1Payload[] = [
    HASH,
    saPayload(offer, offer.transforms, exchange),
    { kind: 'N', value: exchange.nonceInitiator },
  ];
  if (offer.pfsGroup !== 0) {
    payloads.push({ kind: 'KE', group: offer.pfsGroup, value: gateway.nonceRandom.next() >>> 0 });
  }
  payloads.push(...idPayloads(exchange), ...natOriginalAddresses(sa, transform.mode));
  gateway.counters.childExchangesSent++;
  exchange.pending = sendRequest(gateway, sa, quickModeMessage(sa, messageId, true, payloads));
}

/** The second message: the child SA stands, and the third tells the responder so. */
export function readAnswer(gateway: GatewayState, exchange: QuickExchange, { payloads }: Ikev1Message): void {
  const answer = payloadOf(payloads, 'SA2');
  const nonce = payloadOf(payloads, 'N');
  const [transform] = answer?.transforms ?? [];
  if (answer === undefined || nonce === undefined || transform === undefined) {
    gateway.counters.malformed++;
    return;
  }
  const { sa, entry, messageId } = exchange;
  const memory = entryMemory(gateway, entry, isBehindNat(sa));
  const own = answeredTransform(memory.offered, transform);
  if (own === undefined || answer.pfsGroup !== memory.offer.pfsGroup) {
    const refusal = refuse('child-proposal-mismatch', 'NO-PROPOSAL-CHOSEN', { parameter: 'ipsecProposals' });
    return refuseExchange(gateway, exchange, refusal);
  }
  const stated = statedIds(payloads, 'initiator') ?? exchange;
  if (!isAnswerTo(gateway, exchange, stated)) {
    const [offered, accepted] = [describeIds(stated), describeIds(exchange)];
    const details = { parameter: 'policies.selectors', offered, accepted };
    return refuseExchange(gateway, exchange, refuse('selector-mismatch', 'INVALID-ID-INFORMATION', details));
  }
  exchange.local = stated.local;
  exchange.remote = stated.remote;
  exchange.nonceResponder = nonce.value;
  const last = quickModeMessage(sa, messageId, true, [HASH]);
  sendMessage(gateway, sa, last);
  endExchange(gateway, exchange, last);
  const { rule } = memoryOf(gateway, sa.peer);
  const told = toldLifetime(payloads);
  installNegotiated(gateway, exchange, {
    suite: memory.suite(own, transform.espEncryption, answer.pfsGroup),
    espSpi: answer.espSpi,
    ahSpi: answer.ahSpi,
    hardSeconds: initiatorLifetime(rule, memory.offer.lifetimeSeconds, told?.seconds),
    hardKilobytes: initiatorLifetime(rule, memory.offer.lifetimeKilobytes, told?.kilobytes),
  });
}

/** The identities come back as they were sent; only where the behaviour narrows, the responder may have made them smaller. */
function isAnswerTo(gateway: GatewayState, sent: ClientIds, stated: ClientIds): boolean {
  if (sameSelector(sent.local, stated.local) && sameSelector(sent.remote, stated.remote)) return true;
  if (gateway.behaves(1).quickModeIds !== 'narrow') return false;
  return coversAll([sent.local], [stated.local]) && coversAll([sent.remote], [stated.remote]);
}
