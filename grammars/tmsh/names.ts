/** An object's name as files write it: `/Common/x` (tmsh reference 1.3). */
export function fullName(name: string): string {
  return name.startsWith('/') || name === '' ? name : `/Common/${name}`;
}

/** A placeholder that a person fills in: `{{psk:hub}}`. */
export function isPlaceholder(text: string): boolean {
  return /^\{\{[^{}\r\n]*\}\}$/.test(text);
}

/** Whether a placeholder stands in it: `{{address:22.x.x.1}}/32`. */
export function hasPlaceholder(text: string): boolean {
  return /\{\{[^{}\r\n]*\}\}/.test(text);
}

/** The value of a word as typed: without its quotes and escapes. */
export function unquote(image: string): string {
  if (!image.startsWith('"') || image.length < 2) return image;
  return image.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1');
}

/** A value as it is written: in quotes where a blank or a special character wants them. */
export function quote(value: string): string {
  if (isPlaceholder(value)) return value;
  return value === '' || /[\s"\\;#{}]/.test(value)
    ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`
    : value;
}
