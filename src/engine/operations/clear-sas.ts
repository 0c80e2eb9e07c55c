import type { Operation, Reestablishment } from '../../ir/operation.ts';
import type { Result } from '../../ir/result.ts';
import { childrenOf } from '../gateway/expiry.ts';
import { rebuildManualSa } from '../gateway/manual-sas.ts';
import type { ChildSaRecord, IkeSaRecord } from '../gateway/records.ts';
import { reestablish } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import { refused } from './refused.ts';
import { selectChildSas, selectIkeSas } from './select-sas.ts';

const REASON = 'configuration-change-or-manual';

/** Deletes IKE SAs, and what the operation says of their children; then says who negotiates again. */
export function clearIkeSas(
  gateway: GatewayState,
  operation: Extract<Operation, { kind: 'clear-ike-sa' }>,
): Result {
  const { select, children, then, childConnection } = operation;
  const sas = inConnectionOrder(selectIkeSas(gateway, select));
  if (sas.length === 0 && select.connectionId !== undefined) {
    const named =
      childConnection === 'not-selected' ? [] : inConnectionOrder(selectChildSas(gateway, select));
    if (named.length === 0) return refused('not-found');
    return deleteChildren(gateway, named, childConnection === 'not-selected' ? 'never' : childConnection);
  }
  for (const sa of sas) deleteIkeSa(gateway, sa, children, then);
  return { kind: 'done', affected: sas.length };
}

/** Deletes child SAs; their IKE SAs stay. */
export function clearChildSas(
  gateway: GatewayState,
  { select, then }: Extract<Operation, { kind: 'clear-child-sa' }>,
): Result {
  return deleteChildren(gateway, inConnectionOrder(selectChildSas(gateway, select)), then);
}

function deleteIkeSa(
  gateway: GatewayState,
  sa: IkeSaRecord,
  children: 'delete' | 'keep',
  then: Reestablishment,
): void {
  if (sa.state === 'deleting' || sa.state === 'deleted') return;
  const goes = sa.version === 2 || children === 'delete' || sa.peer.peer.childSasDependOnIkeSa;
  const lost = goes ? childrenOf(sa) : [];
  const entries = new Set(lost.map(({ entry }) => entry));
  gateway.protocol(sa.version).deleteIkeSa(gateway, sa, REASON, goes ? 'delete' : 'keep');
  if (entries.size === 0 && then === 'at-once') reestablish(gateway, sa.peer, null, then);
  for (const entry of entries) if (entry.peer !== null) reestablish(gateway, entry.peer, entry, then);
}

function deleteChildren(
  gateway: GatewayState,
  children: readonly ChildSaRecord[],
  then: Reestablishment,
): Result {
  let affected = 0;
  for (const child of children) {
    const { entry } = child;
    if (child.state === 'deleting' || child.state === 'dead') continue;
    affected++;
    if (entry.peer === null) {
      rebuildManualSa(gateway, child);
      continue;
    }
    gateway.protocol(child.version).deleteChild(gateway, child, REASON);
    reestablish(gateway, entry.peer, entry, then);
  }
  return { kind: 'done', affected };
}

function inConnectionOrder<T extends { readonly connectionId: number }>(sas: Iterable<T>): readonly T[] {
  return [...sas].toSorted((left, right) => left.connectionId - right.connectionId);
}
