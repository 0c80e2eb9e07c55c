import { hiddenText, splitPrefix } from '../../../ir/address.ts';
import type { Address, Prefix } from '../../../ir/scalars.ts';

/** An address as VRP writes it; a hidden one as a placeholder. */
export function addressText(address: Address): string {
  const hidden = hiddenText(address);
  return hidden === undefined ? address : `{{address:${hidden}}}`;
}

/** An address with its length, of IPv6. */
export function prefixText(prefix: Prefix): string {
  const { address, length } = splitPrefix(prefix);
  return `${addressText(address)}/${length}`;
}
