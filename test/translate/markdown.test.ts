import { describe, expect, it } from 'vitest';
import { code, text } from '../../src/translate/report/markdown-text.ts';
import { REPORT_FORMATS } from '../../src/translate/report/formats.ts';
import type { Report } from '../../src/translate/report/report.ts';
import { translateText, twoTunnels } from './translate-text.ts';

describe('hostile names', () => {
  it.each([
    ['a bar', 'a|b', 'a&#124;b', '<code>a&#124;b</code>'],
    ['a backtick', 'a`b', 'a\\`b', '<code>a&#96;b</code>'],
    [
      'a tag',
      '<script>x</script>',
      '&lt;script&gt;x&lt;/script&gt;',
      '<code>&#60;script&#62;x&#60;/script&#62;</code>',
    ],
    ['an entity', '&lt;', '&amp;lt;', '<code>&#38;lt;</code>'],
    ['a line break', 'a\r\nb', 'a\\\\x0d\\\\x0ab', '<code>a&#92;x0d&#92;x0ab</code>'],
    ['a link', '[a](b)', '\\[a\\](b)', '<code>&#91;a&#93;(b)</code>'],
    ['emphasis', '*a* _b_', '\\*a\\* \\_b\\_', '<code>&#42;a&#42; &#95;b&#95;</code>'],
    ['an escape', 'a\\|b', 'a\\\\&#124;b', '<code>a&#92;&#124;b</code>'],
    ['a byte that is no UTF-8', 'a\uDC80', 'a\\\\xdc80', '<code>a&#92;xdc80</code>'],
    ['a mark that turns the line round', 'a\u202Eb', 'a\\\\x202eb', '<code>a&#92;x202eb</code>'],
    ['nothing', '', '', ''],
  ])('%s', (_what, given, asText, asCode) => {
    expect([text(given), code(given)]).toEqual([asText, asCode]);
  });
});

function printed(report: Report, extension: string): string {
  return [...(REPORT_FORMATS[extension]?.(report, []) ?? [])].join('');
}

describe('the report of a translation', () => {
  const { report } = translateText(twoTunnels({ group14: 'group14' }));
  const markdown = printed(report, '.md');

  it('is JSON that holds the whole report', () => {
    expect(JSON.parse(printed(report, '.json'))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('names the verdict, the counts and every statement', () => {
    expect(markdown).toMatch(/^# vrp@usg to tmsh@16: \w+\n/);
    const { exact, adapted } = report.counts;
    expect(markdown).toContain(`| ${exact} | ${adapted} |`);
    const rows = markdown.split('\n').filter((line) => /^\| \d+(-\d+)? \| [a-z-]+ \| <code>/.test(line));
    expect(rows).toHaveLength(report.statements.length);
  });

  it('keeps its tables whole whatever the names are', () => {
    const hostile: Report = {
      ...report,
      because: 'x\n\n<script>alert(1)</script>',
      statements: report.statements.map((row) => ({
        ...row,
        file: 'a|b\n# c`.cfg',
        text: 'ike peer `|<img src=x>\n|',
        notes: [{ code: 'TG201', status: 'adapted', note: '"a|b`" is <b>\n| named', todo: '[x](y)|' }],
      })),
    };
    const lines = printed(hostile, '.md').split('\n');
    expect(lines.join('\n')).not.toMatch(/<(?!\/?code>|br>)/);
    for (const line of lines.filter((row) => row.startsWith('| ') && row.includes('adapted |'))) {
      const columns = /^\| \d+(?:-\d+)? \| [a-z-]+ \|/.test(line) ? 5 : 6;
      expect(line.match(/\|/g)).toHaveLength(columns + 1);
    }
  });
});
