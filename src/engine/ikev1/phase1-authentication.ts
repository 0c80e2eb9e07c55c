import type { Address, Secret } from '../../ir/scalars.ts';
import type { Peer } from '../../ir/ike.ts';
import { logFailure } from '../gateway/logs.ts';
import { type Ikev1Payload, payloadOf } from '../message/ikev1-payloads.ts';
import type { Datagram } from '../network/network-state.ts';
import { type KnownIdentity, matchRemoteIdentity } from '../negotiation/identities.ts';
import { certificateOf, matchCertificate, preSharedKeyFor, usesSharedKey } from '../negotiation/proofs.ts';
import type { Match } from '../negotiation/verdict.ts';
import { phase1Protection, proofTag, sharedSecret } from './keys.ts';
import { MODES } from './modes.ts';
import { peersForOffer } from './peer-choice.ts';
import { memoryOf } from './peer-memory.ts';
import type { Phase1Context } from './phase1-context.ts';
import { failureOf, type Refusal, refuse } from './refusal.ts';

const WRONG_KEY = 1;

/**
 * SKEYID, once both nonces and what it is made of are there. Main mode finds the pre-shared key by the peer's address,
 * for the identity comes encrypted (RFC 2409 section 5.4); the others by the identity too.
 */
export function deriveSecret({ gateway, sa, negotiation }: Phase1Context): Refusal | null {
  if (negotiation.secret !== 0 || negotiation.chosen === null) return null;
  const isWrong = gateway.impairments?.wrongAuthentication === true;
  if (!usesSharedKey(negotiation.chosen.method)) {
    const secret = sharedSecret(negotiation, undefined);
    negotiation.secret = isWrong ? secret ^ WRONG_KEY : secret;
    return null;
  }
  const claimed = sa.exchangeMode === 'main' ? undefined : statedIdentity(sa);
  const secret = keyFor(sa.peer.peer, claimed, sa.path.remote);
  if (secret === undefined) {
    const parameter = 'peers.preSharedKeys';
    const offered = claimed?.value ?? sa.path.remote;
    return refuse('authentication-failed', null, { parameter, offered, accepted: [] });
  }
  const key = memoryOf(gateway, sa.peer).keyOf(secret);
  negotiation.secret = sharedSecret(negotiation, isWrong ? key ^ WRONG_KEY : key);
  negotiation.unreadable = 'unreadable' in secret ? secret.unreadable : '';
  return null;
}
function keyFor(peer: Peer, claimed: KnownIdentity | undefined, remote: Address): Secret | undefined {
  const byIdentity = claimed && preSharedKeyFor(peer, claimed, remote);
  return byIdentity ?? preSharedKeyFor(peer, undefined, remote);
}
function statedIdentity({ remoteId }: Phase1Context['sa']): KnownIdentity | undefined {
  return remoteId === null ? undefined : { type: remoteId.type, value: remoteId.value ?? '' };
}

/** The proof of the own identity, and the certificate that it is checked with. */
export function proofPayloads({ sa, negotiation }: Phase1Context): readonly Ikev1Payload[] {
  const method = negotiation.chosen?.method ?? 'pre-shared-key';
  const { localId } = sa;
  const identity: KnownIdentity = { type: localId?.type ?? 'ID_NULL', value: localId?.value ?? '' };
  const tag = proofTag(negotiation.secret, sa.isInitiator ? 'initiator' : 'responder', identity);
  const proof: Ikev1Payload = { kind: 'PROOF', method, tag, unreadable: negotiation.unreadable };
  const certificate = usesSharedKey(method) ? undefined : certificateOf(sa.peer.peer);
  return certificate === undefined ? [proof] : [proof, certificate];
}

/** Whether this end can read an encrypted message: a pre-shared key of the other end that differs makes it noise. */
export function verifyProtection(
  context: Phase1Context,
  payloads: readonly Ikev1Payload[],
  protection: number,
): Refusal | null {
  const isReadable = protection === phase1Protection(context.negotiation);
  return keyRefusal(context, judge(context, payloads, isReadable), 'PAYLOAD-MALFORMED');
}

/** The identity that the peer states: a responder takes the peer of its configuration that has it. */
export function readIdentity(
  context: Phase1Context,
  payloads: readonly Ikev1Payload[],
  datagram: Datagram,
): Refusal | null {
  const { gateway, sa, negotiation } = context;
  const payload = payloadOf(payloads, 'ID');
  if (payload === undefined) return refuse('remote-id-mismatch', 'PAYLOAD-MALFORMED');
  const claimed: KnownIdentity = { type: payload.type, value: payload.value };
  sa.remoteId = claimed;
  const remote = datagram.sourceAddress;
  const match = matchRemoteIdentity(sa.peer.peer, claimed, remote);
  if (match === 'match') return null;
  if (!sa.isInitiator && negotiation.chosen !== null) {
    const other = peersForOffer(gateway, sa, negotiation.chosen).find(
      ({ peer }) => matchRemoteIdentity(peer, claimed, remote) === 'match',
    );
    if (other !== undefined) {
      sa.peer = other;
      return null;
    }
  }
  const details = {
    parameter: 'peers.remoteIds',
    offered: { ...claimed },
    accepted: sa.peer.peer.remoteIds.map((identity) => ({ ...identity })),
  };
  return match === 'mismatch'
    ? refuse('remote-id-mismatch', 'INVALID-ID-INFORMATION', details)
    : refuseUnverifiable(context, refuse('unverifiable-secret', 'INVALID-ID-INFORMATION', details));
}

/** HASH_I, HASH_R or the signature of the peer. */
export function readProof(context: Phase1Context, payloads: readonly Ikev1Payload[]): Refusal | null {
  const { sa, negotiation } = context;
  const payload = payloadOf(payloads, 'PROOF');
  const identity = statedIdentity(sa);
  if (payload === undefined || identity === undefined) {
    return refuse('authentication-failed', 'PAYLOAD-MALFORMED');
  }
  const underived = deriveSecret(context);
  if (underived !== null) return underived;
  const expected = proofTag(negotiation.secret, sa.isInitiator ? 'responder' : 'initiator', identity);
  const match = judge(context, payloads, payload.tag === expected);
  return keyRefusal(context, match, 'AUTHENTICATION-FAILED') ?? readCertificate(context, payloads);
}

function readCertificate(context: Phase1Context, payloads: readonly Ikev1Payload[]): Refusal | null {
  const { sa, negotiation } = context;
  if (negotiation.chosen === null || usesSharedKey(negotiation.chosen.method)) return null;
  const { peer } = sa.peer;
  const shown = payloadOf(payloads, 'CERT');
  const match = matchCertificate(peer, shown);
  if (match === 'match') return null;
  const details = {
    parameter: 'peers.certificates',
    offered: shown === undefined ? null : { subject: shown.subject, authority: shown.authority },
    accepted: {
      peerCertificate: peer.certificates?.peerCertificate ?? null,
      authority: peer.certificates?.authority ?? null,
    },
  };
  if (match === 'mismatch') return refuse('authentication-failed', 'AUTHENTICATION-FAILED', details);
  return refuseUnverifiable(context, refuse('unverifiable-secret', 'AUTHENTICATION-FAILED', details));
}

function judge({ negotiation }: Phase1Context, payloads: readonly Ikev1Payload[], isEqual: boolean): Match {
  const theirs = payloadOf(payloads, 'PROOF')?.unreadable ?? '';
  if (negotiation.unreadable !== '' || theirs !== '') return 'unverifiable';
  return isEqual ? 'match' : 'mismatch';
}
function keyRefusal(
  context: Phase1Context,
  match: Match,
  notify: 'PAYLOAD-MALFORMED' | 'AUTHENTICATION-FAILED',
): Refusal | null {
  const parameter = 'peers.preSharedKeys';
  if (match === 'match') return null;
  if (match === 'mismatch') return refuse('authentication-failed', notify, { parameter });
  return refuseUnverifiable(context, refuse('unverifiable-secret', notify, { parameter }));
}

/** What nobody can check is refused, or let pass with a line in the failure log: the simulation says which. */
function refuseUnverifiable({ gateway, sa }: Phase1Context, refusal: Refusal): Refusal | null {
  if (gateway.world.options.unverifiable === 'refuse') return refusal;
  const role = sa.isInitiator ? 'initiator' : 'responder';
  const { name } = MODES[sa.exchangeMode];
  logFailure(gateway, sa, 1, failureOf({ ...refusal, notify: null }, role, name));
  return null;
}
