import type { GatewayState } from './state.ts';

/** The connection ids of all live SAs of a gateway. */
export function* connectionIdsInUse(gateway: GatewayState): Generator<number> {
  for (let sa = gateway.newestIkeSa; sa !== null; sa = sa.older) yield sa.connectionId;
  for (let child = gateway.newestChild; child !== null; child = child.older) yield child.connectionId;
}
