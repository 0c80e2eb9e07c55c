import type { AuthenticationMethod } from '../../ir/scalars.ts';
import type { CommonPayload, Proof, TrafficSelector, Transform } from './payloads.ts';

/** One transform of the ISAKMP proposal: a complete set, taken whole or not at all (RFC 2409 section 5, appendix A). */
export interface Phase1Transform {
  readonly encryption: Transform;
  readonly hash: Transform;
  readonly method: AuthenticationMethod;
  readonly group: number;
  readonly lifetimeSeconds: number; // 0: no limit
}
/** The SA payload of phase 1: what is offered, best first, or the one transform that was chosen. */
export interface Phase1SaPayload {
  readonly kind: 'SA1';
  readonly transforms: readonly Phase1Transform[];
}

/** One way to protect traffic: ESP, AH or both (AND), with all attributes. 0: the algorithm is not there. */
export interface Phase2Transform {
  readonly espEncryption: Transform;
  readonly espIntegrity: Transform;
  readonly ahIntegrity: Transform;
  readonly mode: 'tunnel' | 'transport';
  /** Encapsulation modes 3 and 4 of RFC 3947. */
  readonly udpEncapsulation: boolean;
  readonly compression: 'none' | 'deflate' | 'lzs';
  readonly extendedSequenceNumbers: boolean;
}
/**
 * The SA payload of quick mode: proposals in order of preference (OR) with one group and one lifetime for all
 * (RFC 2409 section 5.5), or the one that was chosen.
 */
export interface Phase2SaPayload {
  readonly kind: 'SA2';
  readonly transforms: readonly Phase2Transform[];
  readonly pfsGroup: number; // 0: none
  readonly lifetimeSeconds: number; // 0: no limit
  readonly lifetimeKilobytes: number; // 0: no limit
  /** The sender's inbound SPIs; 0: the protocol is not offered. */
  readonly espSpi: number;
  readonly ahSpi: number;
}
/** IDci and IDcr of quick mode: whose traffic the SA protects. */
export interface ClientIdPayload {
  readonly kind: 'IDc';
  readonly of: 'initiator' | 'responder';
  readonly selector: TrafficSelector;
}
/** The addresses before translation, of quick mode in transport mode (RFC 3947 section 5.2). */
export interface NatOriginalAddressPayload {
  readonly kind: 'NAT-OA';
  readonly address: string;
}

/** HASH_I and HASH_R of phase 1, or the signatures that stand in their place (RFC 2409 section 5). */
export interface Phase1ProofPayload extends Proof {
  readonly kind: 'PROOF';
}
/** HASH(1) to HASH(3) of quick mode, HASH(1) of an informational exchange (RFC 2409 sections 5.5 and 5.7). */
export interface HashPayload {
  readonly kind: 'HASH';
}
/** A heartbeat: a notify that nobody acknowledges (draft-ietf-ipsec-heartbeats). */
export interface HeartbeatPayload {
  readonly kind: 'HEARTBEAT';
  readonly numbering: 'old' | 'new';
  readonly sequence: number;
  /** Whether it lists the sender's live inbound SPIs. */
  readonly hasList: boolean;
  readonly spis: readonly number[];
}
export type Ikev1Payload =
  | CommonPayload
  | Phase1SaPayload
  | Phase2SaPayload
  | ClientIdPayload
  | NatOriginalAddressPayload
  | Phase1ProofPayload
  | HashPayload
  | HeartbeatPayload;

type PayloadOf<Kind extends Ikev1Payload['kind']> = Extract<Ikev1Payload, { readonly kind: Kind }>;

/** The first payload of a kind. */
export function payloadOf<Kind extends Ikev1Payload['kind']>(
  payloads: readonly Ikev1Payload[],
  kind: Kind,
): PayloadOf<Kind> | undefined {
  for (const payload of payloads) if (isOf(payload, kind)) return payload;
  return undefined;
}
function isOf<Kind extends Ikev1Payload['kind']>(
  payload: Ikev1Payload,
  kind: Kind,
): payload is PayloadOf<Kind> {
  return payload.kind === kind;
}
