import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { showCaptured } from '../../src/dialects/dialect-outputs.ts';
import { dialects } from '../../src/dialects/registry.ts';
import { momentOf } from '../../src/ir/captured.ts';

const FOLDER = '../shared/vendor-pages';

/** The sample outputs on the pages: by the page's first letters, who prints them, and how. */
const SAMPLES = [
  { page: '003', dialect: 'vrp', profile: 'usg', outputs: ['offline-info'] },
  { page: '004', dialect: 'tmsh', profile: '16', outputs: ['isakmp-sa', 'ike-sa'] },
] as const;

describe.skipIf(!existsSync(FOLDER))('sample outputs of the vendor pages', () => {
  const textOf = (page: string): string => {
    const name = readdirSync(FOLDER).find((file) => file.startsWith(page)) ?? '';
    return readFileSync(join(FOLDER, name), 'utf8');
  };

  it.each(SAMPLES)('of page $page are printed again as they were', ({ page, dialect, profile, outputs }) => {
    const printer = dialects.find(({ name }) => name === dialect)?.outputs;
    if (printer === undefined) throw new Error(`${dialect} has no outputs`);
    const text = textOf(page);
    const { captured, outputs: found } = printer.read({ name: page, text }, 0);
    expect(found.map(({ layout }) => layout.split(' ')[0])).toEqual(outputs);
    for (const output of outputs) {
      const lines = [...printer.print(output, showCaptured(captured), momentOf(captured), profile)];
      expect(text).toContain(lines.map((line) => `${line}\n`).join(''));
    }
  });

  it.each([
    { page: '004', dialect: 'tmsh', to: 'vrp@usg', shows: ['10.3.3.3:500', '10.2.2.2:500'] },
    {
      page: '004',
      dialect: 'tmsh',
      to: 'racoon@0.9',
      shows: ['10.3.3.3.500', 'df5601249fd324ec:74c405a807c5226b'],
    },
  ])('of page $page are printed by $to', ({ page, dialect, to, shows }) => {
    const [name, profile = ''] = to.split('@');
    const reader = dialects.find((candidate) => candidate.name === dialect)?.outputs;
    const printer = dialects.find((candidate) => candidate.name === name)?.outputs;
    if (reader === undefined || printer === undefined) throw new Error('there are no outputs');
    const { captured } = reader.read({ name: page, text: textOf(page) }, 0);
    const printed = printer
      .showing(captured, profile)
      .flatMap((output) => [...printer.print(output, showCaptured(captured), momentOf(captured), profile)]);
    for (const text of shows) expect(printed.join('\n')).toContain(text);
  });
});
