import { at } from '../typed-array.ts';

const WORD = 32;

/** The anti-replay window of RFC 4303 section 3.4.3, as a ring of words (RFC 6479). */
export class ReplayWindow {
  private readonly size: number;
  private readonly words: Uint32Array;
  private highest = 0;

  constructor(size: number) {
    this.size = size;
    this.words = new Uint32Array(Math.ceil(size / WORD) + 1);
  }

  /** Notes a sequence number; false: it was there before, or is too old. */
  accept(sequenceNumber: number): boolean {
    if (sequenceNumber === 0 || sequenceNumber + this.size <= this.highest) return false;
    if (sequenceNumber > this.highest) this.advance(sequenceNumber);
    const word = Math.floor(sequenceNumber / WORD) % this.words.length;
    const bit = 1 << (sequenceNumber % WORD);
    if ((at(this.words, word) & bit) !== 0) return false;
    this.words[word] = at(this.words, word) | bit;
    return true;
  }
  private advance(sequenceNumber: number): void {
    const from = Math.floor(this.highest / WORD);
    const steps = Math.min(Math.floor(sequenceNumber / WORD) - from, this.words.length);
    for (let step = 1; step <= steps; step++) this.words[(from + step) % this.words.length] = 0;
    this.highest = sequenceNumber;
  }
}
