import { PerformanceObserver } from 'node:perf_hooks';

/** Sums what V8's collector takes, and its longest pause. */
export class GarbageWatch {
  milliseconds = 0;
  longest = 0;
  private readonly observer: PerformanceObserver;

  constructor() {
    this.observer = new PerformanceObserver((list) => this.note(list.getEntries()));
    this.observer.observe({ entryTypes: ['gc'] });
  }
  /** Forgets what was, starts to count. */
  reset(): void {
    this.observer.takeRecords();
    this.milliseconds = 0;
    this.longest = 0;
  }
  read(): { readonly milliseconds: number; readonly longest: number } {
    this.note(this.observer.takeRecords());
    return { milliseconds: this.milliseconds, longest: this.longest };
  }
  stop(): void {
    this.observer.disconnect();
  }
  private note(entries: readonly { readonly duration: number }[]): void {
    for (const { duration } of entries) {
      this.milliseconds += duration;
      this.longest = Math.max(this.longest, duration);
    }
  }
}
