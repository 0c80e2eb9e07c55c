import type { Identity } from './scalars.ts';

/** Whether an identity is an IP address; `ID_RFC822_ADDR` is that of a mailbox. */
export function isAddressIdentity({ type }: Pick<Identity, 'type'>): boolean {
  return type === 'ID_IPV4_ADDR' || type === 'ID_IPV6_ADDR';
}
