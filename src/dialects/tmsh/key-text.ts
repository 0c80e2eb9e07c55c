import type { Secret } from '../../ir/scalars.ts';

/** A key as text: hexadecimal digits whose octets are printable ASCII are text too; absent: it is none. */
export function textOfKey(key: Secret): string | undefined {
  if (!('psk' in key)) return undefined;
  if (key.encoding !== 'hex') return key.psk;
  const text = Buffer.from(key.psk.replace(/^0x/i, ''), 'hex').toString('latin1');
  return /^[ -~]+$/.test(text) ? text : undefined;
}
