import { halfOpenKey } from '../gateway/ike-sas.ts';
import { ChildSaRecord, type IkeSaRecord } from '../gateway/records.ts';
import type { GatewayState, ProtocolOf } from '../gateway/state.ts';
import { EXCHANGE, type Ikev1Message } from '../message/message.ts';
import type { Datagram } from '../network/network-state.ts';
import { livenessDue, watchTraffic } from './dead-peer-detection.ts';
import { type ChildrenFate, deleteChild, deleteIkeSa } from './deletion.ts';
import { exchangeTimedOut } from './exchange-timeout.ts';
import { heartbeatDue, heartbeatMissing } from './heartbeat.ts';
import { receiveInformational } from './informational.ts';
import { isFromElsewhere, portChanged } from './port-mismatch.ts';
import { modeOf } from './modes.ts';
import { sendNotify } from './notify.ts';
import { initiatePhase1, receivePhase1 } from './phase1.ts';
import { failInSilence } from './phase1-outcome.ts';
import { moveExchanges } from './quick-exchanges.ts';
import { beginRequested } from './quick-mode-initiator.ts';
import { receiveQuickMode } from './quick-mode-receive.ts';
import { Ikev1Sa } from './records.ts';
import { rekeyChild, renewIkeSa } from './renewal.ts';
import { endIkeSa } from './stop.ts';
import { TIMER } from './timers.ts';

/** IKEv1 (RFC 2407 to 2409): phase 1, quick mode, informational exchanges. */
export const ikev1: ProtocolOf<Ikev1Message> = {
  initiate: initiatePhase1,
  createChild: (gateway, sa, request) => beginRequested(gateway, known(sa), request),
  rekeyChild,
  renewIkeSa: (gateway, sa) => renewIkeSa(gateway, known(sa)),
  deleteIkeSa(gateway, record, reason, children) {
    const sa = known(record);
    const isDependent = sa.peer.peer.childSasDependOnIkeSa;
    const isExpired = reason === 'ike-hard-expiry';
    const isMoving = gateway.behaves(1).ikev1ChildrenOnIkeLoss === 'move-or-delete' && !isDependent;
    const fate: ChildrenFate = isExpired && isMoving ? 'move' : children;
    deleteIkeSa(gateway, sa, reason, fate, isExpired && isDependent ? 'dependent-ike-sa-gone' : null);
  },
  drop: (gateway, sa) => endIkeSa(gateway, known(sa), null),
  deleteChild,
  requestTimedOut(gateway, request) {
    const sa = known(request.sa);
    if (sa.negotiation !== null && sa.negotiation.pending === request) failInSilence(gateway, sa);
    else exchangeTimedOut(gateway, sa, request);
  },
  trafficSent: (gateway, sa) => watchTraffic(gateway, known(sa)),
  unknownSpi: (gateway, sa, spi) => sendNotify(gateway, known(sa), 'INVALID-SPI', { protocol: 'esp', spi }),
  reconfigured: (gateway, sa, kept) => moveExchanges(gateway, known(sa), kept),
  receive,
  timer(gateway, kind, target) {
    if (target instanceof ChildSaRecord) {
      if (target.state === 'rekeyed') deleteChild(gateway, target, 'child-sa-replaced');
    } else if (target instanceof Ikev1Sa && target.state !== 'deleted') saTimer(gateway, kind, target);
  },
};

function known(sa: IkeSaRecord): Ikev1Sa {
  if (sa instanceof Ikev1Sa) return sa;
  throw new TypeError('an SA of another version came to IKEv1');
}

function saTimer(gateway: GatewayState, kind: number, sa: Ikev1Sa): void {
  switch (kind) {
    case TIMER.heartbeatDue:
      sa.heartbeatTimer = 0;
      return heartbeatDue(gateway, sa);
    case TIMER.heartbeatMissing:
      sa.heartbeatTimeout = 0;
      return heartbeatMissing(gateway, sa);
    case TIMER.liveness:
      sa.livenessTimer = 0;
      return livenessDue(gateway, sa);
    case TIMER.replacedIkeSa:
      sa.replacedTimer = 0;
      return deleteIkeSa(gateway, sa, 'ike-sa-replaced', 'move');
    case TIMER.halfOpen:
      sa.halfOpenTimer = 0;
      if (sa.negotiation !== null) failInSilence(gateway, sa);
      return;
    default:
      throw new RangeError(`IKEv1 has no timer ${kind}`);
  }
}

function receive(gateway: GatewayState, message: Ikev1Message, datagram: Datagram): void {
  const sa = saOf(gateway, message, datagram);
  if (modeOf(message.exchange) !== undefined) {
    receivePhase1(gateway, sa, message, datagram);
    return;
  }
  if (sa === null) {
    gateway.counters.dropped++;
    return;
  }
  if (isFromElsewhere(sa, message, datagram)) return portChanged(gateway, sa);
  if (message.exchange === EXCHANGE.quickMode) receiveQuickMode(gateway, sa, message);
  else if (message.exchange === EXCHANGE.informationalV1) receiveInformational(gateway, sa, message);
  else gateway.counters.malformed++;
}

/** The SA of a message, by the cookie that is this gateway's own; a first message that comes again by the peer's. */
function saOf(gateway: GatewayState, message: Ikev1Message, datagram: Datagram): Ikev1Sa | null {
  const { initiatorSpiHigh, initiatorSpiLow, responderSpiHigh, responderSpiLow } = message;
  const answered = gateway.ikeSas.get(responderSpiLow);
  if (answered instanceof Ikev1Sa && !answered.isInitiator && answered.ownHigh === responderSpiHigh) {
    const isPeer = answered.peerLow === initiatorSpiLow && answered.peerHigh === initiatorSpiHigh;
    return isPeer ? answered : null;
  }
  const begun = gateway.ikeSas.get(initiatorSpiLow);
  if (begun instanceof Ikev1Sa && begun.isInitiator && begun.ownHigh === initiatorSpiHigh) {
    const isPeer = begun.peerLow === responderSpiLow && begun.peerHigh === responderSpiHigh;
    return isPeer || begun.peerLow === 0 ? begun : null;
  }
  return responderSpiLow === 0 ? halfOpenSa(gateway, message, datagram) : null;
}
function halfOpenSa(
  gateway: GatewayState,
  { initiatorSpiHigh, initiatorSpiLow }: Ikev1Message,
  { sourceAddress, sourcePort }: Datagram,
): Ikev1Sa | null {
  const key = halfOpenKey(initiatorSpiHigh, initiatorSpiLow, sourceAddress, sourcePort);
  const sa = gateway.halfOpen.get(key);
  if (!(sa instanceof Ikev1Sa) || sa.state === 'deleted') return null;
  return sa.peerLow === initiatorSpiLow && sa.peerHigh === initiatorSpiHigh ? sa : null;
}
