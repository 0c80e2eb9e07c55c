import { childrenOf } from '../gateway/expiry.ts';
import { closeIkeSa } from '../gateway/ike-sas.ts';
import { childGone } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import { forget } from './deletion.ts';
import type { Ikev2Sa } from './records.ts';

/** The peer speaks from another port than it should, and no NAT device was found: the SA has come to its end. */
export function deletePortMismatch(gateway: GatewayState, sa: Ikev2Sa): void {
  const children = childrenOf(sa);
  closeIkeSa(gateway, sa, 'port-mismatch-expiry');
  forget(gateway, sa);
  for (const child of children) childGone(gateway, child);
}
