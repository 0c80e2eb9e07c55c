import type { CommonPayload, Proof } from './payloads.ts';

/** HASH(1) to HASH(3) of quick mode and of an informational exchange, HASH_I and HASH_R of phase 1 (RFC 2409). */
export interface HashPayload extends Proof {
  readonly kind: 'HASH';
}
export type Ikev1Payload = CommonPayload | HashPayload;
