import type { AuthenticationMethod, IdentityType } from '../../ir/scalars.ts';

/**
 * An address as hexadecimal digits, 8 for IPv4 and 32 for IPv6: within a family the order of the texts is the
 * order of the addresses. `negotiation/traffic-selectors.ts` makes them.
 */
export type AddressKey = string;

/** RFC 7296 section 3.13.1. Protocol 0: any. ICMP type and code stand in the ports, as type * 256 + code. */
export interface TrafficSelector {
  readonly protocol: number;
  readonly firstPort: number;
  readonly lastPort: number;
  readonly first: AddressKey;
  readonly last: AddressKey;
}

/** An encryption, integrity, PRF or hash algorithm, with its key length: `negotiation/transforms.ts`. */
export type Transform = number;

/**
 * One proposal of an IKEv2 SA payload, or the one chosen: a list for each transform type, best first; empty:
 * the type is not there. AH and ESP proposals of one number are wanted together. They hold no SPI, so that all
 * offers of a policy share them.
 */
export interface Proposal {
  readonly number: number;
  readonly protocol: 'ike' | 'esp' | 'ah';
  readonly encryption: readonly Transform[];
  readonly prf: readonly Transform[];
  readonly integrity: readonly Transform[];
  /** IANA numbers; 0: NONE. */
  readonly groups: readonly number[];
  /** 0 and 1; IKE has none. */
  readonly extendedSequenceNumbers: readonly number[];
}

export interface KeyExchangePayload {
  readonly kind: 'KE';
  readonly group: number;
  /** Stands for the public value. */
  readonly value: number;
}
export interface NoncePayload {
  readonly kind: 'N';
  /** 32 bits stand for the nonce; compared as if unsigned. */
  readonly value: number;
}
export interface IdentityPayload {
  readonly kind: 'ID';
  readonly of: 'initiator' | 'responder';
  readonly type: IdentityType;
  readonly value: string;
}
/**
 * Proof of a secret: `tag` stands for the MAC or signature. A key that its owner cannot read gives no tag:
 * `unreadable` is the name of its placeholder, and nobody can verify it.
 */
export interface Proof {
  readonly method: AuthenticationMethod;
  readonly tag: number;
  readonly unreadable: string;
}
export interface CertificatePayload {
  readonly kind: 'CERT';
  readonly subject: string;
  readonly authority: string;
}
export interface CertificateRequestPayload {
  readonly kind: 'CERTREQ';
  readonly authority: string;
}
/** `spi` and `data` are 0 and '' where the notify has none. */
export interface NotifyPayload {
  readonly kind: 'NOTIFY';
  readonly type: number;
  readonly protocol: 'ike' | 'esp' | 'ah' | 'none';
  readonly spi: number;
  readonly data: number | string;
}
/** Deletes the sender's inbound SPIs; of an IKE SA no SPI in IKEv2, the two cookies in IKEv1. */
export interface DeletePayload {
  readonly kind: 'D';
  readonly protocol: 'ike' | 'esp' | 'ah';
  readonly spis: readonly number[];
}
/** The address and port that its hash is made of (RFC 7296 section 2.23, RFC 3947 section 3.2). */
export interface NatDetectionPayload {
  readonly kind: 'NAT-D';
  readonly end: 'source' | 'destination';
  readonly address: string;
  readonly port: number;
}
export interface VendorIdPayload {
  readonly kind: 'VID';
  readonly id: string;
}
/** CFG_REQUEST and CFG_REPLY, and mode config of IKEv1. */
export interface ConfigurationPayload {
  readonly kind: 'CP';
  readonly type: 'request' | 'reply' | 'set' | 'ack';
  /** '' asks for one. */
  readonly address: string;
}

/** Payloads that both versions have. */
export type CommonPayload =
  | KeyExchangePayload
  | NoncePayload
  | IdentityPayload
  | CertificatePayload
  | CertificateRequestPayload
  | NotifyPayload
  | DeletePayload
  | NatDetectionPayload
  | VendorIdPayload
  | ConfigurationPayload;
