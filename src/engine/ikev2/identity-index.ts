import type { Identity } from '../../ir/scalars.ts';
import type { GatewayState } from '../gateway/state.ts';
import { hashText } from '../random.ts';
import { type Ikev2Sa, stateOf } from './records.ts';

/** Notes who the peer of an established SA is. */
export function noteIdentity(gateway: GatewayState, sa: Ikev2Sa): void {
  const { byIdentity } = stateOf(gateway);
  const key = identityKey(sa.remoteId);
  let older = byIdentity.get(key);
  while (older?.state === 'deleted') older = older.olderOfIdentity;
  sa.olderOfIdentity = older;
  for (let last = older; last !== null; last = last.olderOfIdentity) {
    while (last.olderOfIdentity?.state === 'deleted')
      last.olderOfIdentity = last.olderOfIdentity.olderOfIdentity;
  }
  byIdentity.set(key, sa);
}

/** Key of `Ikev2State.byIdentity`. */
export function identityKey(identity: Identity | null): number {
  return identity === null ? 1 : hashText(`${identity.type} ${identity.value ?? ''}`) || 1;
}
