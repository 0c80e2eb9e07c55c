// Whole fleets: how long it takes to read them, to pair their peers by index, and to put each pair on the engine
// (docs/performance.md). Usage: npm run bench:connect [-- hub|mesh GATEWAYS ...]
import { printedBy } from '../engine/row.ts';
import type { FleetRow } from './fleet-row.ts';

const DEFAULT = [
  ['hub', '1001'],
  ['hub', '10001'],
  ['mesh', '32'],
  ['mesh', '101'],
] as const;

const [kind, ...counts] = process.argv.slice(2);
const rows = kind === undefined ? DEFAULT : counts.map((count) => [kind, count] as const);
process.stdout.write(
  '| fleet | gateways | peers | pairs | reading | pairing | on the engine | each pair | found | peak memory |\n',
);
process.stdout.write(`${'|---'.repeat(10)}|\n`);
for (const [shape, gateways] of rows) {
  const row: FleetRow = JSON.parse(printedBy('../connect/fleet-row.ts', shape, gateways));
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
  const cells = [
    shape,
    gateways,
    row.peers,
    row.pairs,
    seconds(row.reading),
    seconds(row.pairing),
    seconds(row.connecting),
    `${(row.connecting / row.pairs).toFixed(2)} ms`,
    Object.entries(row.verdicts)
      .map(([verdict, count]) => `${verdict} ${count}`)
      .join(', '),
    `${row.peak.toFixed(0)} MiB`,
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
