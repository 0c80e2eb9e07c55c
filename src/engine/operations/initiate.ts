import type { Operation, SaSelector } from '../../ir/operation.ts';
import type { Result } from '../../ir/result.ts';
import type { SpdEntry } from '../gateway/records.ts';
import { ikeSaFor, initiate, requestChild } from '../gateway/requests.ts';
import { remoteAddresses } from '../gateway/endpoints.ts';
import type { GatewayState } from '../gateway/state.ts';
import { refused } from './refused.ts';

/** Starts what an operator asks for; what stands already is not started again. */
export function initiateSelected(
  gateway: GatewayState,
  { select, level }: Extract<Operation, { kind: 'initiate' }>,
): Result {
  const entries = gateway.configuration.entries.filter((entry) => matches(gateway, entry, select));
  if (entries.length === 0) return refused('no-policy');
  let affected = 0;
  let standing = 0;
  for (const entry of entries) {
    if (entry.peer === null) continue;
    if (level === 'ike') {
      if (ikeSaFor(gateway, entry.peer, entry) !== null) standing++;
      else if (initiate(gateway, entry.peer, entry) !== null) affected++;
    } else if (entry.request !== null || entry.firstChild !== null) standing++;
    else if (requestChild(gateway, entry, null)) affected++;
  }
  if (affected === 0) return refused(standing > 0 ? 'exists' : 'no-policy');
  return { kind: 'done', affected };
}

function matches(gateway: GatewayState, entry: SpdEntry, select: SaSelector): boolean {
  const { peer, policy, trafficSelector, remoteAddress, localAddress, version } = select;
  if (entry.peer === null || entry.action !== 'protect') return false;
  const configured = entry.peer.peer;
  return (
    (peer === undefined || peer === configured.name) &&
    (version === undefined || configured.versions.includes(version)) &&
    (policy === undefined ||
      (policy.name === entry.policy.name &&
        (policy.sequence === undefined || policy.sequence === entry.policy.sequence))) &&
    (trafficSelector === undefined || entry.selectors.some(({ name }) => name === trafficSelector)) &&
    (localAddress === undefined ||
      entry.policy.tunnel.local === undefined ||
      entry.policy.tunnel.local === localAddress) &&
    (remoteAddress === undefined ||
      remoteAddresses(gateway, entry.peer, entry.policy).includes(remoteAddress))
  );
}
