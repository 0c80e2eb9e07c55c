import type { Report } from './report.ts';

/** The report as JSON, a row of its lists at a time. */
export function* jsonReport(report: Report): Iterable<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries<unknown>({ ...report })) {
    yield `${before}  ${JSON.stringify(name)}: `;
    if (Array.isArray(value)) yield* jsonRows(value);
    else yield indented(value, 2);
    before = ',\n';
  }
  yield '\n}\n';
}

function* jsonRows(rows: readonly unknown[]): Iterable<string> {
  if (rows.length === 0) {
    yield '[]';
    return;
  }
  let before = '[\n';
  for (const row of rows) {
    yield `${before}    ${indented(row, 4)}`;
    before = ',\n';
  }
  yield '\n  ]';
}

function indented(value: unknown, columns: number): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${' '.repeat(columns)}`);
}
