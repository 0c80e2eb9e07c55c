// What an event costs where many tunnels stand: liveness of 30 s, probes spread over the interval, two virtual minutes.
// Usage: node bench/engine/events.ts [TUNNELS...]
import type { Events } from './events-row.ts';
import { printedBy } from './row.ts';

const asked = process.argv.slice(2);
const sizes = asked.length > 0 ? asked : ['10000', '100000', '250000'];
let first: number | undefined;
for (const tunnels of sizes) {
  const { work, events }: Events = JSON.parse(printedBy('events-row.ts', tunnels));
  const nanoseconds = (1e6 * (work.total - work.collection)) / events;
  first ??= nanoseconds;
  process.stdout.write(
    `${tunnels} tunnels: ${events} events, ${nanoseconds.toFixed(0)} ns each without collection ` +
      `(${(nanoseconds / first).toFixed(2)} times the first), collection ${((1e6 * work.collection) / events).toFixed(0)} ns each, ` +
      `longest pause ${work.longestPause.toFixed(0)} ms\n`,
  );
}
