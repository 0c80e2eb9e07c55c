// A simulated day of IKEv1 tunnels to one hub. Nothing is asserted. Set-ups alone: bench/engine/set-ups.ts ikev1.
// Usage: node bench/engine-ikev1.ts [heartbeat|rekeys|dpd] [TUNNELS] [HOURS]
import { memoryUsage, threadCpuUsage } from 'node:process';
import { Fleet, type FleetOptions } from './engine/fleet.ts';

const [what = 'heartbeat', tunnels = '10000', hours = '24'] = process.argv.slice(2);
const HOUR = 3_600_000;
const LABS: Readonly<Record<string, Partial<FleetOptions>>> = {
  heartbeat: { heartbeatSeconds: 20 },
  rekeys: {},
  dpd: { dpdSeconds: 30 },
};

function fleetOf(count: number): Fleet {
  const fleet = new Fleet({ tunnels: count, version: 'ikev1', ...LABS[what] });
  while (fleet.join()) fleet.simulation.runFor(fleet.hostMilliseconds);
  return fleet;
}

// the compiler first
fleetOf(2000).simulation.runFor(HOUR);
const fleet = fleetOf(Number(tunnels));
const start = performance.now();
const before = threadCpuUsage();
fleet.simulation.runFor(Number(hours) * HOUR);
const { user, system } = threadCpuUsage(before);
const wall = (performance.now() - start) / 1000;
const result = fleet.simulation.execute('hub', { kind: 'show-statistics', subject: 'ike' });
if (result.kind !== 'statistics') throw new Error('no statistics');
const { ikeSas, childSas, messages } = result.statistics;
process.stdout.write(
  `${hours} h of ${tunnels} tunnels, ${what}: ${wall.toFixed(1)} s, of these ${((user + system) / 1e6).toFixed(1)} s of the main thread; ` +
    `hub: ${messages.received} messages received, ${childSas.rekeyedByPeer} child rekeys, ${ikeSas.rekeyedByPeer} renewals; ` +
    `${ikeSas.total} IKE SAs and ${childSas.total} child SAs stand; ${Math.round(memoryUsage().rss / 2 ** 20)} MiB resident\n`,
);
