import { hiddenText, splitPrefix } from '../../../ir/address.ts';
import type { Address, Prefix } from '../../../ir/scalars.ts';

/** An address as tmsh writes it, with its route domain; a hidden one as a placeholder. */
export function addressText(address: Address, vrf?: string): string {
  const hidden = hiddenText(address);
  return `${hidden === undefined ? address : `{{address:${hidden}}}`}${domainText(vrf)}`;
}

/** A prefix, its route domain before the length: `10.1.0.0%2/16`. */
export function prefixText(prefix: Prefix, vrf?: string): string {
  const { address, length } = splitPrefix(prefix);
  return `${addressText(address, vrf)}/${length}`;
}

function domainText(vrf: string | undefined): string {
  return vrf === undefined ? '' : `%${vrf}`;
}
