// Reads and translates broken inputs of every dialect (docs/performance.md). Prints what breaks, with its seed.
// Usage: npm run fuzz [-- COUNT [SEED]]
import { dialects } from '../src/dialects/registry.ts';
import { checkReading, checkTranslation } from './fuzz-check.ts';
import { FuzzInputs } from './fuzz-inputs.ts';
import { Random } from './random.ts';

const [count = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
/** One input of so many is translated as well. */
const TRANSLATED = 10;
/** Milliseconds: what takes longer is told. */
const SLOW = 10_000;

let failures = 0;
let slowest = 0;
const share = Math.ceil(count / dialects.length);
for (const dialect of dialects) {
  const random = new Random(seed);
  const inputs = new FuzzInputs(dialect, random);
  for (let turn = 0; turn < share; turn++) {
    const file = inputs.next();
    const profile = dialect.profiles[random.between(0, dialect.profiles.length - 1)] ?? '';
    const target = dialects[random.between(0, dialects.length - 1)] ?? dialect;
    const start = performance.now();
    const found = [
      ...checkReading(dialect, profile, file),
      ...(turn % TRANSLATED === 0 ? checkTranslation(dialect, profile, target, file) : []),
    ];
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    if (took > SLOW) found.push(`took ${took.toFixed(0)} ms`);
    if (found.length === 0) continue;
    failures += 1;
    const where = `${dialect.name}@${profile} to ${target.name}, seed ${seed}, input ${turn}`;
    process.stdout.write(`${where}\n${found.join('\n')}\n--- ${file.name}\n${JSON.stringify(file.text)}\n`);
  }
}
process.stdout.write(`${count} inputs, ${failures} failures, slowest ${slowest.toFixed(0)} ms\n`);
process.exitCode = failures === 0 ? 0 : 1;
