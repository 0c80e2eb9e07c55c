// Events a second, and how long a simulated time takes, once tunnels stand: liveness or heartbeats, and rekeys.
// Usage: node --expose-gc bench/engine/steady.ts [TUNNELS] [HOURS]; a day of 10,000 tunnels: 10000 24
import { threadCpuUsage } from 'node:process';
import { Fleet, type FleetOptions } from './fleet.ts';

const [tunnels = 2000, hours = 1] = process.argv.slice(2).map(Number);
const LIFETIMES = { ike: 86_400, child: 3600 };
const ROWS: readonly (readonly [string, FleetOptions])[] = [
  ['IKEv2, rekeys only', { tunnels, version: 'ikev2', lifetimes: LIFETIMES }],
  ['IKEv2, liveness 30 s', { tunnels, version: 'ikev2', lifetimes: LIFETIMES, dpdSeconds: 30 }],
  ['IKEv1, heartbeat 20 s', { tunnels, version: 'ikev1', lifetimes: LIFETIMES, heartbeatSeconds: 20 }],
  [
    'IKEv2, liveness 30 s, no trace',
    { tunnels, version: 'ikev2', lifetimes: LIFETIMES, dpdSeconds: 30, trace: 'off' },
  ],
];

for (const [name, options] of ROWS) {
  const fleet = new Fleet(options);
  while (fleet.join()) fleet.simulation.runFor(fleet.hostMilliseconds);
  globalThis.gc?.();
  const [before, start, wall] = [fleet.simulation.eventCount, threadCpuUsage(), performance.now()];
  fleet.simulation.runFor(hours * 3_600_000);
  const { user, system } = threadCpuUsage(start);
  const seconds = (user + system) / 1_000_000;
  const events = fleet.simulation.eventCount - before;
  process.stdout.write(
    `${name}: ${tunnels} tunnels, ${hours} h: ${events} events in ${seconds.toFixed(1)} s of the main thread ` +
      `(${((performance.now() - wall) / 1000).toFixed(1)} s by the clock), ${Math.round(events / seconds)} a second\n`,
  );
}
