// Measures how soon a short translation is done, beside a bundled script that imports yargs and chevrotain and does
// nothing. Ratios within one run; nothing is asserted. Build first. Usage: npm run bench:start
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const TOP = join(import.meta.dirname, '..');
const MAIN = join(TOP, 'dist/src/cli/main.js');
const LINES = 50;
const RUNS = 9;

/** The quickest of several runs, in milliseconds. */
function quickest(words: readonly string[]): number {
  const runs = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [...words]);
    if (status !== 0) throw new Error(String(stderr));
    return performance.now() - start;
  });
  return Math.min(...runs);
}

const folder = mkdtempSync(join(tmpdir(), 'tunnelglot-bench-'));
try {
  const source = join(TOP, 'fixtures/rosetta/usg-ikev2/vrp.cfg');
  const config = join(folder, 'short.cfg');
  writeFileSync(config, readFileSync(source, 'utf8').split('\n').slice(0, LINES).join('\n'));
  await build({
    root: TOP,
    logLevel: 'error',
    configFile: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'nothing.ts'),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { treeshake: false, output: { entryFileNames: 'bundle.mjs' } },
    },
  });
  const base = quickest([join(folder, 'bundle.mjs')]);
  const rows = [
    ['--version', ['--version']],
    ['--help', ['--help']],
    [`translate of ${LINES} lines`, ['translate', config, '--to', 'tmsh']],
  ] as const;
  const lines = rows.map(([name, words]) => {
    const time = quickest([MAIN, ...words]);
    return `${name}: ${time.toFixed(0)} ms, ${(time / base).toFixed(1)} times`;
  });
  process.stdout.write(`${[`bundle that does nothing: ${base.toFixed(0)} ms`, ...lines].join('\n')}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
