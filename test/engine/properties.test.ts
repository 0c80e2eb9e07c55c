import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROPERTIES } from './properties.ts';
import { ENGINE_RUNS, property } from './property.ts';
import { type Plan, plan } from './random-labs.ts';

test.each(PROPERTIES)(
  '$name',
  ({ run }) => {
    expect(run(ENGINE_RUNS)).toBe('');
  },
  600_000,
);

describe('a property that is broken', () => {
  const hasStep = property('no plan does anything', plan, ({ steps }) =>
    steps.map((step) => `it does ${step.do}`),
  );

  test('is shown with its seed and the smallest lab, as data', () => {
    const [place = '', lab = '', ...faults] = hasStep.run(100, 7).split('\n');
    expect(place).toMatch(/^seed 7, path [\d:]+, after \d+ labs$/);
    const smallest: Plan = JSON.parse(lab);
    expect(smallest).toMatchObject({ seed: 0, version: 'ikev2', nat: false });
    expect(smallest.steps).toHaveLength(1);
    expect(faults).toEqual([`it does ${smallest.steps[0]?.do}`]);
  });
  test('by an exception, too', () => {
    const throws = property('nothing is thrown', fc.constant(1), () => {
      throw new RangeError('no such thing');
    });
    expect(throws.run(5, 7)).toContain('RangeError: no such thing');
  });
  test('is tried as often as its share says', () => {
    let count = 0;
    property(
      'counts',
      fc.constant(1),
      () => {
        count++;
        return [];
      },
      5,
    ).run(200, 7);
    expect(count).toBe(10);
  });
});
