import type { Cell } from '../../../text/layout/form.ts';

/** A cell that has a dash where there is nothing to say; `nothing`: a row that says nothing. */
export function dashed<Row>(of: Cell<Row>, nothing: Row): Cell<Row> {
  return {
    ...of,
    pattern: `(?:${of.pattern ?? String.raw`\S+`}|-)`,
    print: (row, moment) => of.print(row, moment) ?? '-',
    read: (text, moment) => (text === '-' ? nothing : of.read(text, moment)),
  };
}
