import type { Ikev1Message } from '../message/message.ts';
import { mixTwo } from '../random.ts';
import type { Ikev1Sa } from './records.ts';

interface Answered {
  readonly time: number;
  /** What this end sent last; null: nothing that the peer could miss. */
  readonly message: Ikev1Message | null;
}

/**
 * Quick modes that are over, so that a message that arrives again begins no new one, and a peer that missed the
 * last message gets it once more. One list for a gateway, trimmed as it grows: no timer for each.
 */
export class AnsweredExchanges {
  private readonly byKey = new Map<number, Answered>();

  /** `keepMilliseconds`: as long as a peer may still repeat itself. */
  add(
    sa: Ikev1Sa,
    messageId: number,
    time: number,
    message: Ikev1Message | null,
    keepMilliseconds: number,
  ): void {
    for (const [key, old] of this.byKey) {
      if (time - old.time <= keepMilliseconds) break;
      this.byKey.delete(key);
    }
    this.byKey.set(keyOf(sa, messageId), { time, message });
  }
  /** Absent: the exchange is not known. */
  get(sa: Ikev1Sa, messageId: number): Answered | undefined {
    return this.byKey.get(keyOf(sa, messageId));
  }
}

function keyOf(sa: Ikev1Sa, messageId: number): number {
  return mixTwo(sa.ownLow, messageId);
}
