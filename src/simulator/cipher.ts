import type { Cipher } from '../dialects/dialect-terminal.ts';

/** A sealed text is at least so long, so that its length tells little. */
const LEAST = 30;
const CHECKSUM_BYTES = 4;

/**
 * Keys of a lab as bytes that look like a device's cipher text. It hides nothing from somebody who has the lab: it is
 * there so that outputs look as they do on a device, and that they can be read back.
 */
export function labCipher(seed: number): Cipher {
  return {
    seal(text) {
      const clear = new TextEncoder().encode(text);
      const length = Math.max(LEAST, CHECKSUM_BYTES + 2 + clear.length);
      const bytes = new Uint8Array(length);
      bytes.set([clear.length & 0xff, clear.length >>> 8], CHECKSUM_BYTES);
      bytes.set(clear, CHECKSUM_BYTES + 2);
      new DataView(bytes.buffer).setUint32(0, checksum(bytes.subarray(CHECKSUM_BYTES)));
      return mix(bytes, seed);
    },
    unseal(sealed) {
      if (sealed.length < LEAST) return undefined;
      const bytes = mix(sealed, seed);
      const wanted = new DataView(bytes.buffer).getUint32(0);
      if (wanted !== checksum(bytes.subarray(CHECKSUM_BYTES))) return undefined;
      const length = (bytes[CHECKSUM_BYTES] ?? 0) | ((bytes[CHECKSUM_BYTES + 1] ?? 0) << 8);
      return new TextDecoder().decode(bytes.subarray(CHECKSUM_BYTES + 2, CHECKSUM_BYTES + 2 + length));
    },
  };
}

/** FNV-1a. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** A stream of the lab over the bytes: the same again gives them back. */
function mix(bytes: Uint8Array, seed: number): Uint8Array<ArrayBuffer> {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1) >>> 0;
  return Uint8Array.from(bytes, (byte) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return byte ^ (state >>> 11);
  });
}
