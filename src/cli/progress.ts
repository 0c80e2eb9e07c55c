import yoctoSpinner, { type Spinner } from 'yocto-spinner';

/** Work that is done sooner shows nothing. */
const PATIENCE_MILLISECONDS = 1000;

/** A line on standard error that tells how far long work is; on a terminal only. */
export class Progress {
  readonly #total: number;
  readonly #start = performance.now();
  #done = 0;
  #spinner: Spinner | undefined;

  /** `total`: how many steps there will be. */
  constructor(total: number) {
    this.#total = total;
  }

  /** The next step begins. Waits for a moment, so that the terminal is written to and Ctrl-C is heard. */
  async step(what: string): Promise<void> {
    this.#done += 1;
    if (!process.stderr.isTTY || performance.now() - this.#start < PATIENCE_MILLISECONDS) return;
    const text = this.#total > 1 ? `${bar(this.#done, this.#total)} ${what}` : what;
    if (this.#spinner === undefined) this.#spinner = yoctoSpinner({ text, stream: process.stderr }).start();
    else this.#spinner.text = text;
    await new Promise((resume) => {
      setImmediate(resume);
    });
  }

  /** Leaves nothing behind. */
  stop(): void {
    this.#spinner?.stop();
    this.#spinner = undefined;
  }
}

/** `████░░░░░░ 8 of 20` */
function bar(done: number, total: number): string {
  const filled = Math.floor((done * BAR_WIDTH) / total);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${done} of ${total}`;
}
const BAR_WIDTH = 20;

/** One step for each item, each told by its name. */
export async function eachWithProgress<T, R>(
  items: readonly T[],
  nameOf: (item: T) => string,
  work: (item: T) => R | Promise<R>,
): Promise<readonly R[]> {
  const progress = new Progress(items.length);
  try {
    const results: R[] = [];
    for (const item of items) {
      // One after the other: they share the processor anyway.
      // oxlint-disable-next-line eslint/no-await-in-loop
      await progress.step(nameOf(item));
      // oxlint-disable-next-line eslint/no-await-in-loop
      results.push(await work(item));
    }
    return results;
  } finally {
    progress.stop();
  }
}
