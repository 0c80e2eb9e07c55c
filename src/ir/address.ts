import ipaddr from 'ipaddr.js';
import type { Address, Prefix } from './scalars.ts';

const UNKNOWN = 'unknown:';

/** An address that the source hides: it equals nothing but itself. */
export function unknownAddress(text: string): Address {
  return `${UNKNOWN}${text}`;
}
/** The text that stands for a hidden address (or prefix); absent: the address is known. */
export function hiddenText(address: Address): string | undefined {
  return address.startsWith(UNKNOWN) ? address.slice(UNKNOWN.length) : undefined;
}

/** The canonical form of an IPv4 or IPv6 address (RFC 5952); absent: the text is none. */
export function canonicalAddress(text: string): Address | undefined {
  if (ipv4Bits(text) !== undefined) return text;
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text).toRFC5952String() : undefined;
}

/** Whether nobody outside reaches it: RFC 1918, RFC 6598, RFC 4193, link-local. */
export function isPrivateAddress(address: Address): boolean {
  return ipaddr.isValid(address) && PRIVATE.has(ipaddr.parse(address).range());
}
const PRIVATE: ReadonlySet<string> = new Set(['private', 'carrierGradeNat', 'uniqueLocal', 'linkLocal']);

export function isIpv6Address(address: Address): boolean {
  return hiddenText(address) === undefined && address.includes(':');
}

/** Length of a dotted mask, or of a length as text; absent: its bits are not contiguous. */
export function prefixLength(mask: string): number | undefined {
  if (/^\d+$/.test(mask)) return Number(mask);
  const bits = ipv4Bits(mask);
  if (bits === undefined) return undefined;
  const hostBits = ~bits >>> 0;
  return (hostBits & (hostBits + 1)) === 0 ? Math.clz32(hostBits) : undefined;
}

/** The mask of a prefix, as an address of its family. */
export function maskOf(prefix: Prefix): Address {
  const { address, length } = splitPrefix(prefix);
  return isIpv6Address(address)
    ? ipaddr.IPv6.subnetMaskFromPrefixLength(length).toRFC5952String()
    : ipaddr.IPv4.subnetMaskFromPrefixLength(length).toString();
}

/** The network of an address: host bits cleared. A hidden address keeps its text. */
export function networkOf(address: Address, length: number): Prefix {
  if (hiddenText(address) !== undefined) return `${address}/${length}`;
  const bits = ipv4Bits(address);
  if (bits !== undefined && length >= 0 && length <= 32) {
    const hostBits = 2 ** (32 - length);
    return `${dotted(Math.floor(bits / hostBits) * hostBits)}/${length}`;
  }
  const network = isIpv6Address(address)
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/${length}`).toRFC5952String()
    : ipaddr.IPv4.networkAddressFromCIDR(`${address}/${length}`).toString();
  return `${network}/${length}`;
}

/** "10.1.0.0/16" in its two parts. */
export function splitPrefix(prefix: Prefix): { readonly address: Address; readonly length: number } {
  const slash = prefix.lastIndexOf('/');
  return { address: prefix.slice(0, slash), length: Number(prefix.slice(slash + 1)) };
}

/** The first and last address of a range, as numbers of its family; absent: it is hidden. */
export interface Interval {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

export function addressInterval(first: Address, last: Address = first): Interval | undefined {
  const [a, b] = [toNumber(first), toNumber(last)];
  if (a === undefined || b === undefined) return undefined;
  return { family: isIpv6Address(first) ? 6 : 4, first: a, last: b };
}

export function prefixInterval(prefix: Prefix): Interval | undefined {
  const { address, length } = splitPrefix(prefix);
  const first = toNumber(address);
  if (first === undefined) return undefined;
  const family = isIpv6Address(address) ? 6 : 4;
  const hostBits = BigInt((family === 6 ? 128 : 32) - length);
  const base = (first >> hostBits) << hostBits;
  return { family, first: base, last: base + (1n << hostBits) - 1n };
}

export function intervalsOverlap(left: Interval, right: Interval): boolean {
  return left.family === right.family && left.first <= right.last && right.first <= left.last;
}
export function intervalCovers(outer: Interval, inner: Interval): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Every address of a range; absent: there are more than the limit, or it is hidden, of two families or backwards. */
export function addressesBetween(
  first: Address,
  last: Address,
  limit: number,
): readonly Address[] | undefined {
  const range = addressInterval(first, last);
  if (range === undefined || isIpv6Address(last) !== (range.family === 6)) return undefined;
  const count = range.last - range.first + 1n;
  if (count < 1n || count > BigInt(limit)) return undefined;
  return Array.from({ length: Number(count) }, (_, index) =>
    toAddress(range.first + BigInt(index), range.family),
  );
}

/** The smallest prefix that holds a range of addresses; absent: it is hidden, or of two families. */
export function coveringPrefix(first: Address, last: Address): Prefix | undefined {
  const range = addressInterval(first, last);
  if (range === undefined) return undefined;
  for (let length = range.family === 6 ? 128 : 32; length >= 0; length--) {
    const prefix = networkOf(first, length);
    const interval = prefixInterval(prefix);
    if (interval !== undefined && intervalCovers(interval, range)) return prefix;
  }
  return undefined;
}

function toNumber(address: Address): bigint | undefined {
  const bits = ipv4Bits(address);
  if (bits !== undefined) return BigInt(bits);
  if (!ipaddr.isValid(address)) return undefined;
  return ipaddr
    .parse(address)
    .toByteArray()
    .reduce((number, octet) => (number << 8n) | BigInt(octet), 0n);
}

function toAddress(number: bigint, family: Interval['family']): Address {
  const length = family === 6 ? 16 : 4;
  const octets = Array.from({ length }, (_, index) =>
    Number((number >> BigInt(8 * (length - 1 - index))) & 255n),
  );
  const parsed = ipaddr.fromByteArray(octets);
  return parsed instanceof ipaddr.IPv6 ? parsed.toRFC5952String() : parsed.toString();
}

/**
 * The prefixes that an IPv4 address with an inverse mask stands for: k one bits above the trailing ones make
 * 2^k of them. `count` tells how many there would be where they are more than `limit`.
 */
export function wildcardPrefixes(
  address: Address,
  wildcard: string,
  limit: number,
): { readonly count: number; readonly prefixes: readonly Prefix[] } {
  const mask = wildcardBits(wildcard);
  let trailing = 0;
  while (trailing < 32 && (mask >>> trailing) & 1) trailing++;
  const free: number[] = [];
  for (let bit = trailing; bit < 32; bit++) if ((mask >>> bit) & 1) free.push(bit);
  const count = 2 ** free.length;
  const length = 32 - trailing;
  if (hiddenText(address) !== undefined) {
    return { count, prefixes: count === 1 ? [networkOf(address, length)] : [] };
  }
  if (count > limit) return { count, prefixes: [] };
  const base = ((ipv4Bits(address) ?? 0) & ~mask) >>> 0;
  const prefixes: Prefix[] = [];
  for (let turn = 0; turn < count; turn++) {
    const set = free.reduce((sum, bit, index) => ((turn >>> index) & 1 ? sum + 2 ** bit : sum), base);
    prefixes.push(`${dotted(set)}/${length}`);
  }
  return { count, prefixes };
}

function wildcardBits(wildcard: string): number {
  return wildcard.split('.').reduce((number, octet) => number * 256 + Number(octet), 0) >>> 0;
}
function dotted(bits: number): string {
  return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;
}

/**
 * The bits of an IPv4 address of four decimal numbers without leading zeros; absent: it is none. A large configuration
 * has hundreds of thousands of them, and ipaddr.js takes a few microseconds and objects for each.
 */
function ipv4Bits(text: string): number | undefined {
  if (text.length > LONGEST_IPV4) return undefined;
  let [bits, octet, digits, dots] = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === DOT && digits > 0) {
      [bits, octet, digits, dots] = [bits * 256 + octet, 0, 0, dots + 1];
    } else {
      const digit = unit - ZERO;
      if (digit < 0 || digit > 9 || (digits > 0 && octet === 0)) return undefined;
      octet = octet * 10 + digit;
      digits += 1;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && digits > 0 ? bits * 256 + octet : undefined;
}
const LONGEST_IPV4 = '255.255.255.255'.length;
const DOT = 0x2e;
const ZERO = 0x30;
