import type { Values } from '../../../../grammars/objects/object.ts';
import type { Assignment } from '../../../../grammars/objects/object.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import type { Cipher } from '../../dialect-terminal.ts';
import { isCipherText, unquoted } from '../lower/pre-shared-key.ts';

const MARK = '%^%#';
const SEALED = /%\^%#([A-Za-z0-9_-]{40,})%\^%#/g;

/** A key as the device shows it: cipher text between marks (`reference/vrp.md` 1.8). */
export function cipherText(key: string, cipher: Cipher): string {
  if (isCipherText(key)) return key;
  return `${MARK}${Buffer.from(cipher.seal(unquoted(key))).toString('base64url')}${MARK}`;
}

/** Keys of a text that this lab has sealed, in clear. */
export function decipher(text: string, cipher: Cipher): string {
  return text.replaceAll(SEALED, (whole, body: string) => {
    const key = cipher.unseal(Buffer.from(body, 'base64url'));
    if (key === undefined) return whole;
    return /[ ?]/.test(key) ? `"${key}"` : key;
  });
}

const SECRETS: ReadonlyMap<string, string> = new Map(
  table.rows.flatMap(({ view, slot, options: { secret } }): [string, string][] =>
    secret === undefined ? [] : [[`${view} ${slot}`, secret]],
  ),
);

/** A statement as the device lists it: keys as cipher text, unless they were asked to be shown (`simple`). */
export function withCipher(assignment: Assignment, cipher: Cipher): Assignment {
  const name = SECRETS.get(`${assignment.view} ${assignment.slot}`);
  const key = name === undefined ? undefined : assignment.values[name];
  if (name === undefined || typeof key !== 'string' || assignment.values['form'] === 'simple')
    return assignment;
  const values: Values = { ...assignment.values, [name]: cipherText(key, cipher) };
  return { ...assignment, values };
}
