import { sendRequest } from '../gateway/retransmission.ts';
import { takeRequest } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev2Payload } from '../message/ikev2-payloads.ts';
import { EXCHANGE } from '../message/message.ts';
import { NOTIFY } from '../message/notify.ts';
import { proveSelf } from './authentication.ts';
import { message, notify } from './messages.ts';
import { type Ikev2Sa, setupOf } from './records.ts';
import { childPayloads, drawSpis } from './requests.ts';
import { setUpFailed } from './set-up.ts';

/** Initiator: says who it is, and asks for the first child SA that waits. */
export function sendAuth(gateway: GatewayState, sa: Ikev2Sa): void {
  const own = proveSelf(gateway, sa);
  if (own === undefined) {
    return setUpFailed(gateway, sa, {
      exchange: 'ike-auth',
      cause: 'local-id-missing',
      parameter: 'peers.localId',
    });
  }
  sa.localId = own.identity;
  const payloads: readonly Ikev2Payload[] = [
    { kind: 'ID', of: 'initiator', ...own.identity },
    ...(own.certificate === undefined ? [] : [own.certificate]),
    ...(isFirstContact(sa) ? [notify(NOTIFY.INITIAL_CONTACT)] : []),
    ...expectedResponder(sa),
    { kind: 'AUTH', ...own.proof },
    ...firstChild(gateway, sa),
  ];
  sa.messagesSent++;
  sa.sendId = 2;
  sa.pending = sendRequest(gateway, sa, message(sa, EXCHANGE.ikeAuth, 1, false, payloads));
}

/** Nothing else stands between the two addresses, as far as this end knows (RFC 7296 section 2.4). */
function isFirstContact(sa: Ikev2Sa): boolean {
  if (!sa.peer.peer.initialContact) return false;
  for (let other = sa.path.first; other !== null; other = other.olderOnPath) {
    if (other !== sa && other.peer === sa.peer && other.established >= 0) return false;
  }
  return true;
}
/** IDr, where only one identity is expected. */
function expectedResponder(sa: Ikev2Sa): readonly Ikev2Payload[] {
  const [only, ...others] = sa.peer.peer.remoteIds;
  if (only?.value === undefined || others.length > 0) return [];
  return [{ kind: 'ID', of: 'responder', type: only.type, value: only.value }];
}
function firstChild(gateway: GatewayState, sa: Ikev2Sa): readonly Ikev2Payload[] {
  const request = takeRequest(gateway, sa);
  if (request === null) return [];
  const setup = setupOf(sa);
  setup.request = request;
  const { entry, packet } = request;
  const [inboundSpi, inboundAhSpi] = drawSpis(gateway, entry.firstOffer);
  setup.inboundSpi = inboundSpi;
  setup.inboundAhSpi = inboundAhSpi;
  gateway.counters.childExchangesSent++;
  return childPayloads(gateway, entry, packet, entry.firstOffer, inboundSpi, inboundAhSpi, []);
}
