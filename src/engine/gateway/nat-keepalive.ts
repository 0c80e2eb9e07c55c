import { EVENT } from '../events.ts';
import { transmit } from '../network/transmit.ts';
import type { IkeSaRecord } from './records.ts';
import type { GatewayState } from './state.ts';

/** The end behind a NAT device keeps its mapping alive (RFC 3948 section 4). */
export function armKeepalive(gateway: GatewayState, sa: IkeSaRecord): void {
  const { natKeepaliveSeconds } = gateway.configuration.gateway.ike;
  if (!sa.natLocal || natKeepaliveSeconds === 0 || sa.state === 'deleted') return;
  const milliseconds = 1000 * natKeepaliveSeconds;
  sa.keepaliveTimer = gateway.again(sa.keepaliveTimer, milliseconds, EVENT.natKeepalive, sa);
}

export function sendKeepalive(gateway: GatewayState, sa: IkeSaRecord): void {
  sa.keepaliveTimer = 0;
  transmit(gateway, sa, { kind: 'keepalive' });
  armKeepalive(gateway, sa);
}
