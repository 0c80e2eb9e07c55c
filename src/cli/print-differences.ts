import type { DifferenceRow } from '../diff/json.ts';
import type { Paint } from './colour.ts';

type SideRow = NonNullable<DifferenceRow['left']>;
/** Of many statements behind one value so many are shown. */
const MOST_STATEMENTS = 4;
const SIDES = {
  left: { mark: '-', colour: 'red' },
  right: { mark: '+', colour: 'green' },
} as const;

/** Differences as people read them: tunnel by tunnel, what each side means (`-` A, `+` B), and the lines that say so. */
export function printDifferences(
  rows: readonly DifferenceRow[],
  { left, right }: { readonly left: string; readonly right: string },
  paint: Paint,
): string[] {
  if (rows.length === 0) return [];
  let heading = '';
  return [
    paint(SIDES.left.colour, `--- ${left}`),
    paint(SIDES.right.colour, `+++ ${right}`),
    ...rows.flatMap((row) => {
      const next = headingOf(row);
      const isNew = next !== heading;
      heading = next;
      return [...(isNew ? ['', paint('bold', next)] : []), ...printRow(row, paint)];
    }),
  ];
}

function headingOf({ subjects, kind }: DifferenceRow): string {
  const [first] = subjects;
  const only = { changed: '', 'only-left': 'only in A: ', 'only-right': 'only in B: ' }[kind];
  const others = subjects.length < 2 ? '' : `, and ${subjects.length - 1} more`;
  if (first === undefined) return only;
  const names = [...new Set([first.left ?? [], first.right ?? []].flat())].join(' | ');
  return `${only}${first.text}${names === '' ? '' : ` (${names})`}${others}`;
}

function printRow({ words, path, left, right }: DifferenceRow, paint: Paint): readonly string[] {
  return [
    `  ${words} ${paint('dim', `[${path}]`)}`,
    ...(left === undefined ? [] : printSide(left, 'left', paint)),
    ...(right === undefined ? [] : printSide(right, 'right', paint)),
  ];
}

function printSide(
  { text, statements, why }: SideRow,
  side: keyof typeof SIDES,
  paint: Paint,
): readonly string[] {
  const { mark, colour } = SIDES[side];
  const line = paint(colour, `  ${mark} ${text}`);
  if (why !== undefined) return [`${line}  (${why})`];
  const shown = statements
    .slice(0, MOST_STATEMENTS)
    .map(({ file, line: at, text: said }) => `      ${file}:${at}: ${said}`);
  const more = statements.length - shown.length;
  return [line, ...shown, ...(more > 0 ? [`      ... and ${more} more`] : [])];
}
