import { hiddenText, isIpv6Address, splitPrefix } from '../../../ir/address.ts';
import type { Policy, TrafficAddress } from '../../../ir/ipsec.ts';
import type { Address, Prefix, Secret } from '../../../ir/scalars.ts';
import { PROTOCOLS } from '../words.ts';

/** An address as racoon writes it; a hidden one as a placeholder. */
export function addressText(address: Address): string {
  const hidden = hiddenText(address);
  return hidden === undefined ? address : `{{address:${hidden}}}`;
}

/** The end that a tunnel starts from; where the text does not have it, a placeholder. */
export function localText({ name, sequence, tunnel }: Policy): string {
  return tunnel.local === undefined ? `{{local-address:${name}-${sequence}}}` : addressText(tunnel.local);
}

/** Legal selectors have prefixes on both sides. */
export function prefixOf(side: TrafficAddress): Prefix {
  if (side === 'any' || !('prefix' in side)) throw new Error('a selector without a prefix');
  return side.prefix;
}

/** Address and length of a prefix. */
export function prefixParts(prefix: Prefix): { readonly address: string; readonly length: string } {
  const { address, length } = splitPrefix(prefix);
  return { address: addressText(address), length: String(length) };
}

export function prefixText(prefix: Prefix): string {
  const { address, length } = prefixParts(prefix);
  return `${address}/${length}`;
}

/** `tcp`, `any`, a number. ICMP has a word for each family. */
export function protocolText(protocol: number | undefined, prefix: Prefix): string {
  if (protocol === undefined) return 'any';
  const isOfFamily = isIpv6Address(splitPrefix(prefix).address) ? protocol !== 1 : protocol !== 58;
  const word = Object.entries(PROTOCOLS).find(([, number]) => number === protocol)?.[0];
  return word === undefined || !isOfFamily ? String(protocol) : word;
}

/** A key as psk.txt has it: text that begins with `0x` would be digits (`translation.md` 5.12). */
export function secretText(secret: Secret): string {
  if (!('psk' in secret)) return `{{${secret.unreadable}}}`;
  if (secret.encoding === 'hex') return `0x${secret.psk.replace(/^0x/i, '')}`;
  return secret.psk.startsWith('0x') ? `0x${Buffer.from(secret.psk, 'utf8').toString('hex')}` : secret.psk;
}

/** A manual key as setkey has it: digits, or a text in quotes. */
export function manualKeyText(secret: Secret | undefined): string {
  if (secret === undefined) return '';
  if (!('psk' in secret)) return `{{${secret.unreadable}}}`;
  return secret.encoding === 'hex' ? `0x${secret.psk.replace(/^0x/i, '')}` : `"${secret.psk}"`;
}
