import { EXCHANGE, type Ikev1Message } from '../message/message.ts';
import type { HashPayload, Ikev1Payload } from '../message/ikev1-payloads.ts';
import { messageOctets } from './octets.ts';
import type { Ikev1Sa } from './records.ts';

/** The hash over a message says no more than that its sender has the keys, which `protection` says. */
export const HASH: HashPayload = Object.freeze({ kind: 'HASH' });

/** A message of the exchange that sets an SA up. `protection` 0: in clear. */
export function phase1Message(
  sa: Ikev1Sa,
  exchange: number,
  payloads: readonly Ikev1Payload[],
  protection: number,
): Ikev1Message {
  return message(sa, exchange, 0, sa.isInitiator, payloads, protection);
}

/** A message of quick mode, encrypted with the keys of its SA. `isInitiator`: of the quick mode. */
export function quickModeMessage(
  sa: Ikev1Sa,
  messageId: number,
  isInitiator: boolean,
  payloads: readonly Ikev1Payload[],
): Ikev1Message {
  return message(sa, EXCHANGE.quickMode, messageId, isInitiator, payloads, sa.key);
}

/** A message that nobody answers (RFC 2409 section 5.7). `protection` 0: there are no keys yet. */
export function informationalMessage(
  sa: Ikev1Sa,
  messageId: number,
  payloads: readonly Ikev1Payload[],
  protection: number,
): Ikev1Message {
  return message(sa, EXCHANGE.informationalV1, messageId, true, payloads, protection);
}

function message(
  sa: Ikev1Sa,
  exchange: number,
  messageId: number,
  fromInitiator: boolean,
  payloads: readonly Ikev1Payload[],
  protection: number,
): Ikev1Message {
  const { isInitiator } = sa;
  return {
    version: 1,
    exchange,
    initiatorSpiHigh: isInitiator ? sa.ownHigh : sa.peerHigh,
    initiatorSpiLow: isInitiator ? sa.ownLow : sa.peerLow,
    responderSpiHigh: isInitiator ? sa.peerHigh : sa.ownHigh,
    responderSpiLow: isInitiator ? sa.peerLow : sa.ownLow,
    fromInitiator,
    isResponse: false,
    messageId,
    protection,
    octets: messageOctets(payloads),
    payloads,
  };
}
