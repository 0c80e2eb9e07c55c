// What a trace costs: set-ups with each way to keep one, in turn, the median of several. Usage: npm run bench:engine-trace [-- TUNNELS]
import type { SimulationOptions } from '../../src/engine/index.ts';
import { Fleet } from './fleet.ts';
import { Stopwatch } from './stopwatch.ts';

const MODES: readonly NonNullable<SimulationOptions['trace']>[] = ['off', 'hash', 'ring', 'all'];
const ROUNDS = 7;
const [tunnels = 20_000] = process.argv.slice(2).map(Number);

async function setUp(trace: (typeof MODES)[number]): Promise<number> {
  globalThis.gc?.();
  const fleet = new Fleet({ tunnels, version: 'ikev2', trace });
  const stopwatch = new Stopwatch();
  while (fleet.join()) stopwatch.measure(() => fleet.simulation.runFor(fleet.hostMilliseconds));
  return (await stopwatch.stop()).total;
}
const taken = new Map(MODES.map((mode) => [mode, [] as number[]]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const mode of MODES) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would measure each other
    const milliseconds = await setUp(mode);
    if (round > 0) taken.get(mode)?.push(milliseconds); // the first round warms up
  }
}
function median(values: readonly number[] = []): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
const without = median(taken.get('off'));
for (const mode of MODES) {
  const milliseconds = median(taken.get(mode));
  process.stdout.write(
    `trace ${mode}: ${Math.round((1000 * tunnels) / milliseconds)} set-ups/s, ${(milliseconds / without).toFixed(2)} times as long\n`,
  );
}
