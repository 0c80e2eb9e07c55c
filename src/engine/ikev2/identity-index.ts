import type { Identity } from '../../ir/scalars.ts';
import type { GatewayState } from '../gateway/state.ts';
import { hashTexts, mixTwo } from '../random.ts';
import { type Ikev2Sa, stateOf } from './records.ts';

/** Notes whom an established SA is between. */
export function noteIdentity(gateway: GatewayState, sa: Ikev2Sa): void {
  const { byIdentities } = stateOf(gateway);
  const key = identitiesKey(sa);
  let older = byIdentities.get(key);
  while (older?.state === 'deleted') older = older.olderOfIdentities;
  sa.olderOfIdentities = older;
  for (let last = older; last !== null; last = last.olderOfIdentities) {
    while (last.olderOfIdentities?.state === 'deleted')
      last.olderOfIdentities = last.olderOfIdentities.olderOfIdentities;
  }
  byIdentities.set(key, sa);
}

/** Key of `Ikev2State.byIdentities`: of both, for one of them may be all that the SAs of a gateway have in common. */
export function identitiesKey({ localId, remoteId }: Ikev2Sa): number {
  return mixTwo(hashOf(localId), hashOf(remoteId)) || 1;
}
function hashOf(identity: Identity | null): number {
  return identity === null ? 0 : hashTexts(identity.type, identity.value ?? '');
}
