import { EVENT, FIRST_IKEV1_EVENT, FIRST_IKEV2_EVENT } from './events.ts';
import { deliver } from './gateway/deliver.ts';
import { childHardExpiry, childSoftExpiry, ikeHardExpiry, ikeSoftExpiry } from './gateway/expiry.ts';
import { sendKeepalive } from './gateway/nat-keepalive.ts';
import { ChildRequest, ChildSaRecord, IkeSaRecord, type Owned } from './gateway/records.ts';
import { requestWaitedTooLong, restart, Restart } from './gateway/requests.ts';
import { retransmit } from './gateway/retransmission.ts';
import { type GatewayState, PendingRequest, type World } from './gateway/state.ts';
import { Datagram } from './network/network-state.ts';
import { continueTraffic, perform, TimedAction, TrafficStream } from './perform.ts';
import { startNext } from './start.ts';

/** Lets the event happen that the queue has just given. */
export function dispatch(world: World): void {
  const { kind, target } = world.queue;
  if (target === null) return;
  const gateway = world.gateways[target.gateway];
  if (gateway === undefined) {
    if (target instanceof TimedAction) perform(world, target.action);
  } else if (kind >= FIRST_IKEV1_EVENT) gateway.protocol(1).timer(gateway, kind, target);
  else if (kind >= FIRST_IKEV2_EVENT) gateway.protocol(2).timer(gateway, kind, target);
  else dispatchToCore(world, gateway, kind, target);
}

function dispatchToCore(world: World, gateway: GatewayState, kind: number, target: Owned): void {
  if (target instanceof Datagram) deliver(gateway, target);
  else if (target instanceof PendingRequest) retransmit(gateway, target);
  else if (target instanceof ChildSaRecord) {
    (kind === EVENT.childSoftExpiry ? childSoftExpiry : childHardExpiry)(gateway, target);
  } else if (target instanceof IkeSaRecord) expireIkeSa(gateway, kind, target);
  else if (target instanceof ChildRequest) requestWaitedTooLong(gateway, target);
  else if (target instanceof Restart) restart(gateway, target);
  else if (target instanceof TrafficStream) continueTraffic(world, target);
  else startNext(gateway);
}
function expireIkeSa(gateway: GatewayState, kind: number, sa: IkeSaRecord): void {
  if (kind === EVENT.ikeSoftExpiry) ikeSoftExpiry(gateway, sa);
  else if (kind === EVENT.ikeHardExpiry) ikeHardExpiry(gateway, sa);
  else sendKeepalive(gateway, sa);
}
