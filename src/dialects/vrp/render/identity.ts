import { isIpv6Address } from '../../../ir/address.ts';
import type { Seen } from '../../../ir/captured.ts';
import type { Identity, IdentityType } from '../../../ir/scalars.ts';
import { vocabulary } from '../../../text/layout/codecs.ts';

/** RemoteType and its like (`reference/vrp.md` 3.1): an address of either family is an IP. */
export const ID_TYPES = vocabulary<IdentityType>({
  IP: 'ID_IPV4_ADDR',
  IPv6: 'ID_IPV6_ADDR',
  FQDN: 'ID_FQDN',
  'USER-FQDN': 'ID_RFC822_ADDR',
  DN: 'ID_DER_ASN1_DN',
  'KEY-ID': 'ID_KEY_ID',
});

/** The family of an address identity is that of its value. */
export function typedIdentity(id: Seen<Identity>): Seen<Identity> {
  const isAddress = id.type === 'ID_IPV4_ADDR' || id.type === 'ID_IPV6_ADDR';
  if (!isAddress || id.value === undefined) return id;
  return { ...id, type: isIpv6Address(id.value) ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR' };
}
