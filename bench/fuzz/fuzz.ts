// Feeds every reader and every session with broken inputs (docs/performance.md). Prints what breaks, with its seed.
// Usage: npm run fuzz [-- COUNT [SEED [SUBJECT]]]
import { subjects } from './subjects.ts';

const [count = 1_000_000, seed = 1] = process.argv.slice(2, 4).map(Number);
const only = process.argv[4];
/** One input of so many is translated as well. */
const TRANSLATED = 10;
/** Milliseconds: what takes longer is told. */
const SLOW = 10_000;

let failures = 0;
let slowest = 0;
for (const { subject, percent } of subjects(seed, TRANSLATED)) {
  if (only !== undefined && only !== subject.name) continue;
  const share = only === undefined ? Math.ceil((count * percent) / 100) : count;
  for (let turn = 0; turn < share; turn++) {
    const start = performance.now();
    const { input, found } = subject.next();
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    const all = took > SLOW ? [...found, `took ${took.toFixed(0)} ms`] : found;
    if (all.length === 0) continue;
    failures += 1;
    process.stdout.write(`${subject.name}, seed ${seed}, input ${turn}\n${all.join('\n')}\n${input}\n`);
  }
}
process.stdout.write(`${count} inputs, ${failures} failures, slowest ${slowest.toFixed(0)} ms\n`);
process.exitCode = failures === 0 ? 0 : 1;
