import { type Ikev1Payload, payloadOf } from '../message/ikev1-payloads.ts';
import type { NotifyPayload, VendorIdPayload } from '../message/payloads.ts';
import { NOTIFY_V1 } from '../message/notify.ts';
import { type KnownIdentity, localIdentity } from '../negotiation/identities.ts';
import type { Datagram } from '../network/network-state.ts';
import { drawNonce } from './keys.ts';
import type { Part } from './modes.ts';
import { detectNat, natDetectionPayloads } from './nat-traversal.ts';
import { memoryOf } from './peer-memory.ts';
import { proofPayloads, readIdentity, readProof } from './phase1-authentication.ts';
import { choosePhase1, offeredTransform } from './phase1-proposal.ts';
import type { Phase1Context } from './phase1-context.ts';
import { type Refusal, refuse, refuseOffer } from './refusal.ts';
import { isFirstContact } from './initial-contact.ts';

interface PartCodec {
  write(context: Phase1Context): readonly Ikev1Payload[];
  /** Null: the part is as it should be. */
  read(context: Phase1Context, payloads: readonly Ikev1Payload[], datagram: Datagram): Refusal | null;
}

/** An end that cannot say who it is: the other refuses it. */
const NOBODY: KnownIdentity = { type: 'ID_NULL', value: '' };
const NAT_TRAVERSAL: VendorIdPayload = Object.freeze({ kind: 'VID', id: 'RFC 3947' });
const DEAD_PEER_DETECTION: VendorIdPayload = Object.freeze({ kind: 'VID', id: 'RFC 3706' });
const INITIAL_CONTACT: NotifyPayload = Object.freeze({
  kind: 'NOTIFY',
  type: NOTIFY_V1['INITIAL-CONTACT'],
  protocol: 'ike',
  spi: 0,
  data: 0,
});

export const PARTS: Readonly<Record<Part, PartCodec>> = {
  SA: {
    write({ sa, negotiation }) {
      const { chosen, offer } = negotiation;
      return [{ kind: 'SA1', transforms: sa.isInitiator || chosen === null ? offer.transforms : [chosen] }];
    },
    read: (context, payloads) => (context.sa.isInitiator ? readAnswer : readOffer)(context, payloads),
  },
  VID: {
    write({ sa }) {
      const { natTraversal, dpd } = sa.peer.peer;
      return [
        ...(natTraversal === 'off' ? [] : [NAT_TRAVERSAL]),
        ...(dpd.mode === 'off' ? [] : [DEAD_PEER_DETECTION]),
      ];
    },
    read({ sa, negotiation }, payloads) {
      for (const payload of payloads) {
        if (payload.kind !== 'VID') continue;
        if (payload.id === NAT_TRAVERSAL.id) negotiation.peerKnowsNatTraversal = true;
        if (payload.id === DEAD_PEER_DETECTION.id) sa.peerAnswersProbes = true;
      }
      return null;
    },
  },
  KE: {
    write({ gateway, sa, negotiation }) {
      const value = gateway.nonceRandom.next() >>> 0;
      if (sa.isInitiator) negotiation.publicInitiator = value;
      else negotiation.publicResponder = value;
      const group = negotiation.chosen?.group ?? negotiation.offer.transforms[0]?.group ?? 0;
      return [{ kind: 'KE', group, value }];
    },
    read({ sa, negotiation }, payloads) {
      const payload = payloadOf(payloads, 'KE');
      if (payload === undefined) return refuse('ike-proposal-mismatch', 'PAYLOAD-MALFORMED');
      const group = negotiation.chosen?.group ?? payload.group;
      if (payload.group !== group) {
        const details = { parameter: 'ikeProposals.dhGroups', offered: payload.group, accepted: group };
        return refuse('dh-group-mismatch', 'INVALID-KEY-INFORMATION', details);
      }
      if (sa.isInitiator) negotiation.publicResponder = payload.value;
      else negotiation.publicInitiator = payload.value;
      return null;
    },
  },
  NONCE: {
    write({ gateway, sa, negotiation }) {
      const value = drawNonce(gateway);
      if (sa.isInitiator) negotiation.nonceInitiator = value;
      else negotiation.nonceResponder = value;
      return [{ kind: 'N', value }];
    },
    read({ sa, negotiation }, payloads) {
      const payload = payloadOf(payloads, 'N');
      if (payload === undefined) return refuse('ike-proposal-mismatch', 'PAYLOAD-MALFORMED');
      if (sa.isInitiator) negotiation.nonceResponder = payload.value;
      else negotiation.nonceInitiator = payload.value;
      return null;
    },
  },
  'NAT-D': {
    write: ({ sa, negotiation }) => natDetectionPayloads(sa, negotiation),
    read({ sa, negotiation }, payloads, datagram) {
      detectNat(sa, negotiation, payloads, datagram);
      return null;
    },
  },
  ID: {
    write({ sa }) {
      const identity = localIdentity(sa.peer.peer, sa.path.local) ?? NOBODY;
      sa.localId = identity;
      return [{ kind: 'ID', of: sa.isInitiator ? 'initiator' : 'responder', ...identity }];
    },
    read: readIdentity,
  },
  PROOF: { write: proofPayloads, read: readProof },
  CONTACT: {
    write: ({ gateway, sa }) => (isFirstContact(gateway, sa) ? [INITIAL_CONTACT] : []),
    read({ negotiation }, payloads) {
      negotiation.isInitialContact = payloads.some(
        (payload) => payload.kind === 'NOTIFY' && payload.type === INITIAL_CONTACT.type,
      );
      return null;
    },
  },
};

/** The responder takes one transform of the offer whole. */
function readOffer(
  { gateway, sa, negotiation }: Phase1Context,
  payloads: readonly Ikev1Payload[],
): Refusal | null {
  const payload = payloadOf(payloads, 'SA1');
  const memory = memoryOf(gateway, sa.peer);
  const { proposalPreference } = gateway.behaves(1);
  const choice = choosePhase1(payload?.transforms ?? [], memory.transforms, memory.rule, proposalPreference);
  if (choice.kind === 'refused') return refuseOffer(choice.mismatch, 'NO-PROPOSAL-CHOSEN');
  negotiation.chosen = choice.offered;
  negotiation.lifetimeSeconds = choice.lifetimeSeconds;
  sa.suite = memory.suite(choice.offered, choice.own.proposal);
  return null;
}
/** The answer must be one of the transforms that were offered. */
function readAnswer(
  { gateway, sa, negotiation }: Phase1Context,
  payloads: readonly Ikev1Payload[],
): Refusal | null {
  const [chosen] = payloadOf(payloads, 'SA1')?.transforms ?? [];
  const own = chosen && offeredTransform(negotiation.offer.own, chosen);
  if (chosen === undefined || own === undefined) {
    return refuse('ike-proposal-mismatch', 'NO-PROPOSAL-CHOSEN', { parameter: 'ikeProposals' });
  }
  negotiation.chosen = chosen;
  negotiation.lifetimeSeconds = chosen.lifetimeSeconds;
  sa.suite = memoryOf(gateway, sa.peer).suite(chosen, own.proposal);
  return null;
}
