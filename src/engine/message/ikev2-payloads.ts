import type { CommonPayload, Proof, Proposal, TrafficSelector } from './payloads.ts';

export interface SaPayload {
  readonly kind: 'SA';
  /** The sender's inbound SPI (of AH where there is no ESP), or the high half of its new IKE SPI. 0: in an IKE_SA_INIT. */
  readonly spi: number;
  /** The low half of its new IKE SPI, or the SPI of AH beside ESP. */
  readonly secondSpi: number;
  readonly proposals: readonly Proposal[];
}
export interface AuthPayload extends Proof {
  readonly kind: 'AUTH';
}
export interface TrafficSelectorPayload {
  readonly kind: 'TS';
  readonly of: 'initiator' | 'responder';
  readonly selectors: readonly TrafficSelector[];
}
export type Ikev2Payload = CommonPayload | SaPayload | AuthPayload | TrafficSelectorPayload;
