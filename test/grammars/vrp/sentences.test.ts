import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walk } from '../../../grammars/notation/walker.ts';
import { language } from '../../../grammars/vrp/understand.ts';
import { sentenceOf } from '../notation/sentences.ts';
import { LINES, understand } from './typed.ts';

const RUNS = { seed: 2026, numRuns: 25 };

describe('sentences of every line: both recognisers agree, and the reprint is equal', () => {
  it.each(LINES)('%s', (_name, line, profile) => {
    fc.assert(
      fc.property(sentenceOf(line.syntax), (words) => {
        const sentence = words.join(' ');
        const understood = understand(sentence, line.row.view, profile);
        expect(understood?.kind === 'line' ? understood.line.row.slot : understood).toBe(line.row.slot);
        if (understood?.kind !== 'line') return;
        expect(understood.canonical).toBeUndefined();
        expect(language.print(understood.line, understood.values)).toBe(sentence);
        const typed = words.map((image, index) => ({ image, start: index }));
        const walked = walk(language.linesOf(line.row.view, profile), typed);
        const lines = walked.kind === 'lines' ? walked.lines.map((found) => found.line) : walked;
        expect(lines).toContain(understood.line);
      }),
      RUNS,
    );
  });
});

describe('sentences in capitals are read as what they are', () => {
  const lines = LINES.filter(([, line]) => line.row.view === 'ike-proposal');
  it.each(lines)('%s', (_name, line, profile) => {
    fc.assert(
      fc.property(sentenceOf(line.syntax), (words) => {
        const understood = understand(words.join(' ').toUpperCase(), line.row.view, profile);
        expect(understood?.kind === 'line' ? understood.canonical : understood).toBe(words.join(' '));
      }),
      RUNS,
    );
  });
});
