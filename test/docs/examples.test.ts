import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8');
const examples = [...PAGE.matchAll(/^## (.*)\n[^]*?^```ts\n([^]*?)^```$/gm)].map(
  ({ 1: title = '', 2: code = '' }, index) => ({ title, code, index }),
);
const written: string[] = [];
afterAll(() => {
  for (const path of written) rmSync(path, { force: true });
});

it('docs/api.md has examples', () => {
  expect(examples.length).toBeGreaterThan(2);
});

it.each(examples)('docs/api.md: $title', async ({ code, index }) => {
  vi.stubGlobal('expect', expect);
  const path = join(import.meta.dirname, `example-${index}.generated.ts`);
  written.push(path);
  writeFileSync(path, code.replaceAll("'tunnelglot'", "'../../src/index.ts'"));
  await expect(import(/* @vite-ignore */ path)).resolves.toBeDefined();
});
