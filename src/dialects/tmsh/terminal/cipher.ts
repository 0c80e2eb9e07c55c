import { quote } from '../../../../grammars/tmsh/names.ts';
import type { Cipher } from '../../dialect-terminal.ts';

const SEALED = /"?\$M\$[0-9A-Za-z]{2}\$([A-Za-z0-9+/]{40,}={0,2})"?/g;

/** A key as `list` shows it: `$M$`, two characters, and what stands for the master key's work (tmsh reference 3). */
export function cipherText(key: string, cipher: Cipher): string {
  if (key.startsWith('$M$')) return key;
  const body = Buffer.from(cipher.seal(key)).toString('base64');
  const salt = body.replaceAll(/[^0-9A-Za-z]/g, '').slice(-2);
  return `$M$${salt}$${body}`;
}

/** Keys of a text that this lab has sealed, in clear. */
export function decipher(text: string, cipher: Cipher): string {
  return text.replaceAll(SEALED, (whole, body: string) => {
    const key = cipher.unseal(Buffer.from(body, 'base64'));
    return key === undefined ? whole : quote(key);
  });
}
