import { diff, type MeaningDiff } from '../../src/diff/diff.ts';
import { type DifferenceRow, differenceRows } from '../../src/diff/json.ts';
import { readSide, type Side } from '../../src/diff/side.ts';
import { dialectProfile } from '../rosetta/scenario.ts';

export function sideOf(dialect: string, text: string, name = 'input'): Side {
  return readSide([{ name, text }], dialectProfile(dialect));
}

export function diffTexts(
  a: readonly [dialect: string, text: string],
  b: readonly [dialect: string, text: string],
): MeaningDiff & { readonly rows: readonly DifferenceRow[] } {
  const [left, right] = [sideOf(a[0], a[1], 'A'), sideOf(b[0], b[1], 'B')];
  const found = diff(left, right);
  return { ...found, rows: differenceRows(found, left, right) };
}

/** "IKE SA lifetime: 86400 s (B:9 sa duration 86400)" for each side of a row. */
export function told(row: DifferenceRow): readonly string[] {
  const side = (one: DifferenceRow['left']): string => {
    if (one === undefined) return '';
    const lines = one.statements.map(({ line, text }) => `${line} ${text}`).join('; ');
    return `${one.text} (${one.why ?? lines})`;
  };
  return [`${row.path}: ${row.words}`, side(row.left), side(row.right)];
}
