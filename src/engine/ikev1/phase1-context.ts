import type { GatewayState } from '../gateway/state.ts';
import type { Ikev1Sa, Phase1Negotiation } from './records.ts';

/** One end of a phase 1 that runs. */
export interface Phase1Context {
  readonly gateway: GatewayState;
  readonly sa: Ikev1Sa;
  readonly negotiation: Phase1Negotiation;
}
