import type { Identity } from '../../ir/scalars.ts';
import { closeIkeSa } from '../gateway/ike-sas.ts';
import type { GatewayState } from '../gateway/state.ts';
import { forget } from './deletion.ts';
import { identitiesKey } from './identity-index.ts';
import { type Ikev2Sa, stateOf } from './records.ts';

/** INITIAL_CONTACT: what else stands between the two identities is a leftover; nobody is told (RFC 7296 section 2.4). */
export function forgetOthersOfPeer(gateway: GatewayState, sa: Ikev2Sa): void {
  let other = stateOf(gateway).byIdentities.get(identitiesKey(sa));
  while (other !== null) {
    const { olderOfIdentities }: Ikev2Sa = other;
    const isSame = same(other.remoteId, sa.remoteId) && same(other.localId, sa.localId);
    if (other !== sa && other.state !== 'deleted' && isSame) {
      closeIkeSa(gateway, other, 'ike-sa-replaced');
      forget(gateway, other);
    }
    other = olderOfIdentities;
  }
}

function same(left: Identity | null, right: Identity | null): boolean {
  return left?.type === right?.type && left?.value === right?.value;
}
