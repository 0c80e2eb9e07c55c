import type { Ikev2Payload } from '../message/ikev2-payloads.ts';
import { EXCHANGE, type Ikev2Message } from '../message/message.ts';
import { NOTIFY } from '../message/notify.ts';
import type { IdentityPayload, NotifyPayload } from '../message/payloads.ts';
import type { Ikev2Sa } from './records.ts';

const HEADER_OCTETS = 28;
/** IV, padding, pad length and checksum of an encrypted payload (RFC 7296 section 3.14), about. */
const PROTECTION_OCTETS = 40;

/** Of liveness, and of the answers that say nothing: one list for all of them. */
export const NO_PAYLOADS: readonly Ikev2Payload[] = Object.freeze([]);

/** A message of an IKE SA. IKE_SA_INIT is in clear, everything else under the SA's keys. */
export function message(
  sa: Ikev2Sa,
  exchange: number,
  messageId: number,
  isResponse: boolean,
  payloads: readonly Ikev2Payload[],
): Ikev2Message {
  const { isInitiator } = sa;
  const protection = exchange === EXCHANGE.ikeSaInit ? 0 : sa.key;
  return {
    version: 2,
    exchange,
    initiatorSpiHigh: isInitiator ? sa.ownHigh : sa.peerHigh,
    initiatorSpiLow: isInitiator ? sa.ownLow : sa.peerLow,
    responderSpiHigh: isInitiator ? sa.peerHigh : sa.ownHigh,
    responderSpiLow: isInitiator ? sa.peerLow : sa.ownLow,
    fromInitiator: isInitiator,
    isResponse,
    messageId,
    protection,
    octets: octetsOf(payloads) + (protection === 0 ? 0 : PROTECTION_OCTETS),
    payloads,
  };
}

/** An answer to IKE_SA_INIT without an SA: COOKIE, INVALID_KE_PAYLOAD, NO_PROPOSAL_CHOSEN. */
export function statelessAnswer(request: Ikev2Message, payload: NotifyPayload): Ikev2Message {
  const payloads = [payload];
  return {
    ...request,
    responderSpiHigh: 0,
    responderSpiLow: 0,
    fromInitiator: false,
    isResponse: true,
    octets: octetsOf(payloads),
    payloads,
  };
}

export function notify(type: number, data: number | string = 0): NotifyPayload {
  return { kind: 'NOTIFY', type, protocol: 'none', spi: 0, data };
}
export function rekeyNotify(protocol: 'esp' | 'ah', spi: number): NotifyPayload {
  return { kind: 'NOTIFY', type: NOTIFY.REKEY_SA, protocol, spi, data: 0 };
}

/** The payloads that there are; `undefined` stands where the protocol has none. */
export function present(payloads: readonly (Ikev2Payload | undefined)[]): readonly Ikev2Payload[] {
  return payloads.filter((payload) => payload !== undefined);
}

type PayloadOf<Kind extends Ikev2Payload['kind']> = Extract<Ikev2Payload, { kind: Kind }>;

export function payloadOf<Kind extends Ikev2Payload['kind']>(
  { payloads }: Ikev2Message,
  kind: Kind,
): PayloadOf<Kind> | undefined {
  for (const payload of payloads) if (isOf(payload, kind)) return payload;
  return undefined;
}
function isOf<Kind extends Ikev2Payload['kind']>(
  payload: Ikev2Payload,
  kind: Kind,
): payload is PayloadOf<Kind> {
  return payload.kind === kind;
}
export function notifyOf({ payloads }: Ikev2Message, type: number): NotifyPayload | undefined {
  for (const payload of payloads) if (payload.kind === 'NOTIFY' && payload.type === type) return payload;
  return undefined;
}
/** IDi or IDr. */
export function identityOf(
  { payloads }: Ikev2Message,
  of: 'initiator' | 'responder',
): IdentityPayload | undefined {
  for (const payload of payloads) if (payload.kind === 'ID' && payload.of === of) return payload;
  return undefined;
}
/** The first error notify (types below 16384). */
export function errorOf({ payloads }: Ikev2Message): NotifyPayload | undefined {
  for (const payload of payloads) if (payload.kind === 'NOTIFY' && payload.type < 16_384) return payload;
  return undefined;
}

/** Lengths of RFC 7296 section 3, about: what statistics of octets need. */
function octetsOf(payloads: readonly Ikev2Payload[]): number {
  let octets = HEADER_OCTETS;
  for (const payload of payloads) octets += octetsOfPayload(payload);
  return octets;
}
function octetsOfPayload(payload: Ikev2Payload): number {
  switch (payload.kind) {
    case 'SA':
      return 4 + 44 * payload.proposals.length;
    case 'KE':
      return 8 + 256;
    case 'N':
      return 4 + 32;
    case 'ID':
      return 8 + payload.value.length;
    case 'AUTH':
      return 8 + 32;
    case 'TS':
      return 8 + 16 * payload.selectors.length;
    case 'D':
      return 8 + 4 * payload.spis.length;
    case 'NAT-D':
      return 8 + 20;
    case 'CERT':
      return 5 + 1024;
    case 'CERTREQ':
      return 5 + 20;
    case 'CP':
      return 8 + 8;
    case 'VID':
      return 4 + 16;
    case 'NOTIFY':
      return 8 + 4;
    default:
      return payload satisfies never;
  }
}

/** IKE_SA_INIT tells whether messages may come in fragments (RFC 7383 section 2.3). */
export function fragmentationSupport({ peer }: Ikev2Sa): NotifyPayload | undefined {
  return peer.peer.fragmentation === 'off' ? undefined : notify(NOTIFY.IKEV2_FRAGMENTATION_SUPPORTED);
}
