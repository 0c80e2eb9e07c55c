import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SpiTable } from '../../src/engine/gateway/spi-table.ts';

test('the table of SPIs is a map', () => {
  const step = fc.record({ key: fc.integer({ min: -40, max: 40 }), isAdded: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const table = new SpiTable<{ readonly key: number }>();
      const model = new Map<number, object>();
      for (const { key, isAdded } of steps.filter((one) => one.key !== 0)) {
        const value = { key };
        const isThere = model.has(key);
        const isRight = isAdded || table.delete(key) === isThere;
        expect(isRight).toBe(true);
        if (isAdded) table.set(key, value);
        if (isAdded) model.set(key, value);
        else model.delete(key);
      }
      for (let key = -40; key <= 40; key++) expect(table.get(key)).toBe(model.get(key) ?? null);
      expect(table.size).toBe(model.size);
    }),
    { numRuns: 200 },
  );
});
test('0 is nobody', () => {
  const table = new SpiTable<object>();
  expect([table.get(0), table.delete(0)]).toEqual([null, false]);
  expect(() => table.set(0, {})).toThrow('0 is no SPI');
});
