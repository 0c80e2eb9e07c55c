import { SpiTable } from '../gateway/spi-table.ts';
import type { Ikev1Message } from '../message/message.ts';
import { mixTwo } from '../random.ts';
import type { Ikev1Sa } from './records.ts';

/** A quick mode that is over. */
export class AnsweredExchange {
  readonly key: number;
  readonly time: number;
  /** What this end sent last; null: nothing that the peer could miss. */
  readonly message: Ikev1Message | null;
  newer: AnsweredExchange | null = null;

  constructor(key: number, time: number, message: Ikev1Message | null) {
    this.key = key;
    this.time = time;
    this.message = message;
  }
}

/**
 * Quick modes that are over, so that a message that arrives again begins no new one, and a peer that missed the
 * last message gets it once more. One list for a gateway, trimmed as it grows: no timer for each.
 */
export class AnsweredExchanges {
  private readonly byKey = new SpiTable<AnsweredExchange>();
  private oldest: AnsweredExchange | null = null;
  private newest: AnsweredExchange | null = null;

  /** `keepMilliseconds`: as long as a peer may still repeat itself. */
  add(
    sa: Ikev1Sa,
    messageId: number,
    time: number,
    message: Ikev1Message | null,
    keepMilliseconds: number,
  ): void {
    while (this.oldest !== null && time - this.oldest.time > keepMilliseconds) {
      const { key, newer }: AnsweredExchange = this.oldest;
      if (this.byKey.get(key) === this.oldest) this.byKey.delete(key);
      this.oldest = newer;
    }
    const added = new AnsweredExchange(keyOf(sa, messageId), time, message);
    this.byKey.set(added.key, added);
    if (this.oldest === null || this.newest === null) this.oldest = added;
    else this.newest.newer = added;
    this.newest = added;
  }
  /** Null: the exchange is not known. */
  get(sa: Ikev1Sa, messageId: number): AnsweredExchange | null {
    return this.byKey.get(keyOf(sa, messageId));
  }
}

function keyOf(sa: Ikev1Sa, messageId: number): number {
  return mixTwo(sa.ownLow, messageId) || 1;
}
