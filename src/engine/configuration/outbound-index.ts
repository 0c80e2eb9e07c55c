import type { SpdEntry } from '../gateway/records.ts';
import type { TrafficPacket } from '../message/message.ts';
import type { AddressKey } from '../message/payloads.ts';
import { addressKey } from '../negotiation/address-keys.ts';
import { matchesOutbound } from '../negotiation/traffic-selectors.ts';

/**
 * The rows of an SPD that outbound packets are compared with, by the digits that all addresses of a row's remote range begin
 * with: a packet is compared with the rows of the beginnings of its destination alone.
 */
export class OutboundIndex {
  private readonly byPrefix = new Map<string, SpdEntry[]>();

  constructor(entries: readonly SpdEntry[]) {
    for (const entry of entries) if (entry.direction !== 'in') this.add(entry);
  }

  /** The first row in evaluation order that a packet belongs to. */
  find(packet: TrafficPacket): SpdEntry | undefined {
    const key = addressKey(packet.destination);
    if (key === undefined) return undefined;
    let best: SpdEntry | undefined;
    for (let length = 0; length <= key.length; length++) {
      const rows = this.byPrefix.get(key.slice(0, length)) ?? [];
      const found = rows.find((entry) => matchesOutbound(entry, packet));
      if (found !== undefined && (best === undefined || found.index < best.index)) best = found;
    }
    return best;
  }

  private add(entry: SpdEntry): void {
    for (const prefix of new Set(entry.remote.map(({ first, last }) => commonStart(first, last)))) {
      const others = this.byPrefix.get(prefix);
      if (others === undefined) this.byPrefix.set(prefix, [entry]);
      else others.push(entry);
    }
  }
}

function commonStart(first: AddressKey, last: AddressKey): string {
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  return first.slice(0, length);
}
