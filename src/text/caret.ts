/** Part of a line, columns from 0; `end` is behind it. */
export interface Columns {
  readonly start: number;
  readonly end: number;
}

const MASK = '*****';
const WIDEST = 160;

/**
 * A line of source with a caret under the part that is meant. What must not be shown is masked, and a caret into
 * it points at the mask.
 */
export function caretLines(
  line: number,
  text: string,
  marked: Columns,
  secrets: readonly Columns[],
): string[] {
  const shown = maskColumns(text, marked, secrets);
  const { start, end } = shown.marked;
  const from = start > WIDEST ? start - 40 : 0;
  const part = `${from > 0 ? '…' : ''}${shown.text.slice(from, from + WIDEST)}`;
  const column = start - from + (from > 0 ? 1 : 0);
  const width = Math.max(1, Math.min(end - start, part.length - column));
  const number = String(line);
  const margin = ' '.repeat(number.length);
  return [
    ` ${number} | ${part.replaceAll('\t', ' ')}`,
    ` ${margin} | ${' '.repeat(column)}${'^'.repeat(width)}`,
  ];
}

function maskColumns(
  text: string,
  marked: Columns,
  secrets: readonly Columns[],
): { readonly text: string; readonly marked: Columns } {
  let shown = text;
  let { start, end } = marked;
  for (const secret of secrets.toSorted((left, right) => right.start - left.start)) {
    shown = `${shown.slice(0, secret.start)}${MASK}${shown.slice(secret.end)}`;
    const shift = MASK.length - (secret.end - secret.start);
    if (start >= secret.end) {
      start += shift;
      end += shift;
    } else if (end > secret.start) {
      if (start >= secret.start) [start, end] = [secret.start, secret.start + MASK.length];
      else end = secret.start + MASK.length;
    }
  }
  return { text: shown, marked: { start, end } };
}
