import type { CommonPayload, Proof, Proposal, TrafficSelector } from './payloads.ts';

export interface SaPayload {
  readonly kind: 'SA';
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
