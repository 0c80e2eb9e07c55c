const SMALLEST = 8;

/**
 * Records by a 32-bit key, usually an SPI of the gateway's own: open addressing with backward-shift deletion (twice
 * as fast as a Map, docs/performance.md). Key 0 finds nothing: 0 is never a valid SPI.
 */
export class SpiTable<T extends object> {
  size = 0;
  private keys = new Int32Array(SMALLEST);
  private values: (T | null)[] = nulls(SMALLEST);
  private mask = SMALLEST - 1;

  get(key: number): T | null {
    if (key === 0) return null;
    let slot = this.home(key);
    for (;;) {
      const found = this.keys[slot];
      if (found === key) return this.values[slot] ?? null;
      if (found === 0) return null;
      slot = (slot + 1) & this.mask;
    }
  }
  /** Replaces what the key had. */
  set(key: number, value: T): void {
    if (key === 0) throw new RangeError('0 is no SPI');
    if (4 * (this.size + 1) > 3 * (this.mask + 1)) this.resize(2 * (this.mask + 1));
    let slot = this.home(key);
    for (;;) {
      const found = this.keys[slot];
      if (found === key) break;
      if (found === 0) {
        this.size++;
        break;
      }
      slot = (slot + 1) & this.mask;
    }
    this.keys[slot] = key;
    this.values[slot] = value;
  }
  delete(key: number): boolean {
    if (key === 0) return false;
    let slot = this.home(key);
    while (this.keys[slot] !== key) {
      if (this.keys[slot] === 0) return false;
      slot = (slot + 1) & this.mask;
    }
    this.size--;
    for (let next = (slot + 1) & this.mask; ; next = (next + 1) & this.mask) {
      const moved = this.keys[next] ?? 0;
      if (moved === 0) break;
      const distance = (next - this.home(moved)) & this.mask;
      if (distance < ((next - slot) & this.mask)) continue;
      this.keys[slot] = moved;
      this.values[slot] = this.values[next] ?? null;
      slot = next;
    }
    this.keys[slot] = 0;
    this.values[slot] = null;
    return true;
  }

  private home(key: number): number {
    const bits = Math.imul(key, 0x9e3779b1);
    return (bits ^ (bits >>> 15)) & this.mask;
  }
  private resize(capacity: number): void {
    const [keys, values] = [this.keys, this.values];
    this.keys = new Int32Array(capacity);
    this.values = nulls(capacity);
    this.mask = capacity - 1;
    this.size = 0;
    for (let slot = 0; slot < keys.length; slot++) {
      const [key, value] = [keys[slot] ?? 0, values[slot] ?? null];
      if (key !== 0 && value !== null) this.set(key, value);
    }
  }
}

function nulls<T>(length: number): (T | null)[] {
  return new Array<T | null>(length).fill(null);
}
