import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOf, hashOf } from './properties.ts';
import { plan } from './random-labs.ts';

/** `npm run bench:engine-properties` has 100,000. */
const RUNS = Number(process.env['ENGINE_RUNS'] ?? 2000);

test('whatever happens, the invariants hold, and both ends agree when it is over', () => {
  fc.assert(
    fc.property(plan, (one) => {
      expect(faultsOf(one)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
}, 600_000);
test('a plan carried out twice gives the same trace', () => {
  fc.assert(
    fc.property(plan, (one) => {
      expect(hashOf(one)).toBe(hashOf(one));
    }),
    { numRuns: RUNS / 20 },
  );
}, 600_000);
