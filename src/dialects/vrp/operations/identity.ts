import { isIpv6Address } from '../../../ir/address.ts';
import type { Identity, IdentityType } from '../../../ir/scalars.ts';

const TYPES: Readonly<Record<string, IdentityType>> = {
  fqdn: 'ID_FQDN',
  'user-fqdn': 'ID_RFC822_ADDR',
  dn: 'ID_DER_ASN1_DN',
  'key-id': 'ID_KEY_ID',
};

/** `[ remote-id-type TYPE ] remote-id ID`; without a type the spelling tells. */
export function identityOf(type: string | undefined, value: string): Identity {
  return { type: TYPES[type ?? ''] ?? typeOf(value), value };
}

function typeOf(value: string): IdentityType {
  if (/^\d+(?:\.\d+){3}$/.test(value)) return 'ID_IPV4_ADDR';
  if (isIpv6Address(value)) return 'ID_IPV6_ADDR';
  return value.includes('@') ? 'ID_RFC822_ADDR' : 'ID_FQDN';
}

const WORDS: Readonly<Partial<Record<IdentityType, string>>> = {
  ID_IPV4_ADDR: 'ip',
  ID_IPV6_ADDR: 'ip',
  ID_FQDN: 'fqdn',
  ID_RFC822_ADDR: 'user-fqdn',
  ID_DER_ASN1_DN: 'dn',
  ID_KEY_ID: 'key-id',
};

/** The words that select by an identity. */
export function identityWords({ type, value = '' }: Identity): string {
  const word = WORDS[type];
  return `${word === undefined ? '' : `remote-id-type ${word} `}remote-id ${value}`;
}
