/**
 * Connection ids of IKE and child SAs: one counter per gateway in the range of its behaviour, never reused while
 * an SA has the number; after the last one it starts again at the first.
 */
export class ConnectionIds {
  private readonly first: number;
  private readonly last: number;
  private next: number;
  /** Known only once the counter has come round. */
  private used: Set<number> | null = null;

  constructor(range: { readonly first: number; readonly last: number }) {
    this.first = range.first;
    this.last = range.last;
    this.next = range.first;
  }

  /** `inUse` lists the ids of live SAs; it is asked once, when the counter comes round. Absent: none is free. */
  allocate(inUse: () => Iterable<number>): number | undefined {
    if (this.used === null && this.next <= this.last) return this.next++;
    this.used ??= new Set(inUse());
    const { used, first, last } = this;
    for (let tried = first; tried <= last; tried++) {
      if (this.next > last) this.next = first;
      const id = this.next++;
      if (used.has(id)) continue;
      used.add(id);
      return id;
    }
    return undefined;
  }
  release(id: number): void {
    this.used?.delete(id);
  }
}
