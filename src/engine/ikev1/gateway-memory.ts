import type { ChildSaRecord } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import { AnsweredExchanges } from './answered-exchanges.ts';

/** What IKEv1 keeps for a gateway as a whole. */
export class GatewayMemory {
  /** Child SAs whose IKE SA is gone, by the two addresses; some may be dead by now. */
  readonly dangling = new Map<string, ChildSaRecord[]>();
  readonly answered = new AnsweredExchanges();
}

export function gatewayMemory(gateway: GatewayState): GatewayMemory {
  if (gateway.ikev1 instanceof GatewayMemory) return gateway.ikev1;
  const memory = new GatewayMemory();
  gateway.ikev1 = memory;
  return memory;
}
