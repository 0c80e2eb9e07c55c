// Prints what becomes of every file of ../shared/corpus, and writes the sums into docs/coverage.md.
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { STATUSES, type Status } from '../src/translate/report/report.ts';
import {
  CORPUS_DIALECTS,
  dialectCalled,
  isCorpusThere,
  namesOf,
  textOf,
  translateText,
} from '../test/corpus/files.ts';

type Counts = Readonly<Record<Status, number>>;
interface Row {
  readonly name: string;
  readonly lines: number;
  readonly counts: Counts;
}

function rowOf(from: string, to: string, name: string): Row {
  const text = textOf(from, name);
  const { report, bugs } = translateText(text, dialectCalled(from), dialectCalled(to));
  if (bugs.length > 0) throw new Error(`${name} to ${to}: ${bugs.join('; ')}`);
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return { name, lines, counts: report.counts };
}

function sumOf(rows: readonly Row[], name: string): Row {
  const sum = (member: (row: Row) => number): number => rows.reduce((all, row) => all + member(row), 0);
  const count = (status: Status): number => sum(({ counts }) => counts[status]);
  const counts: Counts = {
    exact: count('exact'),
    adapted: count('adapted'),
    approximated: count('approximated'),
    dropped: count('dropped'),
    'out-of-scope': count('out-of-scope'),
    error: count('error'),
  };
  return { name, lines: sum(({ lines }) => lines), counts };
}

function cells({ name, lines, counts }: Row): readonly string[] {
  return [name, String(lines), ...STATUSES.map((status) => String(counts[status]))];
}

function print(title: string, rows: readonly Row[]): void {
  const table = [['file', 'lines', ...STATUSES], ...rows.map(cells)];
  const widths = (table[0] ?? []).map((_cell, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  process.stdout.write(`${title}\n${table.map(line).join('\n')}\n\n`);
}

function page(sums: readonly { readonly files: number; readonly row: Row }[]): string {
  const lines = sums.map(({ files, row: { name, ...row } }) => {
    const [, ...numbers] = cells({ name, ...row });
    return `| ${[name, files, ...numbers].join(' | ')} |`;
  });
  return `# Coverage

Written by \`npm run coverage\` from files of the field that are not part of this project (\`../shared/corpus\`): not to be edited.

Each file is translated by itself, from the profile that it looks like to the first profile of the target; the numbers are
statements by status. Most of what these files hold is not IPsec.

| translation | files | lines | ${STATUSES.join(' | ')} |
|---|---|---|${STATUSES.map(() => '---').join('|')}|
${lines.join('\n')}
`;
}

if (isCorpusThere) {
  const sums = CORPUS_DIALECTS.flatMap((from) =>
    CORPUS_DIALECTS.filter((to) => to !== from).map((to) => {
      const rows = namesOf(from).map((name) => rowOf(from, to, name));
      const row = sumOf(rows, `${from} to ${to}`);
      print(row.name, [...rows, { ...row, name: 'sum' }]);
      return { files: rows.length, row };
    }),
  );
  writeFileSync('docs/coverage.md', await format(page(sums), { parser: 'markdown' }));
} else {
  process.stdout.write('../shared/corpus is not here: docs/coverage.md stays as it is\n');
}
