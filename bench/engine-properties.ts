// The invariants of the engine against 100,000 random labs. Usage: node bench/engine-properties.ts [RUNS] [SEED]
import fc from 'fast-check';
import { faultsOf } from '../test/engine/properties.ts';
import { plan } from '../test/engine/random-labs.ts';

const [runs = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const start = performance.now();
const result = fc.check(
  fc.property(plan, (one) => faultsOf(one).length === 0),
  { numRuns: runs, seed },
);
process.stdout.write(
  `${result.numRuns} random labs, seed ${seed}, ${((performance.now() - start) / 1000).toFixed(0)} s: ` +
    `${result.failed ? 'an invariant is broken' : 'every invariant holds'}\n`,
);
if (result.failed) {
  const [smallest] = result.counterexample ?? [];
  process.stdout.write(
    `${JSON.stringify(smallest)}\n${smallest === undefined ? '' : faultsOf(smallest).join('\n')}\n`,
  );
  process.exitCode = 1;
}
