import { diagnostic } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Origin } from '../../../ir/origins.ts';
import { type LoweringContext, originOf } from './context.ts';
import type { SystemFace } from './settings.ts';

/** Lines of system view that peers and policies take over where they have none of their own. */
const INHERITED = [
  'globalDurationTime',
  'globalDurationTraffic',
  'antiReplay',
  'antiReplayWindow',
  'dfBit',
  'fragmentation',
  'ikeDpdType',
  'ikeDpdIdleTime',
  'ikeDpdRetransmitInterval',
  'ikeDpdRetryLimit',
  'ikeDpdMessage',
  'ikeDpdCheck',
  'ikev2Fragmentation',
  'ikev2InitialContact',
  'sharedPhases',
  'ikeCertificateCheck',
  'sharedPolicy',
] as const;

/** A global line that nothing takes over says nothing. */
export function noteIdleGlobals(
  context: LoweringContext,
  system: SystemFace,
  gateway: Gateway,
  carried: ReadonlySet<Origin>,
): void {
  const what =
    gateway.peers.length + gateway.policies.length === 0
      ? 'a text without peers and policies'
      : 'peers and policies with values of their own';
  for (const slot of INHERITED) {
    for (const { written, origins } of system.all(slot)) {
      if (!written || origins.some((origin) => carried.has(origin))) continue;
      context.report(diagnostic('TG119', { what }, originOf(origins)));
    }
  }
}
