// Prints the rows of an AR with all the IKE SAs that it can have, and reads the first of them again: time and memory.
import type { Shown } from '../src/dialects/dialect-outputs.ts';
import { dialects } from '../src/dialects/registry.ts';
import type { CapturedIkeSa } from '../src/ir/captured.ts';

const SAS = 200_704;
const READ = 20_000;

function* ikeSas(): Generator<CapturedIkeSa, void> {
  for (let connectionId = SAS; connectionId > 0; connectionId--) {
    const address = `10.${connectionId >> 16}.${(connectionId >> 8) & 255}.${connectionId & 255}`;
    yield {
      connectionId,
      version: 'ikev2',
      state: 'established',
      role: 'initiator',
      remote: { address, port: 500 },
      remoteId: { type: 'ID_IPV4_ADDR', value: address },
    };
  }
}

const shown: Shown = {
  ikeSas: ikeSas(),
  childSas: [],
  offlineLog: [],
  failureLog: [],
  events: [],
  timers: [],
  counts: { ikeSas: SAS, childSas: 0, halves: 0, offlineLog: 0, failureLog: 0 },
  ikeSa: () => undefined,
  childSa: () => undefined,
};

const outputs = dialects.find(({ name }) => name === 'vrp')?.outputs;
if (outputs === undefined) throw new Error('vrp prints nothing');
const before = performance.now();
let [lines, highest] = [0, 0];
const kept: string[] = [];
for (const line of outputs.print('ike-sa', shown, {}, 'usg')) {
  if (lines < READ) kept.push(line);
  if (lines % 20_000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
  lines += 1;
}
const printed = performance.now();
const { captured } = outputs.read({ name: 'capture', text: kept.join('\n') }, 0);
const read = performance.now();
const perLine = (time: number, count: number): string => `${((time * 1000) / count).toFixed(1)} µs a line`;
process.stdout.write(
  `printed ${lines} lines: ${perLine(printed - before, lines)}, heap at most ${Math.round(highest / 1e6)} MB\n` +
    `read ${captured.ikeSas.length} SAs: ${perLine(read - printed, READ)}\n`,
);
