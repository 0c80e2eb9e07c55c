import { expect, test } from 'vitest';
import { ENGINE_RUNS } from '../property.ts';
import { PROPERTIES } from './properties.ts';

test.each(PROPERTIES)(
  '$name',
  ({ run }) => {
    expect(run(ENGINE_RUNS)).toBe('');
  },
  600_000,
);
