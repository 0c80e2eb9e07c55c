import { type Interval, addressInterval, coveringPrefix, prefixInterval } from '../../ir/address.ts';
import type { Address } from '../../ir/scalars.ts';
import type { TrafficAddress } from '../../ir/ipsec.ts';
import type { AddressKey } from '../message/payloads.ts';

export const FIRST_IPV4: AddressKey = '0'.repeat(8);
export const LAST_IPV4: AddressKey = 'f'.repeat(8);
export const FIRST_IPV6: AddressKey = '0'.repeat(32);
export const LAST_IPV6: AddressKey = 'f'.repeat(32);

/** A range of addresses of one family, as texts that sort like the addresses. */
export interface KeyRange {
  readonly first: AddressKey;
  readonly last: AddressKey;
}

/** Both families where the address is `any`; empty: it is hidden or no address. */
export function keyRanges(address: TrafficAddress): readonly KeyRange[] {
  if (address === 'any') {
    return [
      { first: FIRST_IPV4, last: LAST_IPV4 },
      { first: FIRST_IPV6, last: LAST_IPV6 },
    ];
  }
  const interval =
    'prefix' in address ? prefixInterval(address.prefix) : addressInterval(address.first, address.last);
  return interval === undefined ? [] : [rangeOf(interval)];
}

/** Absent: the address is hidden. */
export function addressKey(address: Address): AddressKey | undefined {
  const interval = addressInterval(address);
  return interval && rangeOf(interval).first;
}

/** The IR's word for a range: a prefix where it is one. */
export function trafficAddress({ first, last }: KeyRange): TrafficAddress {
  const [from, to] = [addressOf(first), addressOf(last)];
  const prefix = coveringPrefix(from, to);
  const covered = prefix === undefined ? undefined : prefixInterval(prefix);
  const wanted = addressInterval(from, to);
  if (prefix !== undefined && covered?.first === wanted?.first && covered?.last === wanted?.last) {
    return { prefix };
  }
  return { first: from, last: to };
}

export function addressOf(key: AddressKey): Address {
  if (key.length === 8) {
    return [0, 2, 4, 6].map((start) => Number.parseInt(key.slice(start, start + 2), 16)).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number.parseInt(key.slice(4 * index, 4 * index + 4), 16).toString(16),
  );
  return shortened(groups);
}

/** The longest run of two zero groups or more becomes "::" (RFC 5952). */
function shortened(groups: readonly string[]): Address {
  let [start, length] = [-1, 1];
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === '0') to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  if (start < 0) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

function rangeOf({ family, first, last }: Interval): KeyRange {
  const digits = family === 4 ? 8 : 32;
  const key = (value: bigint): AddressKey => value.toString(16).padStart(digits, '0');
  return { first: key(first), last: key(last) };
}
