import { removeChild } from '../gateway/child-sas.ts';
import { logEvent } from '../gateway/logs.ts';
import type { ChildSaRecord } from '../gateway/records.ts';
import { childGone } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { DeletePayload } from '../message/payloads.ts';
import { danglingChildren } from './dangling-children.ts';
import { releaseChildren } from './children-fate.ts';
import { Ikev1Sa } from './records.ts';
import { endIkeSa } from './stop.ts';

/** The peer has deleted SAs (RFC 2408 section 3.15); `sa` carried the message. */
export function receivePeerDelete(
  gateway: GatewayState,
  sa: Ikev1Sa,
  { protocol, spis }: DeletePayload,
): void {
  const { counters } = gateway;
  if (protocol === 'ike') {
    counters.ikeDeletesReceived++;
    const target = withCookies(gateway, spis);
    if (target !== null) ikeSaDeleted(gateway, target);
    return;
  }
  counters.childDeletesReceived++;
  for (const spi of spis) {
    const child = childWithOutboundSpi(gateway, sa, spi);
    if (child !== null) childDeleted(gateway, child);
  }
}

function withCookies(
  gateway: GatewayState,
  [high, low, otherHigh, otherLow]: readonly number[],
): Ikev1Sa | null {
  for (const [ownHigh, ownLow] of [
    [high, low],
    [otherHigh, otherLow],
  ]) {
    const sa = gateway.ikeSas.get(ownLow ?? 0);
    if (sa instanceof Ikev1Sa && sa.ownHigh === ownHigh) return sa;
  }
  return null;
}

/** What the peer has deleted goes here too; what becomes of the child SAs is the device's own matter. */
function ikeSaDeleted(gateway: GatewayState, sa: Ikev1Sa): void {
  logEvent(gateway, 'peer-deleted-sa', sa, sa.id);
  const lost = releaseChildren(gateway, sa);
  endIkeSa(gateway, sa, sa.state === 'rekeyed' ? 'ike-sa-replaced' : 'peer-request');
  for (const child of lost) childGone(gateway, child);
}

function childDeleted(gateway: GatewayState, child: ChildSaRecord): void {
  removeChild(gateway, child, child.state === 'rekeyed' ? 'child-sa-replaced' : 'peer-request');
  childGone(gateway, child);
}

/** The child SA that sends with this SPI, between the two addresses of an IKE SA. */
export function childWithOutboundSpi(gateway: GatewayState, sa: Ikev1Sa, spi: number): ChildSaRecord | null {
  for (let other = sa.path.first; other !== null; other = other.olderOnPath) {
    for (let child = other.firstChild; child !== null; child = child.nextOfIkeSa) {
      if (sendsWith(child, spi)) return child;
    }
  }
  return danglingChildren(gateway, sa.path).find((child) => sendsWith(child, spi)) ?? null;
}
function sendsWith({ outboundSpi, outboundAhSpi }: ChildSaRecord, spi: number): boolean {
  return outboundSpi === spi || outboundAhSpi === spi;
}
