import {
  addressInterval,
  type Interval,
  intervalCovers,
  intervalsOverlap,
  prefixInterval,
  splitPrefix,
} from './address.ts';
import type { PortRange, Selector, TrafficAddress } from './ipsec.ts';

const EVERY_PORT: PortRange = { first: 0, last: 65_535 };

/** Whether some packet matches both, in all five dimensions. Hidden addresses may be anything: they overlap. */
export function selectorsOverlap(left: Selector, right: Selector): boolean {
  return (
    addressesOverlap(left.local, right.local) &&
    addressesOverlap(left.remote, right.remote) &&
    (left.protocol === undefined || right.protocol === undefined || left.protocol === right.protocol) &&
    portsOverlap(left.localPorts, right.localPorts) &&
    portsOverlap(left.remotePorts, right.remotePorts)
  );
}

/** Whether every packet that matches `inner` matches `outer`. */
export function selectorCovers(outer: Selector, inner: Selector): boolean {
  return (
    addressCovers(outer.local, inner.local) &&
    addressCovers(outer.remote, inner.remote) &&
    (outer.protocol === undefined || outer.protocol === inner.protocol) &&
    portsCover(outer.localPorts, inner.localPorts) &&
    portsCover(outer.remotePorts, inner.remotePorts)
  );
}

function addressesOverlap(left: TrafficAddress, right: TrafficAddress): boolean {
  if (left === 'any' || right === 'any') return true;
  const [a, b] = [trafficInterval(left), trafficInterval(right)];
  return a === undefined || b === undefined || intervalsOverlap(a, b);
}

function addressCovers(outer: TrafficAddress, inner: TrafficAddress): boolean {
  if (outer === 'any') return true;
  if (inner === 'any') return false;
  const [a, b] = [trafficInterval(outer), trafficInterval(inner)];
  return a !== undefined && b !== undefined && intervalCovers(a, b);
}

/** The addresses of one side of a selector; absent: hidden, or of no family. */
export function trafficInterval(address: TrafficAddress): Interval | undefined {
  if (address === 'any') return undefined;
  return 'prefix' in address ? prefixInterval(address.prefix) : addressInterval(address.first, address.last);
}

/** Every address of a family, protected both ways. */
export function isEverything(selector: Selector): boolean {
  const { action, direction, protocol, localPorts, remotePorts } = selector;
  const isWhole = action === 'protect' && direction === 'both' && protocol === undefined;
  const isPortless = localPorts === undefined && remotePorts === undefined;
  return isWhole && isPortless && isEveryAddress(selector.local) && isEveryAddress(selector.remote);
}

function isEveryAddress(side: TrafficAddress): boolean {
  return side === 'any' || ('prefix' in side && splitPrefix(side.prefix).length === 0);
}

function portsOverlap(left: PortRange = EVERY_PORT, right: PortRange = EVERY_PORT): boolean {
  return left.first <= right.last && right.first <= left.last;
}
function portsCover(outer: PortRange = EVERY_PORT, inner: PortRange = EVERY_PORT): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** A selector in words: "10.1.0.0/16 → 10.20.0.0/16 tcp 443". */
export function describeSelector(selector: Selector): string {
  const protocol = selector.protocol === undefined ? '' : ` protocol ${selector.protocol}`;
  const ports = (range: PortRange | undefined): string => {
    if (range === undefined) return '';
    return range.first === range.last ? `:${range.first}` : `:${range.first}-${range.last}`;
  };
  return `${describeAddress(selector.local)}${ports(selector.localPorts)} to ${describeAddress(selector.remote)}${ports(selector.remotePorts)}${protocol}`;
}

function describeAddress(address: TrafficAddress): string {
  if (address === 'any') return 'any';
  return 'prefix' in address ? address.prefix : `${address.first}-${address.last}`;
}
