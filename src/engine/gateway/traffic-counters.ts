import { at } from '../typed-array.ts';

/** Sequence number, packets, bytes, dropped and last use, for each direction of a child SA. */
export const COUNTER = {
  sequenceIn: 0,
  packetsIn: 1,
  bytesIn: 2,
  droppedIn: 3,
  lastIn: 4,
  sequenceOut: 5,
  packetsOut: 6,
  bytesOut: 7,
  droppedOut: 8,
  lastOut: 9,
} as const;
const COLUMNS = 10;

/**
 * Counters of the child SAs that have carried something, exact to 2^53 and never boxed. A child SA holds the
 * number of its row; 0 is nobody's.
 */
export class TrafficCounters {
  private columns = new Float64Array(8 * COLUMNS);
  private used = 1;
  private readonly free: number[] = [];

  allocate(): number {
    const row = this.free.pop() ?? this.used++;
    if (row * COLUMNS >= this.columns.length) {
      const larger = new Float64Array(2 * this.columns.length);
      larger.set(this.columns);
      this.columns = larger;
    }
    this.columns.fill(0, row * COLUMNS, (row + 1) * COLUMNS);
    this.columns[row * COLUMNS + COUNTER.lastIn] = -1;
    this.columns[row * COLUMNS + COUNTER.lastOut] = -1;
    return row;
  }
  release(row: number): void {
    this.free.push(row);
  }
  get(row: number, column: number): number {
    return at(this.columns, row * COLUMNS + column);
  }
  set(row: number, column: number, value: number): void {
    this.columns[row * COLUMNS + column] = value;
  }
  add(row: number, column: number, value: number): number {
    const sum = this.get(row, column) + value;
    this.set(row, column, sum);
    return sum;
  }
}
