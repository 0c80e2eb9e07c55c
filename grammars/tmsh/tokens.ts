import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import { foldDeep } from '../notation/deep-braces.ts';
import { LexerOnDemand } from '../notation/lexer-on-demand.ts';

/** What ends a command outside braces: a line break or `;`. */
export const Separator = createToken({ name: 'Separator', pattern: Lexer.NA });
/** Outside braces a comment goes to the end of its line, whatever stands in it. */
const CommandBreak = createToken({
  name: 'CommandBreak',
  pattern: /\r?\n(?:[ \t]*#[^\r\n]*)?/,
  line_breaks: true,
  categories: Separator,
});
const Semicolon = createToken({ name: 'Semicolon', pattern: ';', categories: Separator });
/**
 * Inside braces a line break takes a comment line along unless its braces do not pair: in an iRule they count,
 * comment or not (tmsh reference 1.5 and 1.12).
 */
export const LineBreak = createToken({
  name: 'LineBreak',
  pattern: /\r?\n(?:[ \t]*#(?:[^\r\n{}]|\{[^\r\n{}]*\})*(?=\r?\n))?/,
  line_breaks: true,
});
/** A backslash at the end of a line continues it. */
const Blank = createToken({
  name: 'Blank',
  pattern: /(?:[ \t]|\r(?!\n)|\\\r?\n)+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
export const LeftBrace = createToken({ name: 'LeftBrace', pattern: '{', push_mode: 'inside' });
export const RightBrace = createToken({ name: 'RightBrace', pattern: '}', pop_mode: true });
/** Braces deeper than any property has, with all that stands in them. */
export const DeepBlock = createToken({ name: 'DeepBlock', pattern: Lexer.NA });
/** A closing brace that closes nothing. */
export const StrayBrace = createToken({ name: 'StrayBrace', pattern: '}' });
export const Word = createToken({ name: 'Word', pattern: Lexer.NA });
/** Closes on its line, or spans lines without a brace (certificates); any other quote is an ordinary character. */
const Quoted = createToken({
  name: 'Quoted',
  pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"|"(?:[^"\\{}]|\\[^])*"/,
  line_breaks: true,
  categories: Word,
});
/** A word as a shell quotes it. */
const SingleQuoted = createToken({ name: 'SingleQuoted', pattern: /'[^'\r\n{}]*'/, categories: Word });
/** `tmsh -c '…'`: the words in quotes are commands. */
export const Script = createToken({
  name: 'Script',
  pattern: /-c[ \t]+(?:'[^']*'|"(?:[^"\\]|\\[^])*")/,
  line_breaks: true,
  categories: Word,
});
/** What a terminal shows before what is typed: that of tmsh, or that of the shell it runs in. */
const Prompt = createToken({
  name: 'Prompt',
  pattern:
    /[\w.@-]*(?:\([^()\r\n]*\))*\(tmos[\w.-]*\)[#>](?=[ \t\r\n])|\[[\w.-]+@[^\]\r\n]*\] [^\s#$]+ [#$](?=[ \t\r\n])/,
  categories: Word,
});
/** A line of a template: `{% for peer in peers %}`. */
const TemplateLine = createToken({
  name: 'TemplateLine',
  pattern: /\{%[^\r\n]*?%\}/,
  categories: Word,
});
/** What a person, a template or a shell fills in is part of a word, blanks and braces and all: `{{ x }}`, `${X}`, `$(x y)`, `<x y>`. */
const Bare = createToken({
  name: 'Bare',
  pattern:
    /(?:\{\{[^{}\r\n]*\}\}|\$\{[^{}\r\n]*\}|\$\([^()\r\n{}]*\)|<\w[\w .:-]*>|\\[^\r\n]|[^ \t\r\n{}"\\])(?:\{\{[^{}\r\n]*\}\}|\$\{[^{}\r\n]*\}|\$\([^()\r\n{}]*\)|<\w[\w .:-]*>|\\[^\r\n]|[^ \t\r\n{}\\])*|["\\]/,
  categories: Word,
});
/** The same outside braces, where `;` ends a command. */
const CommandWord = createToken({
  name: 'CommandWord',
  pattern:
    /(?:\{\{[^{}\r\n]*\}\}|\$\{[^{}\r\n]*\}|\$\([^()\r\n{}]*\)|<\w[\w .:-]*>|\\[^\r\n]|[^ \t\r\n{}"\\;])(?:\{\{[^{}\r\n]*\}\}|\$\{[^{}\r\n]*\}|\$\([^()\r\n{}]*\)|<\w[\w .:-]*>|\\[^\r\n]|[^ \t\r\n{}\\;])*|["\\]/,
  categories: Word,
});

const OUTSIDE = [
  CommandBreak,
  Blank,
  Semicolon,
  Quoted,
  SingleQuoted,
  Script,
  Prompt,
  TemplateLine,
  CommandWord,
  LeftBrace,
  StrayBrace,
];
const INSIDE = [LineBreak, Blank, Quoted, SingleQuoted, Bare, LeftBrace, RightBrace];

const MODES = {
  modes: { outside: [...OUTSIDE, Separator, Word], inside: [...INSIDE, Separator, Word] },
  defaultMode: 'outside',
};
const LEXER = new LexerOnDemand(MODES);

/** The tokens of a text, whatever stands in it. `validate`: as of `LexerOnDemand`. */
export function tokensOf(text: string, validate = false): IToken[] {
  const { tokens } = LEXER.tokenize(text, validate);
  return foldDeep(tokens, text, { LeftBrace, RightBrace, DeepBlock });
}
export const TOKENS: TokenType[] = [...new Set([...OUTSIDE, ...INSIDE]), Separator, Word];
