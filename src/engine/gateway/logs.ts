import type { EngineEventKind, OfflineReason } from '../../ir/result.ts';
import type { ChildSaRecord, FailureDetails, IkeSaRecord, Path } from './records.ts';
import type { GatewayState } from './state.ts';

/** Two ends of an SA or of an attempt. */
export interface Ends {
  readonly path: Pick<Path, 'local' | 'remote'>;
  readonly localPort: number;
  readonly remotePort: number;
}

/** A record of the offline log. */
export function logOffline(
  gateway: GatewayState,
  sa: IkeSaRecord | ChildSaRecord,
  reason: OfflineReason,
  level: 'ike' | 'child',
): void {
  const policy = 'entry' in sa ? { policy: policyName(sa) } : {};
  gateway.offlineLog.push({
    remote: endpoint(sa.path.remote, sa.remotePort),
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
export function logEvent(gateway: GatewayState, kind: EngineEventKind, ends: Ends, sa?: number): void {
  gateway.events.push({
    time: gateway.time,
    kind,
    local: endpoint(ends.path.local, ends.localPort),
    remote: endpoint(ends.path.remote, ends.remotePort),
    ...(sa === undefined ? {} : { sa }),
  });
}

/** What this end saw of a negotiation that failed. */
export function logFailure(gateway: GatewayState, ends: Ends, version: 1 | 2, details: FailureDetails): void {
  gateway.counters.countFailure(details.cause);
  gateway.failures.push({
    time: gateway.time,
    local: endpoint(ends.path.local, ends.localPort),
    remote: endpoint(ends.path.remote, ends.remotePort),
    version: version === 1 ? 'ikev1' : 'ikev2',
    ...details,
  });
}

function endpoint(address: string, port: number): { readonly address: string; readonly port: number } {
  return { address, port };
}
