import { drawChildSpi, drawNonce } from '../gateway/child-sas.ts';
import { addIkeSa } from '../gateway/ike-sas.ts';
import type { ChildRequest, SpdEntry } from '../gateway/records.ts';
import { childInstalled, isConfigured } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev2Payload } from '../message/ikev2-payloads.ts';
import { EXCHANGE, type Ikev2Message, type TrafficPacket } from '../message/message.ts';
import { NOTIFY } from '../message/notify.ts';
import { type ChildOffer } from '../negotiation/child-proposals.ts';
import { matchesOutbound } from '../negotiation/traffic-selectors.ts';
import { askedFlow, wantsTransport } from './child-negotiation.ts';
import { message, NO_PAYLOADS, notify, present, rekeyNotify } from './messages.ts';
import { type Exchange, type Ikev2Sa, newIkev2Sa } from './records.ts';

/** The request of an exchange; absent: there is nothing to do any more. */
export function requestOf(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange): Ikev2Message | undefined {
  switch (exchange.kind) {
    case 'create-child':
    case 'rekey-child':
      return childRequest(gateway, sa, exchange);
    case 'rekey-ike':
      return ikeRequest(gateway, sa, exchange);
    case 'delete-child':
      return deleteChildRequest(gateway, sa, exchange);
    case 'delete-ike':
      gateway.counters.ikeDeletesSent++;
      return informational(sa, [{ kind: 'D', protocol: 'ike', spis: [] }]);
    case 'liveness':
      gateway.counters.dpdSent++;
      return informational(sa, NO_PAYLOADS);
    case 'notify':
      return informational(sa, [notify(exchange.notify)]);
    default:
      return exchange.kind satisfies never;
  }
}

/** The payloads that offer a child SA, of IKE_AUTH and CREATE_CHILD_SA; nonce and key exchange stand between. */
export function childPayloads(
  gateway: GatewayState,
  entry: SpdEntry,
  packet: TrafficPacket | null,
  offer: ChildOffer,
  inboundSpi: number,
  inboundAhSpi: number,
  between: readonly Ikev2Payload[],
): readonly Ikev2Payload[] {
  const flow = askedFlow(gateway, entry, packet);
  return present([
    wantsTransport(entry) ? notify(NOTIFY.USE_TRANSPORT_MODE) : undefined,
    { kind: 'SA', spi: inboundSpi, secondSpi: inboundAhSpi, proposals: offer.proposals },
    ...between,
    { kind: 'TS', of: 'initiator', selectors: flow.local },
    { kind: 'TS', of: 'responder', selectors: flow.remote },
  ]);
}
/** The SPIs of an offer, the second one where some proposal wants AH beside ESP. */
export function drawSpis(gateway: GatewayState, { hasBundle }: ChildOffer): readonly [number, number] {
  const inboundSpi = drawChildSpi(gateway);
  return [inboundSpi, hasBundle ? drawChildSpi(gateway) : 0];
}

function childRequest(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange): Ikev2Message | undefined {
  const { child, kind } = exchange;
  const { request } = exchange;
  const entry = request?.entry ?? child?.entry;
  if (request !== null && hasChildFor(request)) {
    exchange.request = null;
    childInstalled(gateway, request);
    return undefined;
  }
  const isGone = kind === 'rekey-child' && child?.state !== 'installed' && child?.state !== 'rekeying';
  if (entry === undefined || isGone || !isConfigured(gateway, entry)) return undefined;
  const { offer } = entry;
  exchange.offer = offer;
  const [inboundSpi, inboundAhSpi] = drawSpis(gateway, offer);
  exchange.inboundSpi = inboundSpi;
  exchange.inboundAhSpi = inboundAhSpi;
  exchange.nonce = drawNonce(gateway);
  if (exchange.group === 0) exchange.group = entry.policy.pfsGroups[0] ?? 0;
  const between: Ikev2Payload[] = [{ kind: 'N', value: exchange.nonce }];
  if (exchange.group !== 0) {
    exchange.keyExchange = gateway.nonceRandom.next();
    exchange.triedGroups = [...exchange.triedGroups, exchange.group];
    between.push({ kind: 'KE', group: exchange.group, value: exchange.keyExchange });
  }
  gateway.counters.childExchangesSent++;
  const payloads = childPayloads(
    gateway,
    entry,
    request?.packet ?? null,
    offer,
    inboundSpi,
    inboundAhSpi,
    between,
  );
  if (kind === 'create-child' || child === null) return createChild(sa, payloads);
  const protocol = child.suite.espEncryption === 0 ? 'ah' : 'esp';
  return createChild(sa, [rekeyNotify(protocol, child.inboundSpi), ...payloads]);
}

/** While the request waited for its turn, the peer or a rekeying has made what it asks for. */
function hasChildFor({ entry, packet }: ChildRequest): boolean {
  for (let child = entry.firstChild; child !== null; child = child.olderOfEntry) {
    const stands = child.state === 'installed' || child.state === 'rekeying';
    if (stands && (packet === null || matchesOutbound(child, packet))) return true;
  }
  return false;
}

function ikeRequest(gateway: GatewayState, sa: Ikev2Sa, exchange: Exchange): Ikev2Message | undefined {
  if (sa.state !== 'established' && sa.state !== 'rekeying') return undefined;
  const newSa = exchange.newSa ?? newIkev2Sa(gateway, true, sa.peer, sa.path);
  if (exchange.newSa === null && !addIkeSa(gateway, newSa)) return undefined;
  exchange.newSa = newSa;
  exchange.nonce = drawNonce(gateway);
  exchange.keyExchange = gateway.nonceRandom.next();
  if (exchange.group === 0) exchange.group = sa.suite?.group ?? 0;
  exchange.triedGroups = [...exchange.triedGroups, exchange.group];
  return createChild(sa, [
    { kind: 'SA', spi: newSa.ownHigh, secondSpi: newSa.ownLow, proposals: sa.peer.offer.proposals },
    { kind: 'N', value: exchange.nonce },
    { kind: 'KE', group: exchange.group, value: exchange.keyExchange },
  ]);
}

/** Deletes the pair of SAs by this end's inbound SPI (RFC 7296 section 1.4.1); without a record: one that this end does not want. */
function deleteChildRequest(
  gateway: GatewayState,
  sa: Ikev2Sa,
  { child, inboundSpi }: Exchange,
): Ikev2Message | undefined {
  if (child === null && inboundSpi !== 0) {
    return informational(sa, [{ kind: 'D', protocol: 'esp', spis: [inboundSpi] }]);
  }
  if (child === null || child.state === 'dead') return undefined;
  gateway.counters.childDeletesSent++;
  const protocol = child.suite.espEncryption === 0 ? 'ah' : 'esp';
  const first = { kind: 'D', protocol, spis: [child.inboundSpi] } as const;
  if (child.inboundAhSpi === 0) return informational(sa, [first]);
  return informational(sa, [first, { kind: 'D', protocol: 'ah', spis: [child.inboundAhSpi] }]);
}

function createChild(sa: Ikev2Sa, payloads: readonly Ikev2Payload[]): Ikev2Message {
  return message(sa, EXCHANGE.createChildSa, sa.sendId, false, payloads);
}
function informational(sa: Ikev2Sa, payloads: readonly Ikev2Payload[]): Ikev2Message {
  return message(sa, EXCHANGE.informational, sa.sendId, false, payloads);
}
