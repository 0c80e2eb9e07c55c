import { sameJson } from '../../ir/json.ts';
import type { SaSelector } from '../../ir/operation.ts';
import type { IkeVersion } from '../../ir/scalars.ts';
import { ManualSaRecord } from '../gateway/manual-sas.ts';
import type { ChildSaRecord, IkeSaRecord } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';

/**
 * The IKE SAs that a selector reaches, newest first; who deletes some on the way collects them first. Members that speak of child SAs select by the SA's
 * children.
 */
export function* selectIkeSas(gateway: GatewayState, select: SaSelector): Generator<IkeSaRecord> {
  let sa = gateway.newestIkeSa;
  while (sa !== null) {
    const { older }: IkeSaRecord = sa;
    if (matchesIkeSa(sa, select)) yield sa;
    sa = older;
  }
}
/** The child SAs that a selector reaches, newest first. */
export function* selectChildSas(gateway: GatewayState, select: SaSelector): Generator<ChildSaRecord> {
  let child = gateway.newestChild;
  while (child !== null) {
    const { older }: ChildSaRecord = child;
    if (matchesChildSa(child, select)) yield child;
    child = older;
  }
}

function matchesIkeSa(sa: IkeSaRecord, select: SaSelector): boolean {
  const { connectionId, remoteId, peer, spi, login, processor } = select;
  return (
    (connectionId === undefined || connectionId === sa.connectionId) &&
    matchesEnds(sa, select) &&
    (remoteId === undefined || sameJson(sa.remoteId, remoteId)) &&
    (peer === undefined || peer === sa.peer.peer.name) &&
    (spi === undefined || spi === spiText(sa, true) || spi === spiText(sa, false)) &&
    (select.vrf === undefined || select.vrf === sa.peer.peer.vrf) &&
    login === undefined &&
    processor === undefined &&
    (!namesChildren(select) || hasChild(sa, select))
  );
}
function matchesChildSa(child: ChildSaRecord, select: SaSelector): boolean {
  const { connectionId, remoteId, peer, policy, trafficSelector, spi, protocol } = select;
  const { entry } = child;
  const isAh = child.suite.espEncryption === 0 || child.inboundAhSpi !== 0;
  const isEsp = child.suite.espEncryption !== 0;
  return (
    (connectionId === undefined || connectionId === child.connectionId) &&
    matchesEnds(child, select) &&
    (remoteId === undefined || sameJson(child.ikeSa?.remoteId ?? null, remoteId)) &&
    (peer === undefined || peer === entry.peer?.peer.name) &&
    (policy === undefined ||
      (policy.name === entry.policy.name &&
        (policy.sequence === undefined || policy.sequence === entry.policy.sequence))) &&
    (trafficSelector === undefined || entry.selectors.some(({ name }) => name === trafficSelector)) &&
    (spi === undefined || spisOf(child).includes(Number(spi))) &&
    (protocol === undefined || (protocol === 'ah' ? isAh : isEsp)) &&
    (select.interface === undefined || entry.policy.interfaces.includes(select.interface)) &&
    (select.vrf === undefined || select.vrf === entry.policy.vrf) &&
    select.login === undefined &&
    select.processor === undefined
  );
}
function matchesEnds(sa: IkeSaRecord | ChildSaRecord, select: SaSelector): boolean {
  const { version, remoteAddress, localAddress } = select;
  return (
    (version === undefined || version === versionOf(sa)) &&
    (remoteAddress === undefined || remoteAddress === sa.path.remote) &&
    (localAddress === undefined || localAddress === sa.path.local)
  );
}

/** Keyed by hand: neither. */
function versionOf(sa: IkeSaRecord | ChildSaRecord): IkeVersion | undefined {
  if (sa instanceof ManualSaRecord) return undefined;
  return sa.version === 1 ? 'ikev1' : 'ikev2';
}

function namesChildren(select: SaSelector): boolean {
  return (
    select.policy !== undefined ||
    select.trafficSelector !== undefined ||
    select.protocol !== undefined ||
    select.interface !== undefined
  );
}
function hasChild(
  sa: IkeSaRecord,
  { policy, trafficSelector, protocol, interface: port }: SaSelector,
): boolean {
  const of: SaSelector = {
    ...(policy && { policy }),
    ...(trafficSelector === undefined ? {} : { trafficSelector }),
    ...(protocol && { protocol }),
    ...(port === undefined ? {} : { interface: port }),
  };
  for (let child = sa.firstChild; child !== null; child = child.nextOfIkeSa) {
    if (matchesChildSa(child, of)) return true;
  }
  return false;
}

/** 16 hexadecimal digits of the initiator's or the responder's SPI. */
export function spiText(sa: IkeSaRecord, ofInitiator: boolean): string {
  const isOwn = sa.isInitiator === ofInitiator;
  const [high, low] = isOwn ? [sa.ownHigh, sa.ownLow] : [sa.peerHigh, sa.peerLow];
  return hex(high) + hex(low);
}
function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
function spisOf(child: ChildSaRecord): readonly number[] {
  return [child.inboundSpi, child.outboundSpi, child.inboundAhSpi, child.outboundAhSpi].map(
    (spi) => spi >>> 0,
  );
}
