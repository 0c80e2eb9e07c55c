import { type Ikev1Payload, payloadOf } from '../message/ikev1-payloads.ts';
import type { Datagram } from '../network/network-state.ts';
import { ownIdentity, type StatedIdentity, type Verdict, verifyIdentity } from '../negotiation/identities.ts';
import { sharedKeyFor } from '../negotiation/shared-keys.ts';
import { isKeyedByPassword, phase1Protection, proofTag, sharedSecret } from './keys.ts';
import type { Phase1Context } from './phase1-context.ts';
import { peersForOffer } from './peer-choice.ts';
import { failureOf, type Refusal, refuse } from './refusal.ts';
import { MODES } from './modes.ts';
import { logFailure } from '../gateway/logs.ts';

const WRONG_KEY = 1;

/**
 * SKEYID, once both nonces and what it is made of are there. Main mode finds the pre-shared key by the peer's address,
 * for the identity comes encrypted (RFC 2409 section 5.4); the others by the identity too.
 */
export function deriveSecret({ gateway, sa, negotiation }: Phase1Context): Refusal | null {
  if (negotiation.secret !== 0 || negotiation.chosen === null) return null;
  if (!isKeyedByPassword(negotiation.chosen.method)) {
    negotiation.secret = sharedSecret(negotiation, undefined);
    return null;
  }
  const claimed = sa.exchangeMode === 'main' ? undefined : statedIdentity(sa.remoteId);
  const key = sharedKeyFor(sa.peer.peer, sa.path.remote, claimed);
  if (key === undefined) {
    const parameter = 'peers.preSharedKeys';
    return refuse('authentication-failed', null, {
      parameter,
      offered: claimed?.value ?? sa.path.remote,
      accepted: [],
    });
  }
  const isWrong = gateway.impairments?.wrongAuthentication === true;
  negotiation.secret = sharedSecret(negotiation, isWrong ? { ...key, value: key.value ^ WRONG_KEY } : key);
  negotiation.unreadable = key.unreadable;
  return null;
}
function statedIdentity(identity: Phase1Context['sa']['remoteId']): StatedIdentity | undefined {
  return identity === null ? undefined : { type: identity.type, value: identity.value ?? '' };
}

/** The proof of the own identity, and the certificate that it is checked with. */
export function proofPayloads(context: Phase1Context): readonly Ikev1Payload[] {
  const { gateway, sa, negotiation } = context;
  const method = negotiation.chosen?.method ?? 'pre-shared-key';
  const role = sa.isInitiator ? 'initiator' : 'responder';
  const { peer } = sa.peer;
  const tag = proofTag(negotiation.secret, role, ownIdentity(peer, sa.path.local));
  const isWrong = gateway.impairments?.wrongAuthentication === true;
  const proof: Ikev1Payload = {
    kind: 'PROOF',
    method,
    tag: isWrong ? tag ^ WRONG_KEY : tag,
    unreadable: negotiation.unreadable,
  };
  if (isKeyedByPassword(method) || peer.certificates === undefined) return [proof];
  const { certificate = '', authority = '' } = peer.certificates;
  return [proof, { kind: 'CERT', subject: certificate, authority }];
}

/** Whether this end can read an encrypted message: a pre-shared key of the other end that differs makes it noise. */
export function verifyProtection(
  context: Phase1Context,
  payloads: readonly Ikev1Payload[],
  protection: number,
): Refusal | null {
  const { negotiation } = context;
  const verdict = judge(context, payloads, protection === phase1Protection(negotiation));
  return verdictRefusal(context, verdict, 'PAYLOAD-MALFORMED');
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
  const claimed: StatedIdentity = { type: payload.type, value: payload.value };
  sa.remoteId = claimed;
  const remote = datagram.sourceAddress;
  let verdict = verifyIdentity(sa.peer.peer, claimed, remote);
  if (verdict !== 'match' && !sa.isInitiator && negotiation.chosen !== null) {
    for (const other of peersForOffer(gateway, sa, negotiation.chosen)) {
      if (verifyIdentity(other.peer, claimed, remote) !== 'match') continue;
      sa.peer = other;
      verdict = 'match';
      break;
    }
  }
  if (verdict === 'match') return null;
  const details = {
    parameter: 'peers.remoteIds',
    offered: { ...claimed },
    accepted: sa.peer.peer.remoteIds.map((identity) => ({ ...identity })),
  };
  if (verdict === 'mismatch') return refuse('remote-id-mismatch', 'INVALID-ID-INFORMATION', details);
  return refuseUnverifiable(context, refuse('remote-id-mismatch', 'INVALID-ID-INFORMATION', details));
}

/** HASH_I, HASH_R or the signature of the peer. */
export function readProof(context: Phase1Context, payloads: readonly Ikev1Payload[]): Refusal | null {
  const { sa, negotiation } = context;
  const payload = payloadOf(payloads, 'PROOF');
  if (payload === undefined) return refuse('authentication-failed', 'PAYLOAD-MALFORMED');
  const underived = deriveSecret(context);
  if (underived !== null) return underived;
  const role = sa.isInitiator ? 'responder' : 'initiator';
  const identity = statedIdentity(sa.remoteId) ?? { type: 'ID_KEY_ID', value: '' };
  const expected = proofTag(negotiation.secret, role, identity);
  const verdict = judge(context, payloads, payload.tag === expected);
  const refusal = verdictRefusal(context, verdict, 'AUTHENTICATION-FAILED');
  return refusal ?? verifyCertificate(context, payloads);
}

/** A certificate is known by reference: the file that stands for the peer's, or an authority of the same name. */
function verifyCertificate(context: Phase1Context, payloads: readonly Ikev1Payload[]): Refusal | null {
  const { sa, negotiation } = context;
  const { certificates } = sa.peer.peer;
  const method = negotiation.chosen?.method ?? 'pre-shared-key';
  if (isKeyedByPassword(method) || certificates?.verify === false) return null;
  const given = payloadOf(payloads, 'CERT');
  const isKnown =
    given !== undefined &&
    certificates !== undefined &&
    (given.subject === certificates.peerCertificate ||
      (given.authority !== '' && given.authority === certificates.authority));
  if (isKnown) return null;
  const details = {
    parameter: 'peers.certificates',
    offered: given === undefined ? null : { subject: given.subject, authority: given.authority },
    accepted: certificates === undefined ? null : { ...certificates },
  };
  if (given === undefined || certificates === undefined) {
    return refuse('authentication-failed', 'AUTHENTICATION-FAILED', details);
  }
  // Names of files differ from vendor to vendor: nobody can tell.
  return refuseUnverifiable(context, refuse('unverifiable-secret', 'AUTHENTICATION-FAILED', details));
}

function judge({ negotiation }: Phase1Context, payloads: readonly Ikev1Payload[], isEqual: boolean): Verdict {
  const theirs = payloadOf(payloads, 'PROOF')?.unreadable ?? '';
  if (negotiation.unreadable !== '' || theirs !== '') return 'unverifiable';
  return isEqual ? 'match' : 'mismatch';
}
function verdictRefusal(
  context: Phase1Context,
  verdict: Verdict,
  notify: 'PAYLOAD-MALFORMED' | 'AUTHENTICATION-FAILED',
): Refusal | null {
  const parameter = 'peers.preSharedKeys';
  switch (verdict) {
    case 'match':
      return null;
    case 'mismatch':
      return refuse('authentication-failed', notify, { parameter });
    case 'unverifiable':
      return refuseUnverifiable(context, refuse('unverifiable-secret', notify, { parameter }));
    default:
      return verdict satisfies never;
  }
}
/** What nobody can check is refused, or let pass with a line in the failure log: the simulation says which. */
function refuseUnverifiable({ gateway, sa }: Phase1Context, refusal: Refusal): Refusal | null {
  if (gateway.world.options.unverifiable === 'refuse') return refusal;
  const role = sa.isInitiator ? 'initiator' : 'responder';
  logFailure(
    gateway,
    sa,
    1,
    failureOf({ ...refusal, notify: null }, role, MODES[sa.exchangeMode ?? 'main'].name),
  );
  return null;
}
