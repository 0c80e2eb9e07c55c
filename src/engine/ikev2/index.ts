import type { IkeSaRecord, Owned } from '../gateway/records.ts';
import type { GatewayState, ProtocolOf } from '../gateway/state.ts';
import type { Ikev2Message } from '../message/message.ts';
import { ChildSaRecord, type SpdEntry } from '../gateway/records.ts';
import { childGone, childRequestFailed, wait } from '../gateway/requests.ts';
import { deleteChild, deleteIkeSa, forget } from './deletion.ts';
import { enqueue } from './exchanges.ts';
import { halfOpenExpired } from './ike-sa-init-answer.ts';
import { initiate } from './ike-sa-init.ts';
import { checkLiveness, trafficSent } from './liveness.ts';
import { reauthenticate } from './reauthentication.ts';
import { receive } from './receive.ts';
import { Exchange, Ikev2Sa, isIkev2Sa, Retry, Setup } from './records.ts';
import { deleteReplaced, rekeyChild } from './rekey-child.ts';
import { deleteLeftover, renewIkeSa } from './rekey-ike.ts';
import { requestTimedOut } from './silence.ts';
import { IKEV2_EVENT } from './timers.ts';

/** IKEv2 (RFC 7296): each exchange has its file, the initiator's and the responder's half beside each other. */
export const ikev2: ProtocolOf<Ikev2Message> = {
  initiate,
  createChild(gateway, record, request) {
    const sa = known(record);
    if (sa.state === 'rekeying') wait(gateway, sa, request);
    else enqueue(gateway, sa, new Exchange('create-child', null, request));
  },
  rekeyChild,
  renewIkeSa: (gateway, sa) => renewIkeSa(gateway, known(sa)),
  deleteIkeSa: (gateway, sa, reason) => deleteIkeSa(gateway, known(sa), reason),
  drop: (gateway, sa) => forget(gateway, known(sa)),
  deleteChild,
  requestTimedOut,
  trafficSent: (gateway, sa) => trafficSent(gateway, known(sa)),
  reconfigured: (_gateway, sa, kept) => forgetEntries(known(sa), kept),
  unknownSpi: () => {}, // an unprotected INVALID_SPI would be ignored (RFC 7296 section 2.21.4)
  receive,
  timer,
};

function known(sa: IkeSaRecord): Ikev2Sa {
  if (isIkev2Sa(sa)) return sa;
  throw new TypeError('an SA of another version came to IKEv2');
}

/** What is under way for a row of the SPD that is no more: the answer finds nobody, and what the peer made is deleted. */
function forgetEntries(sa: Ikev2Sa, kept: ReadonlyMap<SpdEntry, SpdEntry>): void {
  const { active, negotiation } = sa;
  if (active !== null && active.request !== null && !kept.has(active.request.entry)) active.request = null;
  if (active?.kind === 'rekey-child' && active.child !== null && !kept.has(active.child.entry))
    active.child = null;
  if (!(negotiation instanceof Setup) || negotiation.request === null) return;
  if (!kept.has(negotiation.request.entry)) negotiation.request = null;
}

function timer(gateway: GatewayState, kind: number, target: Owned): void {
  if (target instanceof Retry) return retry(gateway, target);
  if (target instanceof ChildSaRecord) return deleteReplaced(gateway, target);
  if (!(target instanceof Ikev2Sa) || target.state === 'deleted') return;
  if (kind === IKEV2_EVENT.halfOpen) halfOpenExpired(gateway, target);
  else if (kind === IKEV2_EVENT.liveness) checkLiveness(gateway, target);
  else if (kind === IKEV2_EVENT.reauthentication) reauthenticate(gateway, target);
  else deleteLeftover(gateway, target);
}

/** What met a TEMPORARY_FAILURE; the SA may have been replaced meanwhile. */
function retry(gateway: GatewayState, { sa, exchange }: Retry): void {
  let current = sa;
  while (current.replacement !== null && current.state !== 'established') current = current.replacement;
  if (exchange.kind === 'rekey-ike') return renewIkeSa(gateway, current);
  if (exchange.child?.state === 'dead') return childGone(gateway, exchange.child);
  if (current.state === 'established' || current.state === 'rekeying') {
    exchange.triedGroups = [];
    return enqueue(gateway, current, exchange);
  }
  if (exchange.request !== null) childRequestFailed(gateway, exchange.request);
}
