import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dialectNamed } from '../../src/dialects/registry.ts';
import { html } from '../../src/translate/report/html-text.ts';
import { htmlReport } from '../../src/translate/report/html.ts';
import type { Report } from '../../src/translate/report/report.ts';
import { gatewayTexts } from '../../src/translate/report/texts.ts';
import type { Translation } from '../../src/translate/translate.ts';
import { translateText, twoTunnels } from './translate-text.ts';

function page(text: string, { written, report }: Translation, changed: Partial<Report> = {}): string {
  const [vrp, tmsh] = [dialectNamed('vrp'), dialectNamed('tmsh')];
  if (vrp === undefined || tmsh === undefined) throw new Error('no such dialect');
  const texts = gatewayTexts(vrp, [{ name: 'input', text }], tmsh, written);
  return [...htmlReport({ ...report, ...changed }, [texts])].join('');
}

describe('names in a page', () => {
  it.each([
    ['a tag', '<script>x</script>', '&lt;script&gt;x&lt;/script&gt;'],
    ['a quote', `"a' onload='b"`, '&quot;a&#39; onload=&#39;b&quot;'],
    ['an entity', '&lt;', '&amp;lt;'],
    ['a bar and a backtick', 'a|`b`', 'a|`b`'],
    ['a line break', 'a\nb', 'a\\x0ab'],
    ['a tab is a blank', 'a\tb', 'a b'],
    ['a mark that turns the line round', 'a\u202Eb', 'a\\x202eb'],
    ['a byte that is no UTF-8', 'a\uDC80', 'a\\xdc80'],
  ])('%s', (_what, given, shown) => {
    expect(html(given)).toBe(shown);
  });
});

describe('the page of a translation', () => {
  const text = twoTunnels();
  const translation = translateText(text);
  const whole = page(text, translation);

  it('shows every line of the source and of the output, in order', () => {
    const count = (id: string): number => whole.split(`<li id="${id}-`).length - 1;
    expect(count('s0-0')).toBe(text.trimEnd().split('\n').length);
    expect(count('t0-0')).toBe(translation.written[0]?.text.trimEnd().split('\n').length);
  });

  it('leads from each statement to the lines that carry it', () => {
    const row = translation.report.statements.find(({ targets }) => targets.length > 0);
    const ids = row?.targets.map(({ line }) => `t0-0-${line}`).join(' ');
    expect(whole).toContain(
      `<li id="s0-0-${row?.line}" data-line="${row?.line}" class="${row?.status}" data-to="${ids}">`,
    );
  });

  it('has a box for each status with its count', () => {
    for (const [status, count] of Object.entries(translation.report.counts)) {
      expect(whole).toContain(`value="${status}" checked> ${status} ${count}</label>`);
    }
  });

  it('shows no key', () => {
    expect(whole).not.toContain('Tg-Demo-');
    expect(whole).toContain('pre-shared-key *****');
  });

  it('runs its own script alone, and loads nothing', () => {
    const script = /<script>([^]*)<\/script>/.exec(whole)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(whole).toContain(`default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`);
    expect(whole).not.toMatch(/(?:src|href)=/);
  });

  it('lets no name out of its place', () => {
    const name = '"><img/src=x>\'|`b';
    const source = twoTunnels().replaceAll('a', name);
    const hostile = page(source, translateText(source), { because: name });
    expect(hostile.match(/<script/g)).toHaveLength(1);
    expect(hostile).not.toContain('<img');
  });
});
