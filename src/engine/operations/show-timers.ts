import type { Time, Timer } from '../../ir/result.ts';
import { EVENT } from '../events.ts';
import { ChildSaRecord, IkeSaRecord } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';

/** What the timers of the core are for; a protocol's own are "ike". */
const PURPOSES: ReadonlyMap<number, string> = new Map([
  [EVENT.ikeSoftExpiry, 'ike-sa-soft-expiry'],
  [EVENT.ikeHardExpiry, 'ike-sa-hard-expiry'],
  [EVENT.childSoftExpiry, 'child-sa-soft-expiry'],
  [EVENT.childHardExpiry, 'child-sa-hard-expiry'],
  [EVENT.retransmit, 'retransmission'],
  [EVENT.requestWait, 'wait-for-ike-sa'],
  [EVENT.natKeepalive, 'nat-keepalive'],
  [EVENT.reestablish, 'reestablishment'],
]);

/** The timers of a gateway, in the order in which they are due. */
export function timersOf(gateway: GatewayState): readonly Timer[] {
  const { time } = gateway;
  return gateway.world.queue
    .entries()
    .filter(({ target, kind }) => target.gateway === gateway.index && kind !== EVENT.delivery)
    .map(({ time: due, kind, target }, id) => {
      const created = armedAt(kind, target) ?? time;
      return {
        id,
        intervalSeconds: Math.ceil((due - created) / 1000),
        due,
        created,
        purpose: PURPOSES.get(kind) ?? 'ike',
      };
    });
}

/** Lifetimes run from when their SA was there; of other timers the queue does not keep it: they begin when they are shown. */
function armedAt(kind: number, target: unknown): Time | undefined {
  if (PURPOSES.get(kind)?.endsWith('-expiry') !== true) return undefined;
  if (target instanceof IkeSaRecord) return target.established < 0 ? undefined : target.established;
  return target instanceof ChildSaRecord ? target.created : undefined;
}
