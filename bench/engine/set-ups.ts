// Complete set-ups (IKE SA and child SA, both ends) a second, and the memory that they take; each row in its own process.
// Usage: npm run bench:engine [-- ikev2|ikev1 [TUNNELS ...]]
import { printedBy } from './row.ts';
import type { SetUps } from './set-ups-row.ts';

const DEFAULT: readonly (readonly [string, number])[] = [
  ['ikev2', 10_000],
  ['ikev2', 50_000],
  ['ikev2', 100_000],
  ['ikev2', 250_000],
  ['ikev1', 10_000],
  ['ikev1', 100_000],
];

const [version, ...counts] = process.argv.slice(2);
const wanted = DEFAULT.filter(([name]) => version === undefined || name === version);
const rows = counts.length > 0 ? counts.map((count) => [version, Number(count)] as const) : wanted;
process.stdout.write(
  '| version | tunnels | SAs | set-ups/s | us each, no collection | collection, us each | longest pause | bytes a tunnel | and its configuration | peak resident |\n',
);
process.stdout.write(`${'|---'.repeat(10)}|\n`);
for (const [name = 'ikev2', tunnels] of rows) {
  const row: SetUps = JSON.parse(printedBy('set-ups-row.ts', name, String(tunnels)));
  const { work, bytes, configurationBytes, peak } = row;
  const each = (milliseconds: number): string => ((1000 * milliseconds) / tunnels).toFixed(1);
  const cells = [
    name,
    tunnels,
    4 * tunnels,
    Math.round((1000 * tunnels) / work.total),
    each(work.total - work.collection),
    each(work.collection),
    `${work.longestPause.toFixed(0)} ms`,
    Math.round(bytes),
    Math.round(configurationBytes),
    `${Math.round(peak)} MiB`,
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
