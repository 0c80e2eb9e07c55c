import type { EngineEventKind, OfflineReason } from '../../ir/result.ts';
import { LoggedEvent } from './logged-event.ts';
import {
  type ChildSaRecord,
  type Ends,
  type FailureDetails,
  type IkeSaRecord,
  localEndpoint,
  remoteEndpoint,
} from './records.ts';
import type { GatewayState } from './state.ts';

/** A record of the offline log. */
export function logOffline(
  gateway: GatewayState,
  sa: IkeSaRecord | ChildSaRecord,
  reason: OfflineReason,
  level: 'ike' | 'child',
): void {
  const policy = 'entry' in sa ? { policy: policyName(sa) } : {};
  gateway.offlineLog.push({
    remote: remoteEndpoint(sa),
    version: sa.version === 1 ? 'ikev1' : 'ikev2',
    reason,
    time: gateway.time,
    level,
    ...policy,
  });
}
function policyName({ entry }: ChildSaRecord): { readonly name: string; readonly sequence: number } {
  return { name: entry.policy.name, sequence: entry.policy.sequence };
}

/** A record of the event ring. */
export function logEvent(gateway: GatewayState, kind: EngineEventKind, ends: Ends, sa = 0): void {
  gateway.events.push(new LoggedEvent(gateway.time, kind, ends, sa));
}

/** What this end saw of a negotiation that failed. */
export function logFailure(gateway: GatewayState, ends: Ends, version: 1 | 2, details: FailureDetails): void {
  gateway.counters.countFailure(details.cause);
  gateway.failures.push({
    time: gateway.time,
    local: localEndpoint(ends),
    remote: remoteEndpoint(ends),
    version: version === 1 ? 'ikev1' : 'ikev2',
    ...details,
  });
}
