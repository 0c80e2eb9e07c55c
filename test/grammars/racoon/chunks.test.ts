import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../../grammars/racoon/chunks.ts';
import { readConfiguration } from '../../../grammars/racoon/document.ts';
import { parseBlocks, type Statement } from '../../../grammars/racoon/blocks.ts';

const PIECES = [
  'remote 192.0.2.1 {\n\tpassive on;\n}\n',
  'log info;\n',
  'log "}";\n',
  'path certificate "/a;\n/b";\n',
  '# { "\n',
  '"',
  '{\n',
  '}\n',
  '{ a; }\n',
  ';\n',
  'log info\n',
  'sainfo anonymous\n{\n\tlifetime time 1 hour;\n}\n',
];

function places(statements: readonly Statement[], base = 0): readonly (readonly number[])[] {
  return statements.flatMap(({ start, end, block }) => [
    [base + start, base + end],
    ...places(block?.statements ?? [], base),
  ]);
}

describe('a text in chunks', () => {
  it('is the text, and its statements are those of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const chunks = chunksOf(text, 1);
        expect(chunks.map((chunk) => chunk.text).join('')).toBe(text);
        expect(chunks.flatMap((chunk) => places(parseBlocks(chunk.text), chunk.start))).toEqual(
          places(parseBlocks(text)),
        );
      }),
      { seed: 2026, numRuns: 500 },
    );
  });

  it('a large file is cut, and its statements stand where they stood', () => {
    const block = 'remote 192.0.2.1 {\n\tpassive on;\n}\n';
    const text = block.repeat(5000);
    expect(chunksOf(text).length).toBeGreaterThan(1);
    const statements = readConfiguration(text, 7, 'strict');
    expect(statements.map(({ start }) => start)).toEqual(
      Array.from(
        { length: 10_000 },
        (_, index) => 7 + Math.floor(index / 2) * block.length + (index % 2) * 20,
      ),
    );
  });
});
