import { visible } from './visible.ts';

/** What has a meaning in Markdown, or in the HTML in it. */
const SPECIAL = /[\\`*_[\]<>&|#~$]/g;
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '|': '&#124;' };

/** A text from a configuration as words of a Markdown line or cell: nothing in it is markup, and it is one line. */
export function text(given: string): string {
  return visible(given).replaceAll(SPECIAL, (character) => ENTITIES[character] ?? `\\${character}`);
}

/** The same in fixed width. Not between backticks: a bar would end the cell, and a backtick the text. */
export function code(given: string): string {
  const escaped = visible(given).replaceAll(
    /[<>&|`*_[\]\\~$"']/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
  return escaped === '' ? '' : `<code>${escaped}</code>`;
}
