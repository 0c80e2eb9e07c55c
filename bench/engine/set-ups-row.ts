// One row of set-ups.ts. Usage: node --expose-gc bench/engine/set-ups-row.ts ikev2|ikev1 TUNNELS
import { memoryUsage, resourceUsage } from 'node:process';
import { Fleet, type FleetOptions } from './fleet.ts';
import { Stopwatch, type Work } from './stopwatch.ts';

export interface SetUps {
  readonly work: Work;
  /** Of a tunnel, both ends; of what it is configured with, the IR included. */
  readonly bytes: number;
  readonly configurationBytes: number;
  /** Mebibytes. */
  readonly peak: number;
}

const WARM_UP = 20_000;
const [version, tunnels = '10000'] = process.argv.slice(2);
const count = Number(tunnels);

function optionsOf(size: number): FleetOptions {
  return { tunnels: size, version: version === 'ikev1' ? 'ikev1' : 'ikev2' };
}
function bytesInUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = memoryUsage();
  return heapUsed + arrayBuffers;
}
/** Only configured: no time passes. */
function bytesOfConfiguration(): number {
  const before = bytesInUse();
  const fleet = new Fleet(optionsOf(WARM_UP));
  while (fleet.join());
  const bytes = (bytesInUse() - before) / WARM_UP;
  fleet.simulation.runFor(fleet.hostMilliseconds); // sets them up, which warms the code up
  return bytes;
}

const configurationBytes = bytesOfConfiguration();
const before = bytesInUse();
const fleet = new Fleet(optionsOf(count));
const stopwatch = new Stopwatch();
while (fleet.join()) stopwatch.measure(() => fleet.simulation.runFor(fleet.hostMilliseconds));
const work = await stopwatch.stop();
const peak = resourceUsage().maxRSS / 1024;
const bytes = (bytesInUse() - before) / count - configurationBytes;
const { ikeSas, childSas } = fleet.standing();
if (ikeSas !== count || childSas !== count)
  throw new Error(`${ikeSas} and ${childSas} SAs of ${count} stand`);
const row: SetUps = { work, bytes, configurationBytes, peak };
process.stdout.write(`${JSON.stringify(row)}\n`);
