// Complete set-ups (IKE SA and child SA, both ends) a second, and the memory that they take.
// Usage: node --expose-gc bench/engine/set-ups.ts [ikev2|ikev1] [TUNNELS ...]
import { memoryUsage, threadCpuUsage } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { Fleet, type FleetOptions } from './fleet.ts';
import { GarbageWatch } from './garbage.ts';

const [version = 'ikev2', ...counts] = process.argv.slice(2);
const sizes = counts.length > 0 ? counts.map(Number) : [10_000, 100_000];
const WARM_UP = 20_000;
const watch = new GarbageWatch();

function optionsOf(tunnels: number): FleetOptions {
  return { tunnels, version: version === 'ikev1' ? 'ikev1' : 'ikev2' };
}

/** Milliseconds of the main thread, collection included, whatever else the machine does; configuration is not part of it. */
function setUp(fleet: Fleet): number {
  let milliseconds = 0;
  while (fleet.join()) {
    const start = threadCpuUsage();
    fleet.simulation.runFor(fleet.hostMilliseconds);
    const { user, system } = threadCpuUsage(start);
    milliseconds += (user + system) / 1000;
  }
  return milliseconds;
}

const warm = new Fleet(optionsOf(WARM_UP));
setUp(warm);
async function measure(tunnels: number): Promise<void> {
  globalThis.gc?.();
  const before = memoryUsage().heapUsed;
  const fleet = new Fleet(optionsOf(tunnels));
  await setTimeout(10);
  watch.reset();
  const milliseconds = setUp(fleet);
  await setTimeout(10);
  const garbage = watch.read();
  globalThis.gc?.();
  const after = memoryUsage();
  let [ikeSas, established] = [0, 0];
  for (const sa of fleet.simulation.ikeSas('hub')) {
    ikeSas++;
    if (sa.state === 'established' && sa.childSas.length === 1) established++;
  }
  process.stdout.write(
    `${version} ${tunnels} tunnels: ${Math.round((1000 * tunnels) / milliseconds)} set-ups/s of the main thread, ` +
      `collection ${((1000 * garbage.milliseconds) / tunnels).toFixed(1)} us each by the clock, ` +
      `longest pause ${garbage.longest.toFixed(0)} ms, ${Math.round((after.heapUsed - before) / tunnels)} bytes a tunnel with configuration, ` +
      `${Math.round(after.rss / 2 ** 20)} MiB resident, ${established} of ${ikeSas} stand\n`,
  );
}
for (const tunnels of sizes) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would measure each other
  await measure(tunnels);
}
watch.stop();
