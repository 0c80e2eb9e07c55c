import { sendRequest } from '../gateway/retransmission.ts';
import { takeRequest } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev2Payload } from '../message/ikev2-payloads.ts';
import { EXCHANGE } from '../message/message.ts';
import { NOTIFY } from '../message/notify.ts';
import type { IdentityPayload } from '../message/payloads.ts';
import { authPayload, identityPayload, proveSelf } from './authentication.ts';
import { message, notify, present } from './messages.ts';
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
  const proof = present([
    identityPayload(own.identity, 'initiator'),
    own.certificate,
    isFirstContact(sa) ? notify(NOTIFY.INITIAL_CONTACT) : undefined,
    expectedResponder(sa),
    authPayload(own.proof),
  ]);
  const payloads = proof.concat(firstChild(gateway, sa));
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
function expectedResponder(sa: Ikev2Sa): IdentityPayload | undefined {
  const { remoteIds } = sa.peer.peer;
  const [first] = remoteIds;
  if (first?.value === undefined || remoteIds.length > 1) return undefined;
  return { kind: 'ID', of: 'responder', type: first.type, value: first.value };
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
