import { describe, expect, it } from 'vitest';
import { subjects } from '../../bench/fuzz/subjects.ts';

/** `npm run fuzz` makes a million. */
const INPUTS = 20_000;
const TRANSLATED = 25;
const SEED = 20_261_126;

describe.each(subjects(SEED, TRANSLATED).map((share) => [share.subject.name, share] as const))(
  'broken inputs: %s',
  (_name, { subject, percent }) => {
    it('throw nothing, lose nothing, and are translated into what they mean or not at all', () => {
      for (let turn = 0; turn < (INPUTS * percent) / 100; turn++) {
        const { input, found } = subject.next();
        expect(found, `input ${turn}: ${input}`).toEqual([]);
      }
    }, 240_000);
  },
);
