import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { showCaptured } from '../../src/dialects/dialect-outputs.ts';
import { dialects } from '../../src/dialects/registry.ts';
import { momentOf } from '../../src/ir/captured.ts';

const FOLDER = 'fixtures/transcripts';
const FILES = readdirSync(FOLDER).filter((name) => name.includes('@'));

describe('a transcript is read, and printed again as it was', () => {
  it.each(FILES)('%s', (name) => {
    const [, dialect = '', variant = '', output = ''] = /^(\w+)@([\w-]+)\.([\w-]+)\.txt$/.exec(name) ?? [];
    const outputs = dialects.find((candidate) => candidate.name === dialect)?.outputs;
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const capture = outputs?.read({ name, text }, 0);
    const { captured, diagnostics = [] } = capture ?? {};
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    if (outputs === undefined || captured === undefined) throw new Error(`${dialect} has no outputs`);
    expect(capture?.outputs.map(({ layout }) => layout.split(' ')[0])).toEqual([output]);
    const lines = outputs.print(output, showCaptured(captured), momentOf(captured), variant);
    expect([...lines].map((line) => `${line}\n`).join('')).toBe(text);
  });
});
