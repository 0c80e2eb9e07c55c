import { PerformanceObserver } from 'node:perf_hooks';
import { threadCpuUsage } from 'node:process';
import { setTimeout } from 'node:timers/promises';

/** What a piece of work took. Milliseconds of processor time of the main thread, but `longestPause`, which is by the clock. */
export interface Work {
  readonly total: number;
  readonly collection: number;
  readonly longestPause: number;
}

/**
 * Measures work in pieces: what lies between them is not counted. V8 says how long its collector stops the thread by the
 * clock alone; on a machine that is shared that is too much, so it is scaled by the share of the clock that the thread had.
 */
export class Stopwatch {
  private readonly pieces: { readonly start: number; readonly end: number }[] = [];
  private readonly pauses: { readonly startTime: number; readonly duration: number }[] = [];
  private readonly observer = new PerformanceObserver((list) => this.pauses.push(...list.getEntries()));
  private processor = 0;

  constructor() {
    this.observer.observe({ entryTypes: ['gc'] });
  }
  measure(work: () => void): void {
    const before = threadCpuUsage();
    const start = performance.now();
    work();
    this.pieces.push({ start, end: performance.now() });
    const { user, system } = threadCpuUsage(before);
    this.processor += (user + system) / 1000;
  }
  /** Ends the measuring. */
  async stop(): Promise<Work> {
    await setTimeout(10); // Node hands pauses over later
    this.observer.disconnect();
    const clock = this.pieces.reduce((sum, { start, end }) => sum + end - start, 0);
    let [paused, longestPause] = [0, 0];
    for (const { startTime, duration } of this.pauses) {
      if (!this.pieces.some(({ start, end }) => start <= startTime && startTime < end)) continue;
      paused += duration;
      longestPause = Math.max(longestPause, duration);
    }
    return { total: this.processor, collection: paused * (this.processor / clock), longestPause };
  }
}
