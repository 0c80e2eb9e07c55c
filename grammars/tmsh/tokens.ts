import { createToken, Lexer } from 'chevrotain';

/**
 * tmsh reference 1.5 and 1.12. A line break takes a comment line that follows it along, unless its braces do not
 * pair: inside an iRule they count, comment or not.
 */
export const LineBreak = createToken({
  name: 'LineBreak',
  pattern: /\r?\n(?:[ \t]*#(?:[^\r\n{}]|\{[^\r\n{}]*\})*(?=\r?\n))?/,
  line_breaks: true,
});
export const Blank = createToken({ name: 'Blank', pattern: /(?:[ \t]|\r(?!\n))+/, group: Lexer.SKIPPED });
export const LeftBrace = createToken({ name: 'LeftBrace', pattern: '{' });
export const RightBrace = createToken({ name: 'RightBrace', pattern: '}' });
export const Word = createToken({ name: 'Word', pattern: Lexer.NA });
/** Closes on its line, or spans lines without a brace (certificates); any other quote is an ordinary character. */
export const Quoted = createToken({
  name: 'Quoted',
  pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"|"(?:[^"\\{}]|\\[^])*"/,
  line_breaks: true,
  categories: Word,
});
/** `{{ … }}` is a placeholder or a template's expression: part of a word, blanks and all. */
export const Bare = createToken({
  name: 'Bare',
  pattern:
    /(?:\{\{[^{}\r\n]*\}\}|\\[^\r\n]|[^ \t\r\n{}"\\])(?:\{\{[^{}\r\n]*\}\}|\\[^\r\n]|[^ \t\r\n{}\\])*|["\\]/,
  categories: Word,
});

export const TOKENS = [LineBreak, Blank, Quoted, Bare, LeftBrace, RightBrace, Word];
