import type { GatewayState } from '../gateway/state.ts';
import type { Ikev1Message } from '../message/message.ts';
import type { Datagram } from '../network/network-state.ts';
import { loseIkeSa } from './loss.ts';
import type { Ikev1Sa } from './records.ts';

/** Whether an authentic message comes from another port than the SA's: a NAT device has given the peer a new one. */
export function isFromElsewhere(sa: Ikev1Sa, message: Ikev1Message, { sourcePort }: Datagram): boolean {
  const isAuthentic = sa.key !== 0 && message.protection === sa.key;
  return isAuthentic && sa.natRemote && sourcePort !== sa.remotePort;
}

/** IKEv1 has no way to follow (`reference/sa-engine.md` 2.6, 2.13): the SA is as if its hard lifetime had ended. */
export function portChanged(gateway: GatewayState, sa: Ikev1Sa): void {
  loseIkeSa(gateway, sa, 'port-mismatch-expiry', 'by-policy');
}
