import type { IkeSaRecord } from '../gateway/records.ts';

/** Nonces and SPIs are compared as if unsigned. */
export function lowerNonce(left: number, right: number): number {
  return left >>> 0 < right >>> 0 ? left : right;
}
export function isLower(left: number, right: number): boolean {
  return left >>> 0 < right >>> 0;
}

/** Order of two IKE SAs by the initiator's SPI. */
export function spiOrder(left: IkeSaRecord, right: IkeSaRecord): number {
  const [a, b] = [initiatorSpi(left), initiatorSpi(right)];
  return a.high - b.high || a.low - b.low;
}
function initiatorSpi(sa: IkeSaRecord): { readonly high: number; readonly low: number } {
  return sa.isInitiator
    ? { high: sa.ownHigh >>> 0, low: sa.ownLow >>> 0 }
    : { high: sa.peerHigh >>> 0, low: sa.peerLow >>> 0 };
}
