import type { Report } from './report.ts';

/** Rows printed at a time: enough that a piece is worth its call, few enough that it is small. */
const ROWS = 256;

/** The report as JSON, some rows of its lists at a time. */
export function* jsonReport(report: Report): Iterable<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries<unknown>({ ...report })) {
    if (Array.isArray(value) && value.length > 0) yield* jsonRows(name, value, before);
    else yield `${before}${membersOf({ [name]: value })}`;
    before = ',\n';
  }
  yield '\n}\n';
}

/** A list in pieces: each is printed as a document of its own, whose brackets are left out. */
function* jsonRows(name: string, rows: readonly unknown[], before: string): Iterable<string> {
  yield `${before}  ${JSON.stringify(name)}: [\n`;
  for (let start = 0; start < rows.length; start += ROWS) {
    const piece = membersOf({ rows: rows.slice(start, start + ROWS) });
    yield `${start === 0 ? '' : ',\n'}${piece.slice('  "rows": [\n'.length, -'\n  ]'.length)}`;
  }
  yield '\n  ]';
}

/** The members of a document, without the lines of its braces. */
function membersOf(document: object): string {
  return JSON.stringify(document, undefined, 2).slice('{\n'.length, -'\n}'.length);
}
