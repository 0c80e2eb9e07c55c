import { at } from './typed-array.ts';

// Order is total and repeatable: time, then order class, then first in first out. No sequence number is stored:
// an entry due at `at` sits on the level of the highest 6-bit digit in which `at` differs from the cursor, so all
// entries of one instant are in one list at any moment, and a list is handed down a level, in its order, before
// anything can be added below it.
const BITS = 6;
const SLOTS = 64;
const MASK = 63;
const LEVELS = 5;
const CLASSES = 3;
/** 2^30 ms = 12.4 days; what lies beyond waits in one list. */
const EPOCH = 2 ** (BITS * LEVELS);
/** Sentinels 0..191: level 0, one list per class; then levels 1 to 4, and the far list. */
const UPPER = SLOTS * CLASSES;
const FAR = UPPER + SLOTS * (LEVELS - 1);
/** Entries start here: 0 is never a handle. */
const FIRST = FAR + 1;
/** A handle is a generation (6 bits) above an index (24 bits): a small integer, in browsers too. */
const INDEX = 2 ** 24 - 1;

/** 0 stands for "no event". */
export type Handle = number;

/**
 * The events to come: a hierarchical timing wheel on typed arrays (docs/performance.md has what it won against).
 * Add, cancel and reschedule cost the same for ten events and for ten million. Times are whole milliseconds.
 */
export class EventQueue<T extends object> {
  /** Of the event last taken, or the limit last reached. */
  time = 0;
  /** 0..255, chosen by the caller: what happens. */
  kind = 0;
  /** The record that it happens to: no closures, so that a queue can be saved. */
  target: T | null = null;
  size = 0;
  /** Events taken since the beginning. */
  taken = 0;
  private cursor = 0;
  private epoch = 0;
  private top = FIRST;
  private free = 0;
  private capacity = 0;
  private next = new Int32Array(0);
  private previous = new Int32Array(0);
  private when = new Float64Array(0);
  private order = new Uint8Array(0);
  private kinds = new Uint8Array(0);
  private generation = new Uint8Array(0);
  private readonly targets: (T | null)[] = [];
  /** A bit per slot; cleared late, when a slot is found empty. */
  private readonly filled = new Int32Array(2 * LEVELS);
  /** Events to come, by kind. */
  private readonly pending = new Int32Array(256);

  constructor(capacity = 1024) {
    this.grow(Math.max(capacity + FIRST, 2 * FIRST));
    for (let sentinel = 0; sentinel < FIRST; sentinel++) {
      this.next[sentinel] = sentinel;
      this.previous[sentinel] = sentinel;
      this.targets.push(null);
    }
  }

  /**
   * Adds an event; the handle stays valid until it has happened or was cancelled. `order`: 0 to 2, what goes
   * first at equal times. Throws where the time has passed.
   */
  add(time: number, order: number, kind: number, target: T): Handle {
    this.checkTime(time);
    let entry = this.free;
    if (entry === 0) {
      if (this.top === this.capacity) this.grow(2 * this.capacity);
      entry = this.top++;
      this.targets.push(target);
    } else {
      this.free = at(this.next, entry);
      this.targets[entry] = target;
    }
    this.when[entry] = time;
    this.order[entry] = order;
    this.kinds[entry] = kind;
    this.pending[kind] = at(this.pending, kind) + 1;
    this.link(entry);
    this.size++;
    return at(this.generation, entry) * (INDEX + 1) + entry;
  }

  /** True if the event was still to come. Cancelling a spent handle does nothing (until its slot was reused 64 times). */
  cancel(handle: Handle): boolean {
    const entry = handle & INDEX;
    if (!this.isPending(handle, entry)) return false;
    this.unlink(entry);
    this.release(entry);
    return true;
  }

  /** Moves an event, keeping its handle; among equals it now comes last, as if it were new. */
  reschedule(handle: Handle, time: number): boolean {
    const entry = handle & INDEX;
    if (!this.isPending(handle, entry)) return false;
    this.checkTime(time);
    this.unlink(entry);
    this.when[entry] = time;
    this.link(entry);
    return true;
  }

  /** When the event is due; absent: it happened, or was cancelled. */
  due(handle: Handle): number | undefined {
    const entry = handle & INDEX;
    return this.isPending(handle, entry) ? this.when[entry] : undefined;
  }

  /** Whether an event of these kinds is to come. */
  hasAny(kinds: readonly number[]): boolean {
    return kinds.some((kind) => at(this.pending, kind) > 0);
  }

  /** Takes the first event due at or before `limit` into time, kind and target; false, and time = limit, if there is none. */
  take(limit = Infinity): boolean {
    if (limit < this.time) throw new RangeError(`limit ${limit}, but it is ${this.time} already`);
    while (this.size > 0) {
      const slot = this.scan(0, this.cursor & MASK);
      if (slot < 0) {
        if (!this.turn(limit)) break;
        continue;
      }
      const entry = this.firstOf(slot * CLASSES);
      if (entry < FIRST) {
        this.empty(0, slot);
        continue;
      }
      if (at(this.when, entry) > limit) break;
      this.cursor = (this.cursor & ~MASK) | slot;
      this.time = at(this.when, entry);
      this.kind = at(this.kinds, entry);
      this.target = this.targets[entry] ?? null;
      this.unlink(entry);
      this.release(entry);
      this.taken++;
      return true;
    }
    if (limit !== Infinity) this.time = limit;
    return false;
  }

  /** All events to come, in the order in which they will happen. */
  entries(): readonly QueueEntry<T>[] {
    const all: QueueEntry<T>[] = [];
    for (let list = 0; list < FIRST; list++) {
      for (let entry = at(this.next, list); entry !== list; entry = at(this.next, entry)) {
        const target = this.targets[entry];
        if (target === null || target === undefined) continue;
        const [time, order, kind] = [at(this.when, entry), at(this.order, entry), at(this.kinds, entry)];
        all.push({ time, order, kind, target });
      }
    }
    return all.toSorted((a, b) => a.time - b.time || a.order - b.order); // stable: equals keep their list's order
  }

  private checkTime(time: number): void {
    if (!(time >= this.time)) throw new RangeError(`event at ${time}, but it is ${this.time} already`);
  }
  /** The first entry of a slot of level 0, by class; a sentinel where all three lists are empty. */
  private firstOf(list: number): number {
    let entry = at(this.next, list);
    if (entry === list) entry = at(this.next, list + 1);
    if (entry === list + 1) entry = at(this.next, list + 2);
    return entry;
  }
  private isPending(handle: Handle, entry: number): boolean {
    // a free entry has no predecessor
    return (
      entry >= FIRST &&
      entry < this.top &&
      at(this.previous, entry) >= 0 &&
      this.generation[entry] === Math.floor(handle / (INDEX + 1))
    );
  }
  private link(entry: number): void {
    const distance = at(this.when, entry) - this.epoch;
    let list = FAR;
    if (distance < EPOCH) {
      const differs = distance ^ this.cursor;
      const level = differs < SLOTS ? 0 : ((31 - Math.clz32(differs)) / BITS) | 0;
      const slot = (distance >> (level * BITS)) & MASK;
      list = level === 0 ? slot * CLASSES + at(this.order, entry) : UPPER + (level - 1) * SLOTS + slot;
      const word = 2 * level + (slot >> 5);
      this.filled[word] = at(this.filled, word) | (1 << (slot & 31));
    }
    const last = at(this.previous, list);
    this.next[last] = entry;
    this.previous[entry] = last;
    this.next[entry] = list;
    this.previous[list] = entry;
  }
  private unlink(entry: number): void {
    const before = at(this.previous, entry);
    const after = at(this.next, entry);
    this.next[before] = after;
    this.previous[after] = before;
  }
  private release(entry: number): void {
    const kind = at(this.kinds, entry);
    this.pending[kind] = at(this.pending, kind) - 1;
    this.targets[entry] = null;
    this.previous[entry] = -1;
    this.generation[entry] = (at(this.generation, entry) + 1) & MASK;
    this.next[entry] = this.free;
    this.free = entry;
    this.size--;
  }
  private empty(level: number, slot: number): void {
    const word = 2 * level + (slot >> 5);
    this.filled[word] = at(this.filled, word) & ~(1 << (slot & 31));
  }
  /** First filled slot of the level at or after `from`; -1: none. */
  private scan(level: number, from: number): number {
    let bits = at(this.filled, 2 * level + (from >> 5)) & (-1 << (from & 31));
    if (bits !== 0) return (from & 32) + 31 - Math.clz32(bits & -bits);
    if (from >= 32) return -1;
    bits = at(this.filled, 2 * level + 1);
    return bits === 0 ? -1 : 63 - Math.clz32(bits & -bits);
  }
  /** Hands the next filled list down; never moves the cursor past `limit`, so that a later add cannot be behind it. */
  private turn(limit: number): boolean {
    for (let level = 1; level < LEVELS; level++) {
      const shift = level * BITS;
      const slot = this.scan(level, (this.cursor >> shift) & MASK);
      if (slot < 0) continue;
      const list = UPPER + (level - 1) * SLOTS + slot;
      const start = (((this.cursor >> shift) & ~MASK) | slot) << shift;
      if (at(this.next, list) === list) {
        this.empty(level, slot);
        return true;
      }
      if (this.epoch + start > limit) return false;
      this.empty(level, slot);
      this.cursor = start;
      this.relink(list);
      return true;
    }
    let first = Infinity;
    for (let entry = at(this.next, FAR); entry !== FAR; entry = at(this.next, entry)) {
      first = Math.min(first, at(this.when, entry));
    }
    const epoch = Math.floor(first / EPOCH) * EPOCH;
    if (epoch > limit) return false;
    this.epoch = epoch;
    this.cursor = 0;
    this.relink(FAR);
    return true;
  }
  private relink(list: number): void {
    let entry = at(this.next, list);
    const last = at(this.previous, list);
    this.next[list] = list;
    this.previous[list] = list;
    for (;;) {
      const after = at(this.next, entry);
      this.link(entry);
      if (entry === last) return;
      entry = after;
    }
  }
  private grow(wanted: number): void {
    const capacity = Math.min(wanted, INDEX + 1);
    if (capacity === this.capacity) throw new RangeError(`more than ${INDEX} events`);
    this.next = larger(new Int32Array(capacity), this.next);
    this.previous = larger(new Int32Array(capacity), this.previous);
    this.when = larger(new Float64Array(capacity), this.when);
    this.order = larger(new Uint8Array(capacity), this.order);
    this.kinds = larger(new Uint8Array(capacity), this.kinds);
    this.generation = larger(new Uint8Array(capacity), this.generation);
    this.capacity = capacity;
  }
}

export interface QueueEntry<T> {
  readonly time: number;
  readonly order: number;
  readonly kind: number;
  readonly target: T;
}

function larger<A extends { set(old: A): void }>(array: A, old: A): A {
  array.set(old);
  return array;
}
