/** A file's bytes as text. */
export interface Decoded {
  readonly text: string;
  /** It began with a byte order mark, which is no part of the text. */
  readonly mark: boolean;
  /** Bytes that are no UTF-8. */
  readonly undecodable: number;
}

const MARK = '\uFEFF';
/** Byte 0x80 of no UTF-8 sequence stands in a text as this lone surrogate, 0xFF as the last of its block. */
const FIRST_SURROGATE = 0xdc00;

/** Reads UTF-8; bytes that are none become lone surrogates U+DC80 to U+DCFF, so that nothing is lost. */
export function decode(bytes: Uint8Array): Decoded {
  const text = decodeValid(bytes);
  if (text !== undefined) return withoutMark(text, 0);
  const { parts, undecodable } = decodeLossless(bytes);
  return withoutMark(parts.join(''), undecodable);
}

function withoutMark(text: string, undecodable: number): Decoded {
  const mark = text.startsWith(MARK);
  return { text: mark ? text.slice(1) : text, mark, undecodable };
}

function decodeValid(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeLossless(bytes: Uint8Array): {
  readonly parts: readonly string[];
  readonly undecodable: number;
} {
  const parts: string[] = [];
  let undecodable = 0;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const length = byte < 0x80 ? 1 : sequenceLength(byte);
    const character = length === 0 ? undefined : decodeValid(bytes.subarray(at, at + length));
    if (character !== undefined && at + length <= bytes.length) {
      parts.push(character);
      at += length;
    } else {
      parts.push(String.fromCharCode(FIRST_SURROGATE + byte));
      undecodable += 1;
      at += 1;
    }
  }
  return { parts, undecodable };
}

function sequenceLength(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}

/** The bytes of a text: `decode` run backwards. */
export function encode(text: string, mark = false): Uint8Array {
  const whole = mark ? `${MARK}${text}` : text;
  const parts = whole.split(/([\uDC80-\uDCFF])(?<![\uD800-\uDBFF].)/);
  if (parts.length === 1) return new TextEncoder().encode(whole);
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Buffer.from([part.charCodeAt(0) - FIRST_SURROGATE]) : Buffer.from(part, 'utf8'),
    ),
  );
}
