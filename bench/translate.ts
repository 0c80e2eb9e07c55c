// Measures reading and translating against splitting the same text into words (docs/performance.md). Ratios within one
// run; nothing is asserted. Usage: npm run bench [-- MEGABYTES... [--all] [--reading]]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SIZES = [1, 13.7, 40];
const TUNNELS_OF_A_MEGABYTE = 1460;
const DIRECTIONS = [
  ['vrp@usg', 'tmsh@16'],
  ['vrp@usg', 'racoon@0.9'],
  ['tmsh@16', 'vrp@usg'],
  ['racoon@0.9', 'vrp@usg'],
] as const;

const words = process.argv.slice(2);

interface Row {
  readonly size: number;
  readonly splitting: number;
  readonly reading: number;
  readonly whole: number;
  readonly peak: number;
  readonly verdict: string;
}

function measure(from: string, to: string, megabytes: number): Row | undefined {
  const tunnels = String(Math.round(megabytes * TUNNELS_OF_A_MEGABYTE));
  const script = join(import.meta.dirname, 'measure.ts');
  const given = [script, from, to, tunnels, '1', ...words.filter((word) => word === '--reading')];
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout);
  process.stderr.write(
    `${from} to ${to}, ${megabytes} MB: ${stderr.trim().split('\n').slice(-3).join(' ')}\n`,
  );
  return undefined;
}

const sizes = words.filter((word) => !word.startsWith('--')).map(Number);
const directions = words.includes('--all') ? DIRECTIONS : DIRECTIONS.slice(0, 1);
process.stdout.write('| from | to | MB | splitting | reading | whole | whole per MB | peak memory |\n');
process.stdout.write('|---|---|---|---|---|---|---|---|\n');
for (const [from, to] of directions) {
  for (const megabytes of sizes.length > 0 ? sizes : SIZES) {
    const row = measure(from, to, megabytes);
    if (row === undefined) continue;
    const { size, splitting, reading, whole, peak } = row;
    const times = (milliseconds: number): string =>
      `${milliseconds.toFixed(0)} ms, ${(milliseconds / splitting).toFixed(1)} times`;
    const cells = [
      from,
      to,
      (size / 1e6).toFixed(1),
      `${splitting.toFixed(0)} ms`,
      times(reading),
      times(whole),
    ];
    const rest = [`${(whole / (size / 1e6)).toFixed(0)} ms`, `${peak.toFixed(0)} MiB`];
    process.stdout.write(`| ${[...cells, ...rest].join(' | ')} |\n`);
  }
}
