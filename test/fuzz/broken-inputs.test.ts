import { describe, expect, it } from 'vitest';
import { checkReading, checkTranslation } from '../../bench/fuzz-check.ts';
import { FuzzInputs } from '../../bench/fuzz-inputs.ts';
import { Random } from '../../bench/random.ts';
import { dialects } from '../../src/dialects/registry.ts';

/** Of all dialects together 20,000; `npm run fuzz` makes a million. */
const INPUTS = 5000;
const TRANSLATED = 25;
const SEED = 20_261_126;

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  'broken inputs of %s',
  (_name, dialect) => {
    it('throw nothing, lose nothing, and are translated into what they mean or not at all', () => {
      const random = new Random(SEED);
      const inputs = new FuzzInputs(dialect, random);
      for (let turn = 0; turn < INPUTS; turn++) {
        const file = inputs.next();
        const profile = dialect.profiles[random.between(0, dialect.profiles.length - 1)] ?? '';
        const target = dialects[random.between(0, dialects.length - 1)] ?? dialect;
        const found = [
          ...checkReading(dialect, profile, file),
          ...(turn % TRANSLATED === 0 ? checkTranslation(dialect, profile, target, file) : []),
        ];
        expect(found, `${profile} to ${target.name}, input ${turn}: ${JSON.stringify(file.text)}`).toEqual(
          [],
        );
      }
    }, 240_000);
  },
);
