import type { Selector, TrafficAddress } from '../../ir/ipsec.ts';
import type { Json } from '../../ir/json.ts';
import type { TrafficPacket } from '../message/message.ts';
import type { TrafficSelector } from '../message/payloads.ts';
import {
  addressKey,
  FIRST_IPV4,
  FIRST_IPV6,
  keyRanges,
  LAST_IPV4,
  LAST_IPV6,
  trafficAddress,
} from './address-keys.ts';

const LAST_PORT = 65_535;

/** The two sides of a flow, in one end's view. */
export interface Flow {
  readonly local: readonly TrafficSelector[];
  readonly remote: readonly TrafficSelector[];
}

const EVERYTHING: readonly TrafficSelector[] = [
  { protocol: 0, firstPort: 0, lastPort: LAST_PORT, first: FIRST_IPV4, last: LAST_IPV4 },
  { protocol: 0, firstPort: 0, lastPort: LAST_PORT, first: FIRST_IPV6, last: LAST_IPV6 },
];
/** What a route-based policy without selectors protects. */
export const EVERY_FLOW: Flow = { local: EVERYTHING, remote: EVERYTHING };

/** Selectors of the IR. `side`: makes each side, or finds it where it was made before. */
export function flowOf(selectors: readonly Selector[], side = sideOf): Flow {
  const localOf = ({ local, protocol, localPorts }: Selector): readonly TrafficSelector[] =>
    side(local, protocol, localPorts);
  const remoteOf = ({ remote, protocol, remotePorts }: Selector): readonly TrafficSelector[] =>
    side(remote, protocol, remotePorts);
  const [only, ...others] = selectors;
  if (only !== undefined && others.length === 0) return { local: localOf(only), remote: remoteOf(only) };
  return { local: selectors.flatMap(localOf), remote: selectors.flatMap(remoteOf) };
}
/** One side of a selector; empty where its address is hidden: it matches nothing. */
export function sideOf(
  address: Selector['local'],
  protocol = 0,
  ports = { first: 0, last: LAST_PORT },
): readonly TrafficSelector[] {
  return keyRanges(address).map(({ first, last }) => ({
    protocol,
    firstPort: ports.first,
    lastPort: ports.last,
    first,
    last,
  }));
}

/** Whether a packet that leaves this end belongs to the flow. */
export function matchesOutbound(flow: Flow, packet: TrafficPacket): boolean {
  return (
    matchesSide(flow.local, packet.protocol, packet.source, packet.sourcePort) &&
    matchesSide(flow.remote, packet.protocol, packet.destination, packet.destinationPort)
  );
}
/** Whether a packet that arrives at this end belongs to the flow. */
export function matchesInbound(flow: Flow, packet: TrafficPacket): boolean {
  return (
    matchesSide(flow.local, packet.protocol, packet.destination, packet.destinationPort) &&
    matchesSide(flow.remote, packet.protocol, packet.source, packet.sourcePort)
  );
}
function matchesSide(
  side: readonly TrafficSelector[],
  protocol: number,
  address: string,
  port: number,
): boolean {
  const key = addressKey(address);
  if (key === undefined) return false;
  return side.some(
    (selector) =>
      (selector.protocol === 0 || selector.protocol === protocol) &&
      selector.firstPort <= port &&
      port <= selector.lastPort &&
      isWithin(key, key, selector),
  );
}

/** The one pair of addresses, ports and protocol of a packet that leaves this end; absent: its addresses are hidden. */
export function flowOfPacket(packet: TrafficPacket): Flow | undefined {
  const [source, destination] = [addressKey(packet.source), addressKey(packet.destination)];
  if (source === undefined || destination === undefined) return undefined;
  const { protocol, sourcePort, destinationPort } = packet;
  return {
    local: [{ protocol, firstPort: sourcePort, lastPort: sourcePort, first: source, last: source }],
    remote: [
      {
        protocol,
        firstPort: destinationPort,
        lastPort: destinationPort,
        first: destination,
        last: destination,
      },
    ],
  };
}
/**
 * The first selectors of an offer where they say one pair of addresses among others: they are those of the packet that
 * asks for the SA (RFC 7296 section 2.9).
 */
export function specificFlow({ local, remote }: Flow): Flow | undefined {
  const [ours, theirs] = [local[0], remote[0]];
  if (ours === undefined || theirs === undefined || local.length + remote.length < 3) return undefined;
  return isHost(ours) && isHost(theirs) ? { local: [ours], remote: [theirs] } : undefined;
}
/** Whether a flow is between two addresses. */
export function isSinglePair({ local, remote }: Flow): boolean {
  return [...local, ...remote].every(isHost) && local.length === 1 && remote.length === 1;
}
function isHost({ first, last }: TrafficSelector): boolean {
  return first === last;
}
/** An offer without what its other selectors say as well. */
export function withoutRepetition({ local, remote }: Flow): Flow {
  return { local: widest(local), remote: widest(remote) };
}
function widest(side: readonly TrafficSelector[]): readonly TrafficSelector[] {
  if (side.length < 2) return side;
  return side.filter((one, index) => !side.some((other, place) => place > index && covers(other, one)));
}

/** What two sides have in common, a product of ranges each; the first one itself where it is just that. */
export function narrow(
  offered: readonly TrafficSelector[],
  own: readonly TrafficSelector[],
): readonly TrafficSelector[] {
  if (sameSelectors(offered, own) || (offered.length === 1 && coversAll(own, offered))) return offered;
  let common: TrafficSelector[] = [];
  for (const one of offered) {
    for (const other of own) {
      const both = intersect(one, other);
      if (both === undefined || common.some((known) => covers(known, both))) continue;
      common = common.filter((known) => !covers(both, known));
      common.push(both);
    }
  }
  return sameSelectors(offered, common) ? offered : common;
}
function intersect(one: TrafficSelector, other: TrafficSelector): TrafficSelector | undefined {
  if (one.first.length !== other.first.length) return undefined;
  if (one.protocol !== 0 && other.protocol !== 0 && one.protocol !== other.protocol) return undefined;
  const firstPort = Math.max(one.firstPort, other.firstPort);
  const lastPort = Math.min(one.lastPort, other.lastPort);
  const first = one.first > other.first ? one.first : other.first;
  const last = one.last < other.last ? one.last : other.last;
  if (firstPort > lastPort || first > last) return undefined;
  return { protocol: one.protocol === 0 ? other.protocol : one.protocol, firstPort, lastPort, first, last };
}

/** Whether all that `inner` says is in `outer`. */
export function coversAll(outer: readonly TrafficSelector[], inner: readonly TrafficSelector[]): boolean {
  for (const selector of inner) if (!isCovered(outer, selector)) return false;
  return true;
}
function isCovered(outer: readonly TrafficSelector[], inner: TrafficSelector): boolean {
  for (const one of outer) if (covers(one, inner)) return true;
  return false;
}
function covers(outer: TrafficSelector, inner: TrafficSelector): boolean {
  return (
    (outer.protocol === 0 || outer.protocol === inner.protocol) &&
    outer.firstPort <= inner.firstPort &&
    inner.lastPort <= outer.lastPort &&
    isWithin(inner.first, inner.last, outer)
  );
}
function isWithin(first: string, last: string, range: TrafficSelector): boolean {
  return first.length === range.first.length && range.first <= first && last <= range.last;
}

export function sameSelectors(left: readonly TrafficSelector[], right: readonly TrafficSelector[]): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    const [one, other] = [left[index], right[index]];
    if (one === undefined || other === undefined || !sameSelector(one, other)) return false;
  }
  return true;
}
export function sameSelector(left: TrafficSelector, right: TrafficSelector): boolean {
  return (
    left.first === right.first &&
    left.last === right.last &&
    left.protocol === right.protocol &&
    left.firstPort === right.firstPort &&
    left.lastPort === right.lastPort
  );
}
export function sameFlow(left: Flow, right: Flow): boolean {
  return sameSelectors(left.local, right.local) && sameSelectors(left.remote, right.remote);
}

/** A flow in words, its own view: for records of failures. */
export function describeFlow(flow: Flow): Json {
  const words = (side: readonly TrafficSelector[]): Json =>
    side.map((selector) => {
      const { protocol, firstPort, lastPort } = selector;
      const ports = firstPort === 0 && lastPort === LAST_PORT ? {} : { ports: [firstPort, lastPort] };
      return { address: jsonOf(trafficAddress(selector)), ...(protocol === 0 ? {} : { protocol }), ...ports };
    });
  return { local: words(flow.local), remote: words(flow.remote) };
}
function jsonOf(address: TrafficAddress): Json {
  if (address === 'any') return address;
  return 'prefix' in address ? address.prefix : `${address.first}-${address.last}`;
}

/** The IR's selector for what was negotiated: the first range of each side. */
export function selectorOf(flow: Flow): Selector {
  const [local, remote] = [flow.local[0], flow.remote[0]];
  const protocol = local?.protocol ?? 0;
  return {
    action: 'protect',
    local: sideText(local),
    remote: sideText(remote),
    ...(protocol === 0 ? {} : { protocol }),
    ...portsOf('localPorts', local),
    ...portsOf('remotePorts', remote),
    direction: 'both',
  };
}
function sideText(side: TrafficSelector | undefined): Selector['local'] {
  return side === undefined ? 'any' : trafficAddress(side);
}
function portsOf(
  member: 'localPorts' | 'remotePorts',
  side: TrafficSelector | undefined,
): Partial<Pick<Selector, 'localPorts' | 'remotePorts'>> {
  if (side === undefined || (side.firstPort === 0 && side.lastPort === LAST_PORT)) return {};
  return { [member]: { first: side.firstPort, last: side.lastPort } };
}
