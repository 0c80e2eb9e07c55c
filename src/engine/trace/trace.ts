import type { ChildSaState, IkeSaState } from '../../ir/result.ts';
import type { Ends } from '../gateway/records.ts';
import type { Message, NetworkPacket } from '../message/message.ts';
import { isIkeMessage } from '../message/message.ts';
import { hashText } from '../random.ts';
import { hashPayloads } from './hash-payloads.ts';
import type { LossCause, TraceRecord } from './trace-record.ts';

/**
 * What is kept: nothing but the hash; the last `ring` records; all of them. Messages are kept by reference and
 * rendered when somebody reads.
 */
export type TraceMode = 'hash' | 'ring' | 'all' | 'off';

const CODE = { sent: 1, received: 2, lost: 3, ikeState: 4, childState: 5, note: 6 } as const;

/**
 * A record of every message and state change. Its hash covers all of them, kept or not: equal hashes mean equal
 * runs, on every platform.
 */
export class Trace {
  readonly mode: TraceMode;
  readonly ringCapacity: number;
  /** Records since the beginning, kept or not. */
  count = 0;
  private high = 0x243f6a88 | 0;
  private low = 0x85a308d3 | 0;
  private readonly records: TraceRecord[] = [];

  constructor(mode: TraceMode, ringCapacity = 65_536) {
    this.mode = mode;
    this.ringCapacity = ringCapacity;
  }

  /** 16 hexadecimal digits. */
  hash(): string {
    return hex(this.high) + hex(this.low);
  }
  /** What is kept, oldest first. */
  kept(): readonly TraceRecord[] {
    if (this.mode !== 'ring' || this.records.length < this.ringCapacity) return this.records;
    const start = this.count % this.ringCapacity;
    return [...this.records.slice(start), ...this.records.slice(0, start)];
  }

  sent(
    time: number,
    gateway: number,
    { path, localPort, remotePort }: Ends,
    content: Message | NetworkPacket,
    retransmission: boolean,
  ): void {
    if (this.mode === 'off') return;
    this.begin(CODE.sent, time, gateway);
    this.text(path.remote);
    this.content(content);
    if (this.mode !== 'hash') {
      this.keep({
        kind: 'sent',
        time,
        gateway,
        retransmission,
        source: path.local,
        sourcePort: localPort,
        destination: path.remote,
        destinationPort: remotePort,
        content,
      });
    }
    this.count++;
  }
  received(time: number, gateway: number, content: Message | NetworkPacket): void {
    if (this.mode === 'off') return;
    this.begin(CODE.received, time, gateway);
    if (this.mode !== 'hash') this.keep({ kind: 'received', time, gateway, content });
    this.count++;
  }
  lost(time: number, gateway: number, cause: LossCause, content: Message | NetworkPacket): void {
    if (this.mode === 'off') return;
    this.begin(CODE.lost, time, gateway);
    this.text(cause);
    if (this.mode !== 'hash') this.keep({ kind: 'lost', time, gateway, cause, content });
    this.count++;
  }
  ikeSaState(time: number, gateway: number, sa: number, state: IkeSaState): void {
    if (this.mode === 'off') return;
    this.begin(CODE.ikeState, time, gateway);
    this.add(sa);
    this.text(state);
    if (this.mode !== 'hash') this.keep({ kind: 'ike-sa-state', time, gateway, sa, state });
    this.count++;
  }
  childSaState(time: number, gateway: number, sa: number, state: ChildSaState): void {
    if (this.mode === 'off') return;
    this.begin(CODE.childState, time, gateway);
    this.add(sa);
    this.text(state);
    if (this.mode !== 'hash') this.keep({ kind: 'child-sa-state', time, gateway, sa, state });
    this.count++;
  }
  note(time: number, gateway: number, text: string): void {
    if (this.mode === 'off') return;
    this.begin(CODE.note, time, gateway);
    this.add(hashText(text));
    if (this.mode !== 'hash') this.keep({ kind: 'note', time, gateway, text });
    this.count++;
  }

  /** Folds an integer into the hash: two words that stir each other. */
  add(value: number): void {
    this.high = Math.imul(this.high ^ value, 0x01000193);
    this.low = (Math.imul(this.low, 31) + (this.high ^ (this.high >>> 15))) | 0;
  }
  private begin(code: number, time: number, gateway: number): void {
    this.add(code);
    this.add(time % 0x80000000);
    this.add(gateway);
  }
  /** Short words and addresses. */
  private text(text: string): void {
    for (let index = 0; index < text.length; index++) {
      this.high = Math.imul(this.high ^ text.charCodeAt(index), 0x01000193);
    }
    this.add(text.length);
  }
  private content(content: Message | NetworkPacket): void {
    if (!isIkeMessage(content)) {
      this.text(content.kind);
      if ('spi' in content) {
        this.add(content.spi);
        this.add(content.sequenceNumber);
      }
      if ('inner' in content) this.add(content.inner.octets);
      return;
    }
    this.add(content.exchange);
    this.add(content.initiatorSpiLow);
    this.add(content.initiatorSpiHigh);
    this.add(content.responderSpiLow);
    this.add(content.responderSpiHigh);
    this.add(content.messageId);
    this.add((content.fromInitiator ? 1 : 0) + (content.isResponse ? 2 : 0));
    this.add(content.protection);
    this.add(hashPayloads(content));
  }
  private keep(record: TraceRecord): void {
    if (this.mode === 'ring' && this.records.length >= this.ringCapacity) {
      this.records[this.count % this.ringCapacity] = record;
    } else this.records.push(record);
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
