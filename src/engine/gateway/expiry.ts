import { isManual } from './manual-sas.ts';
import type { ChildSaRecord, IkeSaRecord } from './records.ts';
import { childGone } from './requests.ts';
import type { GatewayState } from './state.ts';
import { MARK } from './records.ts';

/** A replacement is due; the SA stays in use until it is there. */
export function ikeSoftExpiry(gateway: GatewayState, sa: IkeSaRecord): void {
  sa.softTimer = 0;
  sa.marks |= MARK.fading;
  gateway.counters.softExpiries++;
  gateway.protocol(sa.version).renewIkeSa(gateway, sa);
}

/** The SA goes without waiting for anything. */
export function ikeHardExpiry(gateway: GatewayState, sa: IkeSaRecord): void {
  sa.hardTimer = 0;
  gateway.counters.hardExpiries++;
  const { ikev1ChildrenOnIkeLoss } = gateway.behaves(1);
  const goesWithIt =
    sa.version === 2 || sa.peer.peer.childSasDependOnIkeSa || ikev1ChildrenOnIkeLoss !== 'keep';
  const lost = goesWithIt ? childrenOf(sa) : [];
  gateway.protocol(sa.version).deleteIkeSa(gateway, sa, 'ike-hard-expiry', goesWithIt ? 'delete' : 'keep');
  for (const child of lost) if (child.state === 'dead') childGone(gateway, child);
}

export function childSoftExpiry(gateway: GatewayState, child: ChildSaRecord): void {
  child.softTimer = gateway.cancel(child.softTimer);
  if (child.state !== 'installed' || isManual(child.entry)) return;
  gateway.counters.softExpiries++;
  gateway.protocol(child.version).rekeyChild(gateway, child);
}

export function childHardExpiry(gateway: GatewayState, child: ChildSaRecord): void {
  child.hardTimer = gateway.cancel(child.hardTimer);
  if (child.state === 'dead' || child.state === 'deleting' || isManual(child.entry)) return;
  gateway.counters.hardExpiries++;
  gateway.protocol(child.version).deleteChild(gateway, child, 'child-hard-expiry');
  childGone(gateway, child);
}

export function childrenOf(sa: IkeSaRecord): readonly ChildSaRecord[] {
  const children: ChildSaRecord[] = [];
  for (let child = sa.firstChild; child !== null; child = child.nextOfIkeSa) children.push(child);
  return children;
}
