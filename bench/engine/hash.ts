// The trace hash of set-ups and two hours of each version of IKE, and the processor time. `node-versions.ts` runs it.
import { Fleet, type FleetOptions } from './fleet.ts';

const COMMON = { tunnels: 2000, lifetimes: { ike: 86_400, child: 3600 } };
const RUNS: readonly FleetOptions[] = [
  { ...COMMON, version: 'ikev2', dpdSeconds: 30 },
  { ...COMMON, version: 'ikev1', heartbeatSeconds: 20 },
];
for (const options of RUNS) {
  const start = process.cpuUsage();
  const fleet = new Fleet(options);
  while (fleet.join()) fleet.simulation.runFor(fleet.hostMilliseconds);
  fleet.simulation.runFor(7_200_000);
  const { user, system } = process.cpuUsage(start);
  process.stdout.write(
    `Node ${process.versions.node}, ${options.version}: trace hash ${fleet.simulation.traceHash}, ${fleet.simulation.eventCount} events, ${((user + system) / 1e6).toFixed(1)} s of processor time\n`,
  );
}
