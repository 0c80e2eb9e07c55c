import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../src/text/encoding.ts';

describe('bytes as text and back', () => {
  const rows: readonly (readonly [string, readonly number[], string, number])[] = [
    ['ASCII', [0x61, 0x62], 'ab', 0],
    ['UTF-8', [0xc3, 0xa9], 'é', 0],
    ['a byte of Latin-1', [0x61, 0xe9, 0x62], 'a\uDCE9b', 1],
    ['a cut sequence', [0xe2, 0x82], '\uDCE2\uDC82', 2],
    ['an overlong form', [0xc0, 0xaf], '\uDCC0\uDCAF', 2],
    ['four bytes', [0xf0, 0x9f, 0x94, 0x91], '🔑', 0],
  ];
  it.each(rows)('%s', (_what, bytes, text, undecodable) => {
    expect(decode(Uint8Array.from(bytes))).toEqual({ text, mark: false, undecodable });
    expect([...encode(text)]).toEqual([...bytes]);
  });

  it('keeps a byte order mark apart', () => {
    expect(decode(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61]))).toEqual({
      text: 'a',
      mark: true,
      undecodable: 0,
    });
    expect([...encode('a', true)]).toEqual([0xef, 0xbb, 0xbf, 0x61]);
  });

  it('loses no byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const { text, mark } = decode(bytes);
        expect([...encode(text, mark)]).toEqual([...bytes]);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
