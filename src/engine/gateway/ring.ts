/** The last so many values. Empty ones cost nothing but themselves: most gateways log nothing. */
export class Ring<T> {
  private readonly capacity: number;
  private values: T[] | null = null;
  private next = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }
  push(value: T): void {
    if (this.capacity === 0) return;
    this.values ??= [];
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.capacity;
  }
  /** Oldest first. */
  list(): readonly T[] {
    if (this.values === null) return [];
    return [...this.values.slice(this.next), ...this.values.slice(0, this.next)];
  }
  clear(): void {
    this.values = null;
    this.next = 0;
  }
}
