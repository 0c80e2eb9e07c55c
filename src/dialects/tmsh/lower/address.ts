import { canonicalAddress, networkOf, unknownAddress } from '../../../ir/address.ts';
import type { Address, Prefix } from '../../../ir/scalars.ts';

/** An address with its route domain; absent address: `any`, or a placeholder for what the source did not have. */
export interface DomainAddress {
  readonly address: Address | undefined;
  readonly domain: string | undefined;
}

const HIDDEN = /^\{\{address:([^{}]*)\}\}/;

/** `203.0.113.2%1`, `any6`, `{{address:22.xx.xx.22}}`, `{{local-address:hub-1}}`. */
export function readAddress(text: string): DomainAddress {
  const hidden = HIDDEN.exec(text);
  const rest = hidden === null ? text : text.slice(hidden[0].length);
  const domain = /%(\d+)$/.exec(rest)?.[1];
  if (hidden !== null) return { address: unknownAddress(hidden[1] ?? ''), domain };
  const bare = rest.split('%')[0] ?? '';
  return { address: canonicalAddress(bare), domain };
}

/** `10.1.0.0%1/16`, `default`; without a length a host. Host bits are cleared. */
export function readPrefix(text: string): { readonly prefix: Prefix; readonly domain: string | undefined } {
  if (text === 'default' || text === 'any') return { prefix: '0.0.0.0/0', domain: undefined };
  if (text === 'default-inet6' || text === 'any6') return { prefix: '::/0', domain: undefined };
  const slash = text.lastIndexOf('/');
  const { address = '0.0.0.0', domain } = readAddress(slash === -1 ? text : text.slice(0, slash));
  const whole = address.includes(':') && !address.startsWith('unknown:') ? 128 : 32;
  return { prefix: networkOf(address, slash === -1 ? whole : Number(text.slice(slash + 1))), domain };
}

/** The name in a placeholder: `{{psk:hub}}` is `psk:hub`. */
export function placeholderName(text: string): string | undefined {
  return /^\{\{([^{}\r\n]*)\}\}$/.exec(text)?.[1];
}

/** `{{local-address:hub-1}}`: a person has yet to say it. */
export function isLocalPlaceholder(text: string): boolean {
  return placeholderName(text.split('%')[0] ?? '')?.startsWith('local-address:') === true;
}
