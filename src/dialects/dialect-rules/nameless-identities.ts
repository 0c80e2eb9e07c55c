import type { IdentityType } from '../../ir/scalars.ts';
import { peerReference, type Rule, writersOf } from '../dialect-adjustment.ts';

/** An address follows from the tunnel, and a distinguished name from the certificate: a name follows from nothing. */
const NAMES: ReadonlySet<IdentityType> = new Set(['ID_FQDN', 'ID_RFC822_ADDR', 'ID_KEY_ID']);

/** A name that this end is to send, and that no statement gives: `dialect` sends what it is told. */
export function refuseNamelessIdentities(dialect: string): Rule {
  return (gateway, adjustment) => {
    for (const peer of gateway.peers) {
      const { localId } = peer;
      if (localId.value !== undefined || !NAMES.has(localId.type)) continue;
      const place = { object: peerReference(peer), path: 'peers.localId', from: localId.type };
      const note = `${dialect} cannot send identity ${localId.type} without a value, and the source names none`;
      const todo = 'name the identity, or the device, in the source';
      adjustment.refuse('TG241', place, writersOf(adjustment, localId, 'type'), note, todo);
    }
    return gateway;
  };
}
