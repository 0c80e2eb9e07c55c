import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/translate/report/report.ts';
import { sarifReport } from '../../src/translate/report/sarif.ts';
import { sarifErrors } from './sarif-schema.ts';
import { translateText, twoTunnels } from './translate-text.ts';

function sarif(report: Report): {
  readonly runs: readonly [{ readonly results: readonly Record<string, unknown>[] }];
} {
  return JSON.parse([...sarifReport(report)].join(''));
}

const lossy = translateText(twoTunnels({ group14: 'group24' })).report;
const hostileName = '"><script>|`a\uDC80b c/%\n\\d.cfg';

describe('the report as SARIF', () => {
  it.each<[string, Report]>([
    ['of a translation that loses something', lossy],
    ['of one that was refused', translateText('#\nike peer x\n dh group99\n').report],
    ['of nothing', { ...lossy, statements: [], defaults: [] }],
    [
      'with a hostile name',
      {
        ...lossy,
        statements: lossy.statements.map((row) => ({ ...row, file: hostileName, text: hostileName })),
      },
    ],
  ])('%s fits its schema', (_what, report) => {
    expect(sarifErrors(sarif(report))).toEqual([]);
  });

  it('has a result for each note and for each default', () => {
    const notes = lossy.statements.flatMap((row) => row.notes);
    expect(sarif(lossy).runs[0].results).toHaveLength(notes.length + lossy.defaults.length);
  });

  it('names the line, and the lines of the output', () => {
    const row = lossy.statements.find(({ notes, targets }) => notes.length > 0 && targets.length > 0);
    const found = sarif(lossy).runs[0].results.find(({ locations }) =>
      JSON.stringify(locations).includes(`"startLine":${row?.line},`),
    );
    expect(JSON.stringify(found?.['relatedLocations'])).toContain(
      `"uri":"bigip.conf"},"region":{"startLine":${row?.targets[0]?.line}`,
    );
  });
});
