import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventQueue } from '../../src/engine/event-queue.ts';

interface Entry {
  time: number;
  readonly order: number;
  born: number;
  handle: number;
}

const DELAYS = [0, 1, 10, 70, 4000, 30_000, 3_600_000, 86_400_000, 2_000_000_000] as const;
const delay = fc.constantFrom(...DELAYS).chain((most) => fc.integer({ min: 0, max: most }));
const step = fc.record({
  kind: fc.constantFrom('add', 'add', 'add', 'cancel', 'move', 'take', 'take'),
  delay,
  order: fc.nat(2),
  pick: fc.nat(),
});

interface Step {
  readonly kind: string;
  readonly delay: number;
  readonly order: number;
  readonly pick: number;
}

/** The queue, and a list that is sorted whenever somebody asks. */
class Model {
  readonly queue = new EventQueue<Entry>(8);
  private entries: Entry[] = [];
  private born = 0;

  sorted(): readonly Entry[] {
    return this.entries.toSorted((a, b) => a.time - b.time || a.order - b.order || a.born - b.born);
  }
  /** Whether the queue did what the list says. */
  agrees({ kind, delay: wait, order, pick }: Step): boolean {
    const { queue } = this;
    const picked = this.entries[pick % Math.max(1, this.entries.length)];
    const time = queue.time + wait;
    if (kind === 'take') return this.take(order === 0 ? Infinity : time);
    if (kind === 'add' || picked === undefined) {
      const entry: Entry = { time, order, born: this.born++, handle: 0 };
      entry.handle = queue.add(time, order, 1, entry);
      this.entries.push(entry);
      return queue.due(entry.handle) === time;
    }
    if (kind === 'cancel') {
      this.entries = this.entries.filter((entry) => entry !== picked);
      return queue.cancel(picked.handle) && !queue.cancel(picked.handle);
    }
    picked.time = time;
    picked.born = this.born++;
    return queue.reschedule(picked.handle, time);
  }
  private take(limit: number): boolean {
    const { queue } = this;
    const first = this.sorted()[0];
    const before = queue.time;
    const isTaken = queue.take(limit);
    if (first === undefined || first.time > limit) {
      return !isTaken && queue.time === (limit === Infinity ? before : limit);
    }
    this.entries = this.entries.filter((entry) => entry !== first);
    return isTaken && queue.target === first && queue.time === first.time;
  }
}

describe('the event queue', () => {
  test('gives the order of a sorted list, whatever is added, moved and cancelled', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const model = new Model();
        expect(steps.findIndex((one) => !model.agrees(one))).toBe(-1);
        expect(model.queue.entries().map(({ target }) => target)).toEqual(model.sorted());
        expect(model.queue.hasAny([1])).toBe(model.queue.size > 0);
      }),
      { numRuns: 200 },
    );
  });
  test('refuses the past', () => {
    const queue = new EventQueue<object>();
    queue.add(5, 0, 1, {});
    expect(queue.take()).toBe(true);
    expect(() => queue.add(4, 0, 1, {})).toThrow('event at 4, but it is 5 already');
    expect(() => queue.take(4)).toThrow('limit 4, but it is 5 already');
  });
  test('a spent handle is nobody', () => {
    const queue = new EventQueue<object>();
    const handle = queue.add(5, 0, 1, {});
    expect(queue.due(handle)).toBe(5);
    queue.take();
    queue.add(6, 0, 1, {});
    expect([queue.due(handle), queue.cancel(handle), queue.reschedule(handle, 9)]).toEqual([
      undefined,
      false,
      false,
    ]);
  });
});
