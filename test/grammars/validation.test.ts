import { describe, expect, it } from 'vitest';
import { keywordsOf } from '../../grammars/notation/candidates.ts';
import { parseNotation } from '../../grammars/notation/parse-notation.ts';
import { Recogniser } from '../../grammars/notation/recogniser.ts';
import { stepsOf } from '../../grammars/notation/trie.ts';
import { Vocabulary } from '../../grammars/notation/vocabulary.ts';
import { parseBlocks as parseRacoon } from '../../grammars/racoon/blocks.ts';
import { readKeys } from '../../grammars/racoon/psk.ts';
import { parseCommands } from '../../grammars/racoon/setkey/parser.ts';
import { parseBlocks } from '../../grammars/tmsh/blocks.ts';
import { racoonctlLanguage } from '../../grammars/racoonctl/table.ts';
import { operationLanguage as tmshOperations } from '../../grammars/tmsh/operations/table.ts';
import { operationTable } from '../../grammars/vrp/operations/table.ts';
import { table } from '../../grammars/vrp/table.ts';

/** The shipped parsers skip these checks: they cost more than reading a file. */
describe('every grammar passes the validations of Chevrotain', () => {
  it('the notation', () => {
    expect(parseNotation('dh <group:group1|group2>', { validate: true })).toHaveLength(2);
  });
  it.each([
    ['of VRP', table],
    ['of VRP that are operations', operationTable],
    ['of tmsh that are operations', tmshOperations.table],
    ['of racoonctl', racoonctlLanguage.table],
  ])('the command lines %s', (_name, { lines: all }) => {
    const vocabulary = new Vocabulary(new Set(all.flatMap(({ syntax }) => keywordsOf(syntax))));
    const lines = all.map((line) => ({ line, steps: stepsOf(line.syntax) }));
    expect(() => new Recogniser(vocabulary, lines, { validate: true })).not.toThrow();
  });
  it('the blocks of tmsh', () => {
    expect(parseBlocks('net self a { address 10.0.0.1/24 }', 0, { validate: true })).toHaveLength(1);
  });
  it('the blocks of racoon.conf', () => {
    expect(parseRacoon('remote anonymous { passive on; }\n', { validate: true })).toHaveLength(1);
  });
  it('the lines of psk.txt', () => {
    expect(readKeys('192.0.2.1 key\n', 0, { validate: true })).toHaveLength(1);
  });
  it('the commands of setkey', () => {
    expect(parseCommands('flush; spdflush;', { validate: true })).toHaveLength(2);
  });
});
