import type { Peer } from '../../ir/ike.ts';
import type { Address, AuthenticationMethod, Identity, Secret } from '../../ir/scalars.ts';
import type { CertificatePayload, Proof } from '../message/payloads.ts';
import { hashText, hashTexts, mixTwo } from '../random.ts';
import { type KnownIdentity, matchIdentity } from './identities.ts';
import type { Match } from './verdict.ts';

// The engine does no cryptography: a proof is a number made of the secret, the identity and what both ends drew. It
// matches where those do.

/** The key for a peer: the first whose identity matches; `identity`: the peer's, where it is known already. */
export function preSharedKeyFor(
  peer: Peer,
  identity: Identity | undefined,
  remote: Address,
): Secret | undefined {
  return peer.preSharedKeys.find((key) => {
    if (key.identity === undefined) return true;
    const presented = identity ?? { type: key.identity.type, value: remote };
    return matchIdentity(key.identity, presented, remote) !== 'mismatch';
  })?.secret;
}

/** Text and its hexadecimal form are one key. */
export function secretTag(secret: Secret): number | undefined {
  if ('unreadable' in secret) return undefined;
  return hashText(secret.encoding === 'hex' ? bytesOf(secret.psk) : utf8(secret.psk));
}
function bytesOf(digits: string): string {
  const octets = digits.replace(/^0x/i, '').match(/../g) ?? [];
  return octets.map((octet) => String.fromCharCode(Number.parseInt(octet, 16))).join('');
}
function utf8(text: string): string {
  let isAscii = true;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) isAscii = false;
  if (isAscii) return text;
  return Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet)).join('');
}

/** What one end can prove with: its method, and its key or certificate. */
export interface Credentials {
  readonly method: AuthenticationMethod;
  /** Of methods with a shared key; absent: none fits. */
  readonly secret: Secret | undefined;
  /** Of methods with a signature. */
  readonly certificate: CertificatePayload | undefined;
}

/** Methods whose proof needs a key that both ends have. */
export function usesSharedKey(method: AuthenticationMethod): boolean {
  return method === 'pre-shared-key' || method === 'xauth-psk-client' || method === 'xauth-psk-server';
}

/** `material`: what both ends drew, and which of them speaks. */
export function makeProof(credentials: Credentials, identity: KnownIdentity, material: number): Proof {
  const { method, secret, certificate } = credentials;
  if (!usesSharedKey(method)) {
    const name = certificate === undefined ? '' : certificate.subject;
    return { method, tag: tagOf(hashText(name), identity, material), unreadable: '' };
  }
  if (secret !== undefined && 'unreadable' in secret) {
    return { method, tag: 0, unreadable: secret.unreadable };
  }
  const tag = secret === undefined ? 0 : (secretTag(secret) ?? 0);
  return { method, tag: tagOf(tag, identity, material), unreadable: '' };
}

/** Whether a proof is what the own key gives for that identity. */
export function checkProof(proof: Proof, own: Credentials, identity: KnownIdentity, material: number): Match {
  if (!usesSharedKey(proof.method)) return 'match'; // the certificate was checked: `matchCertificate`
  const { secret } = own;
  if (secret === undefined) return 'mismatch';
  if (proof.unreadable !== '' || 'unreadable' in secret) return 'unverifiable';
  return tagOf(secretTag(secret) ?? 0, identity, material) === proof.tag ? 'match' : 'mismatch';
}
function tagOf(secret: number, identity: KnownIdentity, material: number): number {
  return mixTwo(mixTwo(secret, hashTexts(identity.type, identity.value)), material);
}

/** The certificate that an end shows: by reference, the names of its configuration. */
export function certificateOf({ certificates }: Peer): CertificatePayload | undefined {
  if (certificates === undefined) return undefined;
  return {
    kind: 'CERT',
    subject: certificates.certificate ?? '',
    authority: certificates.authority ?? '',
  };
}

/**
 * Whether a certificate is one that the peer is known by, or whose authority is trusted. Names are the device's own,
 * so two different ones may be one file: unverifiable.
 */
export function matchCertificate({ certificates }: Peer, shown: CertificatePayload | undefined): Match {
  if (certificates === undefined || shown === undefined) return 'mismatch';
  const { verify, peerCertificate, authority } = certificates;
  if (!verify) return 'match';
  if (peerCertificate !== undefined) return peerCertificate === shown.subject ? 'match' : 'unverifiable';
  if (authority === undefined || shown.authority === '') return 'unverifiable';
  return authority === shown.authority ? 'match' : 'unverifiable';
}
