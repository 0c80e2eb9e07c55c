import { isInteger, isIpv4, isIpv6, type Mismatch } from '../notation/parameter-type.ts';
import { hasPlaceholder } from './names.ts';
import type { Profile, PropertyType } from './schema/property.ts';

/** What is wrong with a value of a property, or nothing. A placeholder is a value of any type. */
export function checkValue(type: PropertyType, text: string, profile: Profile): Mismatch | undefined {
  if (hasPlaceholder(text)) return undefined;
  switch (type.kind) {
    case 'flag':
    case 'string':
    case 'reference':
    case 'items':
      return undefined;
    case 'integer':
      if (!isInteger(text))
        return { kind: 'wrong-kind', expected: `an integer ${type.minimum}..${type.maximum}` };
      return Number(text) >= type.minimum && Number(text) <= type.maximum
        ? undefined
        : { kind: 'out-of-range', first: type.minimum, last: type.maximum };
    case 'choice': {
      const words = profile === '14' ? type.words : [...type.words, ...(type.since16 ?? [])];
      return words.includes(text)
        ? undefined
        : { kind: 'wrong-kind', expected: `one of ${words.join(', ')}` };
    }
    case 'list':
      return type.words === undefined || type.words.includes(text)
        ? undefined
        : { kind: 'wrong-kind', expected: `one of ${type.words.join(', ')}` };
    case 'address':
      return isAddress(text) ? undefined : { kind: 'wrong-kind', expected: 'an IP address, any or any6' };
    case 'prefix':
      return isPrefix(text) ? undefined : { kind: 'wrong-kind', expected: 'an address with a prefix length' };
    case 'port':
      return isPort(text)
        ? undefined
        : { kind: 'wrong-kind', expected: 'a port 0..65535, a service name or any' };
    default:
      return type satisfies never;
  }
}

/** `any`, `any6` or an address, with or without a route domain (`%1`). */
function isAddress(text: string): boolean {
  const [address = '', ...domain] = text.split('%');
  return (
    domain.length < 2 &&
    domain.every(isInteger) &&
    (/^any6?$/.test(address) || isIpv4(address) || isIpv6(address))
  );
}

function isPrefix(text: string): boolean {
  if (/^default(?:-inet6)?$/.test(text)) return true;
  const [address = '', length, ...more] = text.split('/');
  if (more.length > 0) return false;
  const longest = isIpv6(address.split('%')[0] ?? '') ? 128 : 32;
  return isAddress(address) && (length === undefined || (isInteger(length) && Number(length) <= longest));
}

function isPort(text: string): boolean {
  return isInteger(text) ? Number(text) <= 65_535 : /^[a-z][a-z0-9-]*$/i.test(text);
}
