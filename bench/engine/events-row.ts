// One row of events.ts. Usage: node --expose-gc bench/engine/events-row.ts TUNNELS
import { Fleet } from './fleet.ts';
import { Stopwatch, type Work } from './stopwatch.ts';

export interface Events {
  readonly work: Work;
  readonly events: number;
}

const DPD_SECONDS = 30;
/** Virtual milliseconds: the code warms up, and the probes of all tunnels are under way, before the clock starts. */
const BEFORE = 300_000;
const MEASURED = 120_000;

const fleet = new Fleet({ tunnels: Number(process.argv[2]), version: 'ikev2', dpdSeconds: DPD_SECONDS });
// hosts join one after the other over one interval, so that the probes spread over it
while (fleet.join()) fleet.simulation.runFor(Math.max(fleet.hostMilliseconds, fleet.spreadOver(DPD_SECONDS)));
fleet.simulation.runFor(BEFORE);
globalThis.gc?.();
const before = fleet.simulation.eventCount;
const stopwatch = new Stopwatch();
stopwatch.measure(() => fleet.simulation.runFor(MEASURED));
const row: Events = { work: await stopwatch.stop(), events: fleet.simulation.eventCount - before };
process.stdout.write(`${JSON.stringify(row)}\n`);
