import { SpiTable } from '../gateway/spi-table.ts';
import type { Ikev1Message } from '../message/message.ts';
import { mixTwo } from '../random.ts';
import type { Ikev1Sa } from './records.ts';

/** A quick mode that is over. */
export class AnsweredExchange {
  /** Cookie of this end, its low half. */
  readonly cookie: number;
  readonly messageId: number;
  readonly time: number;
  /** What this end sent last; null: nothing that the peer could miss. */
  readonly message: Ikev1Message | null;
  newer: AnsweredExchange | null = null;

  constructor(cookie: number, messageId: number, time: number, message: Ikev1Message | null) {
    this.cookie = cookie;
    this.messageId = messageId;
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
      const { newer }: AnsweredExchange = this.oldest;
      const key = keyOf(this.oldest);
      if (this.byKey.get(key) === this.oldest) this.byKey.delete(key);
      this.oldest = newer;
    }
    const added = new AnsweredExchange(sa.ownLow, messageId, time, message);
    this.byKey.set(keyOf(added), added);
    if (this.oldest === null || this.newest === null) this.oldest = added;
    else this.newest.newer = added;
    this.newest = added;
  }
  /** Null: the exchange is not known. */
  get({ ownLow: cookie }: Ikev1Sa, messageId: number): AnsweredExchange | null {
    const found = this.byKey.get(keyOf({ cookie, messageId }));
    return found?.cookie === cookie && found.messageId === messageId ? found : null;
  }
}

function keyOf({ cookie, messageId }: Pick<AnsweredExchange, 'cookie' | 'messageId'>): number {
  return mixTwo(cookie, messageId) || 1;
}
