/**
 * What an output looks like. Its lines are templates, written as the device prints them:
 *
 * | in a line     | means                                                                       |
 * |---------------|-----------------------------------------------------------------------------|
 * | `{name}`      | the text of a cell                                                          |
 * | `{name<11}`   | padded to 11 columns, text at the left                                      |
 * | `{name>6}`    | padded to 6 columns, text at the right                                      |
 * | `{name?}`     | as above; the reader does not miss it where it is blank (`{name?<17}`)      |
 * | `{@33}`       | blanks up to column 33, one at least where a cell before it was too long    |
 * | `{^72}`       | blanks, so many that the line ends in column 72                             |
 * | `{{`, `}}`    | a brace                                                                     |
 *
 * The printer follows columns, the reader does not: it takes any blanks for any blanks and letters of either case.
 */
export interface Layout {
  /** Lines before the rows; the reader knows the output by those that hold words. */
  readonly header: readonly Line[];
  /** Lines that stand before a row where one of their cells has changed. */
  readonly heading?: readonly Line[];
  readonly row: Lines;
  /** Lines between two rows. */
  readonly between?: readonly string[];
  readonly footer: readonly Line[];
  /** In place of all this, where there is no row. */
  readonly empty?: readonly Line[];
  /** Lines that other releases print: rows of a table are read, of lines with words nothing is kept. */
  readonly also?: readonly string[];
  /** By cell what the reader takes for it: the source of a regular expression; absent: a word. */
  readonly patterns: Readonly<Record<string, string>>;
}
export type Lines = readonly (Line | Each)[];
export type Line = string | Optional;
/** A line that is left out where one of its cells has no text. */
export interface Optional {
  readonly optional: string;
}
/** Lines for each row of a list in a row. */
export interface Each {
  readonly each: string;
  readonly lines: Lines;
  /** Lines before each of them but the first. */
  readonly between?: readonly string[];
}

/** The cells of a row, by name, and lists of rows in it; a cell that is missing is blank. */
export interface TextRow {
  readonly [name: string]: string | readonly TextRow[];
}

export function optional(template: string): Optional {
  return { optional: template };
}
export function each(name: string, lines: Lines, between: readonly string[] = []): Each {
  return { each: name, lines, between };
}
export function isEach(line: Line | Each): line is Each {
  return typeof line === 'object' && 'each' in line;
}

/** A piece of text that an output of this layout has: the longest words of its first title, or of its rows. */
export function signsOf({ header, row }: Pick<Layout, 'header' | 'row'>): readonly string[] {
  const title = header.map(signOf).find((sign) => sign.length >= LEAST_SIGN);
  if (title !== undefined) return [title];
  return row
    .flatMap((line) => (isEach(line) ? [] : [signOf(line)]))
    .filter((sign) => sign.length >= LEAST_SIGN);
}
const LEAST_SIGN = 6;

function signOf(line: Line): string {
  const template = typeof line === 'string' ? line : line.optional;
  const pieces = template.split(/\{[^}]*\}|\s{2,}|\t|[-=]{5,}/).map((piece) => piece.trim());
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
