// Measures IKEv1 set-ups and a simulated day of tunnels to one hub. Nothing is asserted.
// Usage: node --expose-gc bench/engine-ikev1.ts [setups|heartbeat|rekeys|dpd] [TUNNELS] [HOURS]
import { behaviour as vrp } from '../src/dialects/vrp/behaviour.ts';
import { Hub, type HubOptions } from './engine-hub.ts';

const [what = 'setups', tunnelsText = '10000', hoursText = '24'] = process.argv.slice(2);
const TUNNELS = Number(tunnelsText);
const HOUR = 3_600_000;
const HOURS = Number(hoursText);

const LABS: Readonly<Record<string, Partial<HubOptions>>> = {
  setups: {},
  rekeys: {},
  heartbeat: { heartbeat: { spokes: { sendIntervalSeconds: 20 }, hub: { timeoutSeconds: 60 } } },
  dpd: { dpd: { mode: 'periodic', idleSeconds: 30 } },
};

function labOf(tunnels: number): Hub {
  return new Hub({ tunnels, version: 'ikev1', behaviour: vrp.usg, ...LABS[what] });
}
function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(28)}${value}\n`);
}
/** Seconds that the main thread worked, whatever else the machine does meanwhile. */
function worked<T>(work: () => T): readonly [value: T, cpuSeconds: number] {
  const { user, system } = process.threadCpuUsage();
  const value = work();
  const after = process.threadCpuUsage({ user, system });
  return [value, (after.user + after.system) / 1e6];
}

// the compiler first
labOf(20_000).setUp();
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const lab = labOf(TUNNELS);
const [wall, cpu] = worked(() => lab.setUp());
print('tunnels', String(lab.children));
print('set-ups a second, wall', Math.round((1000 * TUNNELS) / wall).toString());
print('CPU microseconds a set-up', ((1e6 * cpu) / TUNNELS).toFixed(1));
globalThis.gc?.();
print('bytes a tunnel', Math.round((process.memoryUsage().heapUsed - before) / TUNNELS).toString());
if (what !== 'setups') {
  const [day, dayCpu] = worked(() => lab.run(HOURS * HOUR));
  print(`seconds for ${HOURS} h, wall`, (day / 1000).toFixed(1));
  print('CPU seconds', dayCpu.toFixed(1));
  print('resident MB', Math.round(process.memoryUsage().rss / 2 ** 20).toString());
  print('tunnels', String(lab.children));
}
