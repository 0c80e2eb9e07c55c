import { SECONDS } from '../../../../grammars/racoon/values.ts';
import { canonicalAddress, isIpv6Address, networkOf, unknownAddress } from '../../../ir/address.ts';
import { byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address, Prefix } from '../../../ir/scalars.ts';
import { OTHER_PROTOCOLS, PROTOCOLS } from '../words.ts';
import type { Reading } from './context.ts';

const HIDDEN = /^\{\{address:([^{}]*)\}\}/;

/** An address, its interface left out; a placeholder for one that the source hid. Absent: a name. */
export function readAddress(text: string): Address | undefined {
  const hidden = HIDDEN.exec(text);
  if (hidden !== null) return unknownAddress(hidden[1] ?? '');
  return canonicalAddress(text.split('%')[0] ?? '');
}

/** `10.1.0.0/16`; without a length a host. Host bits are cleared. */
export function readPrefix(text: string): Prefix | undefined {
  const slash = text.lastIndexOf('/');
  const address = readAddress(slash === -1 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const whole = isIpv6Address(address) ? 128 : 32;
  return networkOf(address, slash === -1 ? whole : Number(text.slice(slash + 1)));
}

/** A number, a name, or `any`; `unknown`: a name that is not known here. */
export function readProtocol(text: string): number | 'any' | 'unknown' {
  if (text === 'any') return 'any';
  if (/^\d+$/.test(text)) return Number(text);
  return PROTOCOLS[text] ?? OTHER_PROTOCOLS[text] ?? 'unknown';
}

/** Ports by the names that setkey looks up (IANA); `any` is none. */
const SERVICES: Readonly<Record<string, number>> = {
  isakmp: 500,
  domain: 53,
  http: 80,
  https: 443,
  ssh: 22,
  ntp: 123,
  syslog: 514,
  snmp: 161,
  l2f: 1701,
  l2tp: 1701,
  'ipsec-nat-t': 4500,
};
export function readPort(text: string): number | 'any' | 'unknown' {
  if (text === 'any') return 'any';
  return /^\d+$/.test(text) ? Number(text) : (SERVICES[text] ?? 'unknown');
}

/** Seconds of `NUMBER UNIT`, else the default. */
export function readSeconds(reading: Reading | undefined, usual: number): Sourced<number> {
  if (reading === undefined) return byDefault(usual);
  const seconds = Number(reading.text('number') ?? 0) * (SECONDS[reading.text('unit') ?? 'sec'] ?? 1);
  return sourced(seconds, reading.origins);
}

/** The name in a placeholder: `{{psk:hub}}` is `psk:hub`. */
export function placeholderName(text: string): string | undefined {
  return /^\{\{([^{}\r\n]*)\}\}$/.exec(text)?.[1];
}
