import { createToken, Lexer } from 'chevrotain';

/**
 * racoon.conf (racoon reference 3.1). The daemon's lexer has another set of keywords in each block; here a word is
 * a word, and the schema tells what it is.
 */
export const Blank = createToken({
  name: 'Blank',
  pattern: /[ \t\r\n]+/,
  line_breaks: true,
  group: Lexer.SKIPPED,
});
export const Comment = createToken({ name: 'Comment', pattern: /#[^\n]*/, group: Lexer.SKIPPED });
export const LeftBrace = createToken({ name: 'LeftBrace', pattern: '{' });
export const RightBrace = createToken({ name: 'RightBrace', pattern: '}' });
/** Braces deeper than any statement has, with all that stands in them. */
export const DeepBlock = createToken({ name: 'DeepBlock', pattern: Lexer.NA });
export const Semicolon = createToken({ name: 'Semicolon', pattern: ';' });
/** What stands in a statement. */
export const Element = createToken({ name: 'Element', pattern: Lexer.NA });
/** A quoted text: no escapes; it may span lines. */
export const Text = createToken({ name: 'Text', pattern: /"[^"]*"/, line_breaks: true, categories: Element });
export const Comma = createToken({ name: 'Comma', pattern: ',', categories: Element });
/** `[500]`, `[any]` */
export const Port = createToken({ name: 'Port', pattern: /\[[^[\]\s;{}]*\]/, categories: Element });
/** `/24`, without a blank behind the slash. */
export const PrefixLength = createToken({ name: 'PrefixLength', pattern: /\/\d{1,3}/, categories: Element });
/** `{{ … }}` is a placeholder: part of a word. */
export const Word = createToken({
  name: 'Word',
  pattern: /(?:\{\{[^{}\r\n]*\}\}|[^\s"{};,#[\]/()=])+/,
  categories: Element,
});
/** Any character that begins no token: an equals sign, parentheses, a quote that never ends. */
export const Stray = createToken({ name: 'Stray', pattern: /[^\s{};]/, categories: Element });

export const TOKENS = [
  Blank,
  Comment,
  Text,
  Word,
  LeftBrace,
  RightBrace,
  DeepBlock,
  Semicolon,
  Comma,
  Port,
  PrefixLength,
  Stray,
  Element,
];
