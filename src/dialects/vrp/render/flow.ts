import {
  canonicalAddress,
  hiddenText,
  maskOf,
  prefixLength,
  splitPrefix,
  unknownAddress,
} from '../../../ir/address.ts';
import type { Seen } from '../../../ir/captured.ts';
import type { PortRange, Selector, TrafficAddress } from '../../../ir/ipsec.ts';

/** How a family of devices writes one side of a selector (`reference/vrp.md` 3.5). */
export interface FlowStyle {
  readonly pattern: string;
  print(address: string, protocol: number, ports: Seen<PortRange> | undefined): string;
  /** Where protocol and ports stand. */
  readonly order: 'protocol/ports' | 'ports protocol';
}

const LAST_PORT = 65535;
const ADDRESS = String.raw`[\dA-Fa-fxX*:.]+(?:\/[\w.:*]+)?`;

/** `10.1.1.0/255.255.255.0 0/0-65535`. */
export const USG_FLOW: FlowStyle = {
  pattern: String.raw`${ADDRESS}(?:\s+\d+\/\d+(?:-\d+)?)?`,
  print: (address, protocol, ports) => `${address} ${protocol}/${portsText(ports, `0-${LAST_PORT}`)}`,
  order: 'protocol/ports',
};
/** `10.1.1.0/255.255.255.0 0/0`. */
export const OLD_AR_FLOW: FlowStyle = {
  ...USG_FLOW,
  print: (address, protocol, ports) => `${address} ${protocol}/${portsText(ports, '0')}`,
};
/** `10.1.1.0/255.255.255.0 0-65535 0 0xFF`. */
export const NE_FLOW: FlowStyle = {
  pattern: String.raw`${ADDRESS}(?:\s+\d+(?:-\d+)?\s+\d+(?:\s+0x[\da-f]+)?)?`,
  print: (address, protocol, ports) => `${address} ${portsText(ports, `0-${LAST_PORT}`)} ${protocol} 0xFF`,
  order: 'ports protocol',
};

function portsText(ports: Seen<PortRange> | undefined, every: string): string {
  if (ports?.first === undefined || ports.last === undefined) return every;
  return ports.first === ports.last ? String(ports.first) : `${ports.first}-${ports.last}`;
}

/** One side of a selector; nothing: it is not known. */
export function printFlow(
  selector: Seen<Selector> | undefined,
  side: 'local' | 'remote',
  style: FlowStyle,
): string | undefined {
  const address = addressText(selector?.[side]);
  if (selector === undefined || address === undefined) return undefined;
  const ports = side === 'local' ? selector.localPorts : selector.remotePorts;
  return style.print(address, selector.protocol ?? 0, ports);
}

function addressText(address: Seen<TrafficAddress> | undefined): string | undefined {
  if (address === undefined) return undefined;
  if (address === 'any') return '0.0.0.0/0.0.0.0';
  if ('first' in address) return `${address.first}-${address.last}`;
  if (!('prefix' in address) || address.prefix === undefined) return undefined;
  const { address: host, length } = splitPrefix(address.prefix);
  const hidden = hiddenText(host);
  return hidden === undefined ? `${host}/${maskOf(address.prefix)}` : `${hidden}/${length}`;
}

/** Nothing: there is no such address, mask or port. */
export function readFlow(
  text: string,
  side: 'local' | 'remote',
  { order }: FlowStyle,
): Seen<Selector> | undefined {
  const [flow = '', one = '', two = ''] = text.trim().split(/\s+/);
  const [protocol = '', ports = ''] = order === 'protocol/ports' ? one.split('/') : [two, one];
  const address = readAddress(flow);
  if (address === undefined) return undefined;
  const range = readPorts(ports);
  return {
    [side]: address,
    ...(Number(protocol) > 0 ? { protocol: Number(protocol) } : {}),
    ...(range === undefined ? {} : side === 'local' ? { localPorts: range } : { remotePorts: range }),
  };
}

function readAddress(text: string): Seen<TrafficAddress> | undefined {
  const [host = '', mask = ''] = text.split('/');
  const address = canonicalAddress(host) ?? (/[xX*]/.test(host) ? unknownAddress(host) : undefined);
  if (address === undefined) return undefined;
  const length = mask === '' ? (address.includes(':') ? 128 : 32) : lengthOf(mask);
  return length === undefined ? undefined : { prefix: `${address}/${length}` };
}

/** An IPv6 mask is an address whose first bits are set. */
function lengthOf(mask: string): number | undefined {
  if (!mask.includes(':')) return prefixLength(mask);
  const length = Array.from({ length: 129 }, (_, bits) => bits).find(
    (bits) => maskOf(`::/${bits}`) === canonicalAddress(mask),
  );
  return length;
}

function readPorts(text: string): PortRange | undefined {
  const [first = 0, last = first] = text.split('-').map(Number);
  const isEvery = first === 0 && (last === 0 || last === LAST_PORT);
  return text === '' || isEvery ? undefined : { first, last };
}
