import { describe, expect, it } from 'vitest';
import { parseNotation } from '../../../grammars/notation/parse-notation.ts';
import { next, walk } from '../../../grammars/notation/walker.ts';

const LINES = [
  'reset ike sa { all | conn-id <id:1..4294967295> | remote <peer:ipv4> }',
  'reset ike statistics',
  'reset ipsec sa [ remote <peer:ipv4> ]',
  'remote-address <peer:ipv4>',
  'dpd type <type:on-demand|periodic>',
].map((line) => ({ line, syntax: parseNotation(line) }));

function typed(sentence: string): readonly { image: string; start: number }[] {
  return sentence === '' ? [] : sentence.split(' ').map((image, index) => ({ image, start: index }));
}

/** `reference/vrp.md` 1.5: abbreviation, letter case, and the five errors with the word at fault. */
describe('what is typed', () => {
  const read: readonly (readonly [sentence: string, full: string])[] = [
    ['reset ike sa all', 'reset ike sa all'],
    ['RESET IKE SA ALL', 'reset ike sa all'],
    ['res ik sa a', 'reset ike sa all'],
    ['reset ike sa c 5', 'reset ike sa conn-id 5'],
    ['reset ike st', 'reset ike statistics'],
    ['dpd type per', 'dpd type periodic'],
    ['remote-a 203.0.113.1', 'remote-address 203.0.113.1'],
  ];
  it.each(read)('%s: %s', (sentence, full) => {
    const walked = walk(LINES, typed(sentence));
    expect(walked.kind === 'lines' ? walked.lines.map(({ words }) => words.join(' ')) : walked).toEqual([
      full,
    ]);
  });

  const refused: readonly (readonly [sentence: string, kind: string, word: number])[] = [
    ['restart', 'unrecognized', 0],
    ['reset ike now', 'unrecognized', 2],
    ['reset i', 'ambiguous', 1],
    ['r', 'ambiguous', 0],
    ['reset ike', 'incomplete', 2],
    ['reset ike sa conn-id', 'incomplete', 4],
    ['reset ike statistics all', 'too-many', 3],
    ['reset ipsec sa remote 300.1.1.1', 'wrong-parameter', 4],
    ['dpd type always', 'wrong-parameter', 2],
    ['reset ike sa conn-id 0', 'wrong-parameter', 4],
  ];
  it.each(refused)('%s: %s at word %i', (sentence, kind, word) => {
    const walked = walk(LINES, typed(sentence));
    expect(walked.kind === 'lines' ? walked : [walked.kind, walked.word]).toEqual([kind, word]);
  });

  it('names a parameter by the keyword before it', () => {
    const walked = walk(LINES, typed('reset ike sa conn-id 0'));
    expect(walked.kind === 'lines' ? undefined : walked.parameter?.label).toBe('conn-id');
  });
});

describe('what may follow (?)', () => {
  const rows: readonly (readonly [sentence: string, expected: readonly string[]])[] = [
    ['', ['reset', 'remote-address', 'dpd']],
    ['reset ike', ['sa', 'statistics']],
    ['reset ike sa', ['all', 'conn-id', 'remote']],
    ['reset ike sa conn-id', ['<id>']],
    ['reset ipsec sa', ['remote', '<cr>']],
  ];
  it.each(rows)('%s ?', (sentence, expected) => {
    const found = next(LINES, typed(sentence));
    const shown = found.kind === 'next' ? found.expected : [];
    const words = shown.map((item) => {
      if (item.kind === 'keyword') return item.word;
      return item.kind === 'end' ? '<cr>' : `<${item.name}>`;
    });
    expect(words.toSorted()).toEqual([...expected].toSorted());
  });
});
