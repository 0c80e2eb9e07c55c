/** The folder in which names are that say nothing else. */
export const COMMON = '/Common';

/** An object's name as files write it: `/Common/x` (tmsh reference 1.3). */
export function fullName(name: string, folder: string = COMMON): string {
  return name.startsWith('/') || name === '' ? name : `${folder === '/' ? '' : folder}/${name}`;
}

/** An object's name; those of a device's own settings are in no folder. */
export function keyOf({ folderless }: { readonly folderless?: true }, name: string, folder?: string): string {
  return folderless === true ? name : fullName(name, folder);
}

/** The name of another object: relative ones are left as they are where `/Common` is meant. */
export function inFolder(name: string, folder: string): string {
  return folder === COMMON || name === 'none' ? name : fullName(name, folder);
}

/** Where `cd` leads from a folder. */
export function changeFolder(folder: string, typed: string): string {
  const parts = typed.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of typed.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
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
  if (image.length < 2) return image;
  if (image.startsWith("'") && image.endsWith("'")) return image.slice(1, -1);
  if (!image.startsWith('"')) return image;
  return image.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1');
}

/** A value as it is written: in quotes where a blank or a special character wants them. */
export function quote(value: string): string {
  const isPlain = value !== '' && !/^'|[\s"\\;#{}]/.test(value);
  return isPlain || isPlaceholder(value) ? value : inQuotes(value);
}

/** The same in a command, where `$x` and `<x>` are for somebody to fill in. */
export function quoteInCommand(value: string): string {
  const quoted = quote(value);
  return /^"?[$<]/.test(quoted) ? inQuotes(value).replace('"', '"\\') : quoted;
}

export function inQuotes(value: string): string {
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** Whether a word says that it is to be taken as it stands: `'$x'`, `"\$x"`. */
export function isLiteral(image: string): boolean {
  return image.startsWith("'") || image.startsWith('"\\');
}
