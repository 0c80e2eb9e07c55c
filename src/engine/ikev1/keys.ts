import type { GatewayState } from '../gateway/state.ts';
import type { KnownIdentity } from '../negotiation/identities.ts';
import { hashText, mixKey, mixTwo } from '../random.ts';
import type { Ikev1Sa, Phase1Negotiation } from './records.ts';

/**
 * SKEYID (RFC 2409 section 5), as a number that is not 0. `key`: stands for the pre-shared key; absent where the method
 * has none.
 */
export function sharedSecret(negotiation: Phase1Negotiation, key: number | undefined): number {
  const nonces = mixTwo(negotiation.nonceInitiator, negotiation.nonceResponder);
  return mixKey(nonces, key ?? exchangedValue(negotiation));
}
function exchangedValue({ publicInitiator, publicResponder }: Phase1Negotiation): number {
  return mixTwo(publicInitiator, publicResponder);
}

/** What the last messages of main and aggressive mode are encrypted with. */
export function phase1Protection(negotiation: Phase1Negotiation): number {
  return mixKey(negotiation.secret, exchangedValue(negotiation));
}
/**
 * The keys of the SA for what follows. They leave the pre-shared key out, which phase 1 has proved: so two ends that
 * let a key pass which one of them cannot read understand each other.
 */
export function saKey(negotiation: Phase1Negotiation): number {
  const nonces = mixTwo(negotiation.nonceInitiator, negotiation.nonceResponder);
  return mixKey(nonces, exchangedValue(negotiation));
}

/** HASH_I, HASH_R, or the signature over it. */
export function proofTag(secret: number, of: 'initiator' | 'responder', identity: KnownIdentity): number {
  return mixTwo(mixTwo(secret, of === 'initiator' ? 1 : 2), hashText(`${identity.type} ${identity.value}`));
}

/** KEYMAT of a child SA (RFC 2409 section 5.5): both nonces, and with PFS both new public values. */
export function childKey(sa: number, nonceInitiator: number, nonceResponder: number): number {
  return mixKey(sa, mixTwo(nonceInitiator, nonceResponder));
}

/** The next nonce, not 0; a test can force it. */
export function drawNonce(gateway: GatewayState): number {
  return (gateway.impairments?.nonces.shift() ?? gateway.nonceRandom.next()) >>> 0 || 1;
}

/** What protects messages of an SA: 0 as long as an end cannot know it. */
export function currentKey({ key, negotiation }: Ikev1Sa): number {
  if (key !== 0 || negotiation === null) return key;
  const hasAll = negotiation.publicInitiator !== 0 && negotiation.publicResponder !== 0;
  return hasAll && negotiation.nonceResponder !== 0 ? saKey(negotiation) : 0;
}
