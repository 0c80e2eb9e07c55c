/** What has a meaning in Markdown, or in the HTML in it. */
const SPECIAL = /[\\`*_[\]<>&|#~$]/g;
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '|': '&#124;' };

/** A text from a configuration as words of a Markdown line or cell: nothing in it is markup, and it is one line. */
export function text(given: string): string {
  return oneLine(given).replaceAll(SPECIAL, (character) => ENTITIES[character] ?? `\\${character}`);
}

/** The same in fixed width. Not between backticks: a bar would end the cell, and a backtick the text. */
export function code(given: string): string {
  const escaped = oneLine(given).replaceAll(
    /[<>&|`*_[\]\\~$"']/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
  return escaped === '' ? '' : `<code>${escaped}</code>`;
}

/** Line breaks, other control characters, and marks that turn the direction of writing become visible. */
function oneLine(given: string): string {
  return given.replaceAll(
    // oxlint-disable-next-line eslint/no-control-regex
    /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]/gu,
    (character) => `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );
}
