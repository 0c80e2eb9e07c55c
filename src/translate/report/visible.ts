/** Line breaks, other control characters, and marks that turn the direction of writing become visible. */
export function visible(given: string): string {
  return given.replaceAll(
    // oxlint-disable-next-line eslint/no-control-regex
    /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]/gu,
    (character) => `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );
}
