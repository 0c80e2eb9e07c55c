import type { GatewayState } from '../gateway/state.ts';
import { moveIkeSa } from '../gateway/ike-sas.ts';
import { sendMessage } from '../gateway/send.ts';
import { EXCHANGE, type Ikev2Message } from '../message/message.ts';
import type { Datagram } from '../network/network-state.ts';
import { answerCreateChild, createChildAnswered } from './create-child.ts';
import { beginNext, endExchange } from './exchanges.ts';
import { answerAuth } from './ike-auth.ts';
import { authAnswered } from './ike-auth-answer.ts';
import { answerInit } from './ike-sa-init-answer.ts';
import { initAnswered } from './ike-sa-init.ts';
import { answerInformational, informationalAnswered } from './informational.ts';
import { notifyOf } from './messages.ts';
import { type Ikev2Sa, isIkev2Sa, Setup } from './records.ts';
import { answerRekeyIke, rekeyIkeAnswered } from './rekey-ike.ts';
import { NOTIFY } from '../message/notify.ts';
import { payloadOf } from './messages.ts';
import { deletePortMismatch } from './port-mismatch.ts';

/** A message of IKEv2 has arrived. */
export function receive(gateway: GatewayState, message: Ikev2Message, datagram: Datagram): void {
  if (message.exchange === EXCHANGE.ikeSaInit && !message.isResponse) {
    return answerInit(gateway, message, datagram);
  }
  const sa = saOf(gateway, message);
  if (sa === null) {
    gateway.counters.dropped++;
    return;
  }
  if (message.exchange === EXCHANGE.ikeSaInit) {
    if (isAwaited(sa, message)) initAnswered(gateway, sa, message, datagram);
    return;
  }
  if (message.protection !== sa.key) {
    gateway.counters.authentication++;
    gateway.counters.dropped++;
    return;
  }
  if (!isFromPeer(gateway, sa, message, datagram)) return;
  sa.lastReceived = gateway.time;
  if (message.isResponse) receiveResponse(gateway, sa, message);
  else receiveRequest(gateway, sa, message, datagram);
}

/** By the own SPI, which is the responder's where the other end was the initiator. */
function saOf(gateway: GatewayState, message: Ikev2Message): Ikev2Sa | null {
  const { fromInitiator } = message;
  const low = fromInitiator ? message.responderSpiLow : message.initiatorSpiLow;
  const high = fromInitiator ? message.responderSpiHigh : message.initiatorSpiHigh;
  const sa = gateway.ikeSas.get(low);
  if (!isIkev2Sa(sa) || sa.ownHigh !== high || sa.isInitiator === fromInitiator) return null;
  return sa;
}

/** A packet from another place: behind a NAT device the mapping has changed (RFC 7296 section 2.23), else nobody moves. */
function isFromPeer(
  gateway: GatewayState,
  sa: Ikev2Sa,
  message: Ikev2Message,
  { sourceAddress, sourcePort }: Datagram,
): boolean {
  const isSame = sourceAddress === sa.path.remote && sourcePort === sa.remotePort;
  if (isSame || message.exchange === EXCHANGE.ikeAuth) return true;
  if (sa.natRemote || sa.peer.peer.mobike === true) {
    if (!message.isResponse && message.messageId === sa.receiveId) {
      moveIkeSa(gateway, sa, sourceAddress, sourcePort);
    }
    return true;
  }
  if (sa.established >= 0) deletePortMismatch(gateway, sa);
  return false;
}

/** Only the answer to the one request that is under way is taken. */
function isAwaited({ pending }: Ikev2Sa, message: Ikev2Message): boolean {
  return (
    message.isResponse &&
    pending !== null &&
    pending.message.messageId === message.messageId &&
    pending.message.exchange === message.exchange
  );
}

function receiveResponse(gateway: GatewayState, sa: Ikev2Sa, message: Ikev2Message): void {
  if (!isAwaited(sa, message)) {
    gateway.counters.dropped++;
    return;
  }
  if (message.exchange === EXCHANGE.ikeAuth) {
    if (sa.negotiation instanceof Setup) authAnswered(gateway, sa, message);
    return beginNext(gateway, sa);
  }
  const exchange = endExchange(gateway, sa);
  if (exchange === null) return;
  if (message.exchange === EXCHANGE.informational) informationalAnswered(gateway, sa, exchange);
  else if (exchange.kind === 'rekey-ike') rekeyIkeAnswered(gateway, sa, exchange, message);
  else createChildAnswered(gateway, sa, exchange, message);
  beginNext(gateway, sa);
}

/** Requests come in their order; the last one may come again, and gets the same answer. */
function receiveRequest(gateway: GatewayState, sa: Ikev2Sa, message: Ikev2Message, datagram: Datagram): void {
  if (message.messageId === sa.receiveId - 1 && sa.lastAnswer !== null) {
    if (message.exchange !== sa.lastAnswer.exchange) return;
    gateway.counters.retransmitted++;
    sendMessage(gateway, sa, sa.lastAnswer, true);
    return;
  }
  if (message.messageId !== sa.receiveId) {
    gateway.counters.dropped++;
    return;
  }
  sa.receiveId++;
  if (message.exchange === EXCHANGE.ikeAuth) {
    if (sa.negotiation instanceof Setup) answerAuth(gateway, sa, message, datagram);
  } else if (message.exchange === EXCHANGE.informational) answerInformational(gateway, sa, message);
  else if (isIkeRekey(message)) answerRekeyIke(gateway, sa, message);
  else answerCreateChild(gateway, sa, message);
}

function isIkeRekey(message: Ikev2Message): boolean {
  return (
    payloadOf(message, 'SA')?.proposals[0]?.protocol === 'ike' &&
    notifyOf(message, NOTIFY.REKEY_SA) === undefined
  );
}
