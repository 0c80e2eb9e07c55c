import { logFailure } from '../gateway/logs.ts';
import type { FailureDetails } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Peer } from '../../ir/ike.ts';
import type { Identity } from '../../ir/scalars.ts';
import type { AuthPayload } from '../message/ikev2-payloads.ts';
import type { Ikev2Message } from '../message/message.ts';
import type { CertificatePayload, IdentityPayload, Proof } from '../message/payloads.ts';
import { type KnownIdentity, localIdentity, matchRemoteIdentity } from '../negotiation/identities.ts';
import {
  certificateOf,
  checkProof,
  type Credentials,
  makeProof,
  matchCertificate,
  preSharedKeyFor,
  usesSharedKey,
} from '../negotiation/proofs.ts';
import type { Match } from '../negotiation/verdict.ts';
import { mixTwo } from '../random.ts';
import { payloadOf } from './messages.ts';
import { type Ikev2Sa, setupOf } from './records.ts';

/** What an end says of itself in IKE_AUTH. */
export interface OwnProof {
  readonly identity: KnownIdentity;
  readonly certificate: CertificatePayload | undefined;
  readonly proof: Proof;
}
/** What is wrong with what the other end says of itself. */
export interface ProofFailure {
  readonly match: Exclude<Match, 'match'>;
  readonly failure: Omit<FailureDetails, 'role' | 'exchange' | 'notify'>;
}

/** RFC 7296 section 2.15; absent: the configuration gives no identity of its own. */
export function proveSelf(gateway: GatewayState, sa: Ikev2Sa): OwnProof | undefined {
  const { peer } = sa.peer;
  const identity = localIdentity(peer, sa.path.local);
  if (identity === undefined) return undefined;
  const certificate = usesSharedKey(peer.localAuthentication) ? undefined : certificateOf(peer);
  const credentials = credentialsOf(
    sa,
    peer,
    peer.localAuthentication,
    sa.remoteId ?? undefined,
    certificate,
  );
  const proof = makeProof(credentials, identity, materialOf(sa, true));
  if (gateway.impairments?.wrongAuthentication !== true) return { identity, certificate, proof };
  return { identity, certificate, proof: { ...proof, tag: proof.tag ^ 1 } };
}

export function identityPayload({ type, value }: KnownIdentity, of: IdentityPayload['of']): IdentityPayload {
  return { kind: 'ID', of, type, value };
}
export function authPayload({ method, tag, unreadable }: Proof): AuthPayload {
  return { kind: 'AUTH', method, tag, unreadable };
}

/** Whether the other end is one that the peer's configuration expects, and proves it; absent: it is. */
export function checkPeer(
  gateway: GatewayState,
  sa: Ikev2Sa,
  message: Ikev2Message,
  identity: KnownIdentity,
): ProofFailure | undefined {
  const { peer } = sa.peer;
  const auth = payloadOf(message, 'AUTH');
  const isName = matchRemoteIdentity(peer, identity, sa.path.remote);
  if (isName !== 'match') {
    const found = identityFailure(isName, identity, peer.remoteIds);
    if (!accepts(gateway, sa, found)) return found;
  }
  if (auth === undefined || auth.method !== peer.remoteAuthentication) {
    return {
      match: 'mismatch',
      failure: {
        cause: 'authentication-method-mismatch',
        parameter: 'peers.remoteAuthentication',
        offered: auth?.method ?? 'eap',
        accepted: peer.remoteAuthentication,
      },
    };
  }
  const certificate = payloadOf(message, 'CERT');
  const isCertified = usesSharedKey(auth.method) ? 'match' : matchCertificate(peer, certificate);
  const credentials = credentialsOf(sa, peer, auth.method, identity, certificate);
  const isProven = checkProof(auth, credentials, identity, materialOf(sa, false));
  return judge(gateway, sa, auth, isCertified) ?? judge(gateway, sa, auth, isProven);
}
function judge(
  gateway: GatewayState,
  sa: Ikev2Sa,
  { method }: Proof,
  match: Match,
): ProofFailure | undefined {
  if (match === 'match') return undefined;
  const found = proofFailure(match, method);
  return accepts(gateway, sa, found) ? undefined : found;
}

/** The simulation may take what nobody can check for right, with a record. */
function accepts(gateway: GatewayState, sa: Ikev2Sa, { match, failure }: ProofFailure): boolean {
  if (match !== 'unverifiable' || gateway.world.options.unverifiable !== 'accept') return false;
  const role = sa.isInitiator ? 'initiator' : 'responder';
  logFailure(gateway, sa, 2, { role, exchange: 'ike-auth', ...failure });
  return true;
}
function identityFailure(
  match: Exclude<Match, 'match'>,
  offered: KnownIdentity,
  accepted: readonly Identity[],
): ProofFailure {
  const words = ({ type, value }: Identity): { type: string; value?: string } =>
    value === undefined ? { type } : { type, value };
  return {
    match,
    failure: {
      cause: match === 'unverifiable' ? 'unverifiable-secret' : 'remote-id-mismatch',
      parameter: 'peers.remoteIds',
      offered: { ...words(offered) },
      accepted: accepted.map((identity) => ({ ...words(identity) })),
    },
  };
}
/** Keys are never shown: "they differ" is all. */
function proofFailure(match: Exclude<Match, 'match'>, method: Proof['method']): ProofFailure {
  return {
    match,
    failure: {
      cause: match === 'unverifiable' ? 'unverifiable-secret' : 'authentication-failed',
      parameter: usesSharedKey(method) ? 'peers.preSharedKeys' : 'peers.certificates',
    },
  };
}

function credentialsOf(
  sa: Ikev2Sa,
  peer: Peer,
  method: Proof['method'],
  remoteId: Identity | undefined,
  certificate: CertificatePayload | undefined,
): Credentials {
  const secret = usesSharedKey(method) ? preSharedKeyFor(peer, remoteId, sa.path.remote) : undefined;
  return { method, secret, certificate };
}

/** What the signed octets stand for: the other end's nonce, and who speaks. */
function materialOf(sa: Ikev2Sa, isOwn: boolean): number {
  const { ownNonce, peerNonce } = setupOf(sa);
  const isInitiators = sa.isInitiator === isOwn;
  return mixTwo(mixTwo(isOwn ? peerNonce : ownNonce, sa.key), isInitiators ? 1 : 2);
}
