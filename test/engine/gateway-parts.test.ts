import { describe, expect, test } from 'vitest';
import { ChildSpis } from '../../src/engine/gateway/child-spis.ts';
import { ConnectionIds } from '../../src/engine/gateway/connection-ids.ts';
import { ReplayWindow } from '../../src/engine/gateway/replay-window.ts';
import { Ring } from '../../src/engine/gateway/ring.ts';
import { COUNTER, TrafficCounters } from '../../src/engine/gateway/traffic-counters.ts';
import { RandomStream } from '../../src/engine/random.ts';

describe('connection ids', () => {
  const RANGE = { first: 5, last: 7 };
  const take = (
    ids: ConnectionIds,
    count: number,
    inUse: readonly number[],
  ): readonly (number | undefined)[] => Array.from({ length: count }, () => ids.allocate(() => inUse));

  test('grow from the first on', () => {
    expect(take(new ConnectionIds(RANGE), 3, [])).toEqual([5, 6, 7]);
  });
  test('come round to those that are free', () => {
    const ids = new ConnectionIds(RANGE);
    take(ids, 3, []);
    expect(take(ids, 1, [5, 7])).toEqual([6]);
    ids.release(5);
    expect(take(ids, 1, [])).toEqual([5]);
  });
  test('are none where all are in use', () => {
    const ids = new ConnectionIds(RANGE);
    take(ids, 3, []);
    expect(take(ids, 1, [5, 6, 7])).toEqual([undefined]);
  });
});

describe('SPIs of child SAs', () => {
  const draw = (seed: number, count: number): readonly number[] => {
    const spis = new ChildSpis(new RandomStream(seed, 'gateway', 'child-spi'));
    return Array.from({ length: count }, () => spis.draw() >>> 0);
  };
  // of as many random ones about 167 would have been there before
  test('none comes twice in 300,000', () => {
    expect(new Set(draw(1, 300_000)).size).toBe(300_000);
  });
  test('lie between 0xc0000000 and 0xcfffffff, and in each sixteenth of it alike', () => {
    const counts = new Map<number, number>();
    for (const spi of draw(2, 16_000)) counts.set(spi >>> 24, (counts.get(spi >>> 24) ?? 0) + 1);
    expect([...counts.keys()].toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 16 }, (_, index) => 0xc0 + index),
    );
    expect(Math.min(...counts.values())).toBeGreaterThan(900);
  });
  test('differ with the seed', () => {
    const first = new Set(draw(1, 1000));
    expect(draw(2, 1000).filter((spi) => first.has(spi))).toEqual([]);
  });
});

describe('the anti-replay window (RFC 4303 section 3.4.3)', () => {
  test.each<readonly [string, readonly number[], readonly boolean[]]>([
    ['in order', [1, 2, 3], [true, true, true]],
    ['0 is no sequence number', [0, 1], [false, true]],
    ['the same twice', [1, 1], [true, false]],
    ['late, but inside', [40, 9, 9], [true, true, false]],
    ['on the left edge', [40, 9, 8], [true, true, false]],
    ['far ahead: all before it is too old', [1, 1000, 968, 969], [true, true, false, true]],
  ])('of 32: %s', (_name, numbers, expected) => {
    const window = new ReplayWindow(32);
    expect(numbers.map((number) => window.accept(number))).toEqual(expected);
  });
});

describe('a ring', () => {
  test.each([
    [0, []],
    [1, [5]],
    [3, [3, 4, 5]],
    [9, [1, 2, 3, 4, 5]],
  ])('of %i', (capacity, expected) => {
    const ring = new Ring<number>(capacity);
    for (const value of [1, 2, 3, 4, 5]) ring.push(value);
    expect(ring.list()).toEqual(expected);
    ring.clear();
    expect(ring.list()).toEqual([]);
  });
});

test('counters of many SAs keep apart, and a row that is given back starts at nothing', () => {
  const counters = new TrafficCounters();
  const rows = Array.from({ length: 20 }, () => counters.allocate());
  for (const row of rows) counters.add(row, COUNTER.bytesIn, row);
  expect(rows.map((row) => counters.get(row, COUNTER.bytesIn))).toEqual(rows);
  counters.release(rows[4] ?? 0);
  const again = counters.allocate();
  expect([again, counters.get(again, COUNTER.bytesIn), counters.get(again, COUNTER.lastIn)]).toEqual([
    rows[4],
    0,
    -1,
  ]);
});
