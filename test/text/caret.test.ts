import { describe, expect, it } from 'vitest';
import { caretLines } from '../../src/text/caret.ts';

describe('the line with its caret', () => {
  it('points under the part that is meant', () => {
    expect(caretLines(7, ' dh group99', { start: 4, end: 11 }, [])).toEqual([
      ' 7 |  dh group99',
      '   |     ^^^^^^^',
    ]);
  });
  it('masks a secret, and points at the mask where the secret is meant', () => {
    const [line, caret] = caretLines(3, 'key Secret-Word', { start: 4, end: 15 }, [{ start: 4, end: 15 }]);
    expect([line, caret]).toEqual([' 3 | key *****', '   |     ^^^^^']);
  });
  it('moves with a mask before it', () => {
    const [line, caret] = caretLines(3, 'key Secret-Word end', { start: 16, end: 19 }, [
      { start: 4, end: 15 },
    ]);
    expect([line, caret]).toEqual([' 3 | key ***** end', '   |           ^^^']);
  });
  it('shows a part of a very long line', () => {
    const [line = '', caret = ''] = caretLines(1, `${'x'.repeat(500)}BAD`, { start: 500, end: 503 }, []);
    expect(line.length).toBeLessThan(200);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('BAD');
  });
});
