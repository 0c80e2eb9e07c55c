import type { Timer } from '../../ir/result.ts';
import { EVENT } from '../events.ts';
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
    .map(({ time: due, kind }, id) => ({
      id,
      intervalSeconds: Math.ceil((due - time) / 1000),
      due,
      created: time,
      purpose: PURPOSES.get(kind) ?? 'ike',
    }));
}
