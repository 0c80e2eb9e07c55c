/** What the options of setkey ask of it (`reference/racoon.md` 4.2). Offsets are into the line. */
export type SetkeyCommand =
  | { readonly kind: 'dump' | 'flush'; readonly of: 'sas' | 'policies' }
  | { readonly kind: 'file'; readonly file: string }
  /** Commands from standard input, a monitor, files that are decoded: no operation. */
  | { readonly kind: 'other' }
  | { readonly kind: 'usage'; readonly word: string; readonly start: number; readonly end: number };

const OPTION = /[acDfFhHklnNpPrRvVx]/;

/** Reads a command line that begins with `setkey`; nothing: it begins otherwise. */
export function readSetkey(line: string): SetkeyCommand | undefined {
  const words = [...line.matchAll(/\S+/g)];
  const [name, ...rest] = words;
  if (name === undefined || !/^(?:.*\/)?setkey$/.test(name[0])) return undefined;
  const letters = new Set<string>();
  let file: string | undefined;
  for (const [index, { 0: image, index: start }] of rest.entries()) {
    if (!image.startsWith('-') || image === '-') {
      if (rest[index - 1]?.[0].endsWith('f') === true) {
        file = image;
        continue;
      }
      if (/^[<>|]/.test(image) || letters.has('c')) break;
      return { kind: 'usage', word: image, start, end: start + image.length };
    }
    for (const letter of image.slice(1)) {
      if (!OPTION.test(letter)) return { kind: 'usage', word: image, start, end: start + image.length };
      letters.add(letter);
    }
  }
  const of = letters.has('P') ? 'policies' : 'sas';
  if (letters.has('D')) return { kind: 'dump', of };
  if (letters.has('F')) return { kind: 'flush', of };
  if (letters.has('f') && file !== undefined && file !== '-') return { kind: 'file', file };
  if (letters.has('c') || letters.has('f') || letters.has('x') || letters.has('V') || letters.has('h')) {
    return { kind: 'other' };
  }
  const end = line.trimEnd().length;
  return { kind: 'usage', word: '', start: end, end };
}
