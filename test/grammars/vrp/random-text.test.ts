import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDocument } from '../../../grammars/vrp/document.ts';
import { PROFILES } from '../../../grammars/vrp/profiles.ts';

const PAGER = '  ---- More ----';
const ERASER = '\u001B[42D     \u001B[42D';
/** Pieces of configurations, of captures, and of neither. */
const PIECES = [
  'ike peer x',
  'ike proposal 1',
  'ipsec policy m 1 isakmp',
  'security acl 3000',
  'acl 3000',
  'rule 5 permit ip',
  'int g 0/0/1',
  'undo',
  'pre-shared-key',
  'cipher',
  'aes 256',
  '"',
  '//',
  '#',
  '!',
  'aaa',
  'quit',
  'return',
  'dis cu',
  'display ike sa',
  '<R1>',
  '[R1-x]',
  '[',
  PAGER,
  `${PAGER}${ERASER}`,
  '2025-05-07 15:10:12.750',
  'Error: Wrong',
  '^',
  'a\0b',
  '\n\0',
  '\uDC80',
  'é',
  '0',
  ' ',
  '  ',
  '\t',
  '\r',
  '\n',
  '\n',
  '\n',
  '\r\n',
] as const;

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));

const PROMPT = /^[ \t]*(?:<[^\s<>]+>|\[[^\s[\]]+\])/;
/** What no statement says: blanks, prompts, pager marks, time stamps, remarks, headers, padding, `return`. */
function isTrivia(line: string): boolean {
  return line
    .replaceAll(`${PAGER}${ERASER}`, PAGER)
    .split(PAGER)
    .every((part) => {
      const words = part.replace(PROMPT, '').trim();
      return words === '' || /^(?:[#!]|\0+(?:\s|$)|return$|[\d-]{10} [\d:.]+$)/i.test(words);
    });
}

it('whatever stands in a file, each line is a statement or trivia, and none is read twice', () => {
  fc.assert(
    fc.property(text, fc.constantFrom(...PROFILES), fc.boolean(), (file, profile, isStrict) => {
      const statements = readDocument(file, profile, isStrict ? 'strict' : 'lenient');
      let at = 0;
      let between = '';
      for (const { start, end } of statements) {
        expect([start >= at, end > start, file.slice(start, end).trim()]).toEqual([
          true,
          true,
          file.slice(start, end),
        ]);
        between += `${file.slice(at, start)}\n`;
        at = end;
      }
      between += file.slice(at);
      expect(between.split('\n').filter((line) => !isTrivia(line))).toEqual([]);
    }),
    { seed: 2026, numRuns: 500 },
  );
});
