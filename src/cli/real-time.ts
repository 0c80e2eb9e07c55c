import { setTimeout } from 'node:timers/promises';
import type { Gateways } from '../simulator/gateways.ts';

/** Keeps virtual time from running ahead of the clock on the wall. */
export class RealTime {
  readonly #factor: number;
  readonly #gateways: Pick<Gateways, 'now'>;
  readonly #began = performance.now();

  /** `factor`: virtual seconds in a second. */
  constructor(factor: number, gateways: Pick<Gateways, 'now'>) {
    this.#factor = factor;
    this.#gateways = gateways;
  }

  #due(): number {
    return this.#gateways.now / this.#factor - (performance.now() - this.#began);
  }

  isAhead(): boolean {
    return this.#due() > 1;
  }

  async catchUp(): Promise<void> {
    await setTimeout(Math.max(0, this.#due()));
  }
}
