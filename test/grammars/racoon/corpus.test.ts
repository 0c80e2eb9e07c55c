import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../grammars/racoon/read.ts';
import { isUnderstood } from '../../../grammars/racoon/statement.ts';

/** Real files from the field: read where they are, never copied. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus/racoon');
const isThere = existsSync(CORPUS);
const files = isThere ? readdirSync(CORPUS).toSorted() : ['none'];

describe(`the files of racoon${isThere ? '' : ' (skipped: ../shared/corpus is not here)'}`, () => {
  it.skipIf(!isThere).each(files)('%s: statements and what is between them are the text', (file) => {
    const text = readFileSync(join(CORPUS, file), 'utf8');
    for (const syntax of ['lenient', 'strict'] as const) {
      const statements = readFile(text, file, syntax);
      let at = 0;
      for (const { start, end } of statements) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        // Only blanks, comments and closing braces stand between statements.
        expect(
          text
            .slice(at, start)
            .replaceAll(/#[^\n]*/g, '')
            .replaceAll(/["']\s*\|[^\n]*|\s*echo[^\n"']*["']/g, '')
            .trim(),
        ).toMatch(/^[}\s]*$/);
        at = end;
      }
    }
  });

  it.skipIf(!isThere).each([
    ['racoon-001.racoon.conf', 18],
    ['racoon-003.racoon.conf', 22],
    ['racoon-013.setkey.conf', 4],
    ['racoon-022.psk.txt', 5],
  ])('%s has %i statements, each understood', (file, count) => {
    const statements = readFile(readFileSync(join(CORPUS, file), 'utf8'), file, 'strict');
    expect(statements).toHaveLength(count);
    expect(statements.filter(({ understood }) => !isUnderstood(understood))).toEqual([]);
  });
});
