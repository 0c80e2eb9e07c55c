import type { Reading } from '../../../../grammars/notation/face.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { PreSharedKey } from '../../../ir/ike.ts';
import { assemble, byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { AuthenticationMethod, Secret } from '../../../ir/scalars.ts';
import type { LoweringContext } from './context.ts';

/** Marks at both ends of a key that the device has encrypted (`reference/vrp.md` 1.8). */
const CIPHER_MARKS = ['%^%#', '%$%$', '%#%#', '%@%@', '@%@%', '$@$@'];

export function isCipherText(key: string): boolean {
  return (
    CIPHER_MARKS.some((mark) => key.length > 2 * mark.length && key.startsWith(mark) && key.endsWith(mark)) ||
    (key.startsWith('%+%##!!') && key.endsWith('%+%#')) ||
    /^.{22}!!$/.test(key)
  );
}

/** `pre-shared-key`: its text, or a placeholder for what the device has encrypted or the file does not have, which may stand there already. */
export function lowerPreSharedKey(
  context: LoweringContext,
  peerName: string,
  reading: Reading<'form' | 'secret-text'> | undefined,
  peerOrigin: { readonly origin?: number },
  method: AuthenticationMethod,
): Sourced<readonly PreSharedKey[]> {
  if (reading === undefined && method !== 'pre-shared-key') return byDefault([]);
  const placeholder = `psk:${peerName.replaceAll(/[{}]/g, '-')}`;
  const [origin] = reading?.origins ?? [];
  const text = unquoted(reading?.text('secret-text') ?? '');
  let secret: Secret = { psk: text };
  const named = /^\{\{([^{}]+)\}\}$/.exec(text)?.[1];
  if (named !== undefined) secret = { unreadable: named };
  else if (reading === undefined || origin === undefined) {
    context.report(diagnostic('TG121', { peer: peerName, placeholder }, peerOrigin));
    secret = { unreadable: placeholder };
  } else if (isCipherText(text)) {
    context.report(diagnostic('TG120', { peer: peerName, placeholder }, { origin }));
    secret = { unreadable: placeholder };
  }
  const source = reading === undefined ? byDefault(secret) : sourced(secret, reading.origins);
  return { ...source, value: [assemble<PreSharedKey>(context.origins, { secret: source })] };
}

/** A key with blanks stands in quotes, which are no part of it. */
export function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
