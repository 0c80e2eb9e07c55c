import { createToken, Lexer } from 'chevrotain';

/** setkey (racoon reference 4.3). Behind `-P` the text up to `;` is a policy, with tokens of its own. */
export const Blank = createToken({
  name: 'Blank',
  pattern: /[ \t\r\n]+/,
  line_breaks: true,
  group: Lexer.SKIPPED,
});
export const Comment = createToken({ name: 'Comment', pattern: /#[^\n]*/, group: Lexer.SKIPPED });
export const Semicolon = createToken({ name: 'Semicolon', pattern: ';' });
export const EndOfPolicy = createToken({
  name: 'EndOfPolicy',
  pattern: ';',
  pop_mode: true,
  categories: Semicolon,
});
export const Text = createToken({ name: 'Text', pattern: /"[^"]*"/, line_breaks: true });
export const PolicyOption = createToken({
  name: 'PolicyOption',
  pattern: /-P(?![A-Za-z0-9])/,
  push_mode: 'policy',
});
/** How the addresses are to be read: `-4`, `-6`, `-n`. */
export const AddressOption = createToken({ name: 'AddressOption', pattern: /-[46n]+(?![A-Za-z0-9])/ });
export const Option = createToken({ name: 'Option', pattern: /-[A-Za-z0-9]+/ });
export const Port = createToken({ name: 'Port', pattern: /\[[^[\]\s;]*\]/ });
export const PrefixLength = createToken({ name: 'PrefixLength', pattern: /\/\d+/ });
/** `{{ … }}` is a placeholder. */
export const Word = createToken({
  name: 'Word',
  pattern: /(?:\{\{[^{}\r\n]*\}\}|[A-Za-z0-9:])(?:\{\{[^{}\r\n]*\}\}|[A-Za-z0-9:%.,_-])*/,
});
/** The words of commands; which one a word is comes from a table (`style.md` 3). */
export const SaCommand = createToken({ name: 'SaCommand', pattern: Lexer.NA, categories: Word });
export const DeleteAll = createToken({ name: 'DeleteAll', pattern: Lexer.NA, categories: Word });
export const SpdCommand = createToken({ name: 'SpdCommand', pattern: Lexer.NA, categories: Word });
export const TableCommand = createToken({ name: 'TableCommand', pattern: Lexer.NA, categories: Word });
export const BareCommand = createToken({ name: 'BareCommand', pattern: Lexer.NA, categories: Word });
export const Protocol = createToken({ name: 'Protocol', pattern: Lexer.NA, categories: Word });
export const Tagged = createToken({ name: 'Tagged', pattern: Lexer.NA, categories: Word });
export const Stray = createToken({ name: 'Stray', pattern: /[^\s;]/ });

/** Tokens of a policy. */
export const Slash = createToken({ name: 'Slash', pattern: '/' });
export const Hyphen = createToken({ name: 'Hyphen', pattern: '-' });
export const Plus = createToken({ name: 'Plus', pattern: '+' });
export const Name = createToken({ name: 'Name', pattern: /(?:\{\{[^{}\r\n]*\}\}|[A-Za-z0-9:.%_])+/ });
export const Direction = createToken({ name: 'Direction', pattern: Lexer.NA, categories: Name });
export const Priority = createToken({ name: 'Priority', pattern: Lexer.NA, categories: Name });
export const Action = createToken({ name: 'Action', pattern: Lexer.NA, categories: Name });
export const RequestProtocol = createToken({ name: 'RequestProtocol', pattern: Lexer.NA, categories: Name });

const KEYWORDS = [SaCommand, DeleteAll, SpdCommand, TableCommand, BareCommand, Protocol, Tagged];
const POLICY_KEYWORDS = [Direction, Priority, Action, RequestProtocol];
export const MODES = {
  modes: {
    command: [
      Blank,
      Comment,
      Text,
      PolicyOption,
      AddressOption,
      Option,
      Semicolon,
      Port,
      PrefixLength,
      Word,
      ...KEYWORDS,
      Stray,
    ],
    policy: [Blank, EndOfPolicy, Slash, Hyphen, Plus, Port, Name, ...POLICY_KEYWORDS, Stray],
  },
  defaultMode: 'command',
};
export const TOKENS = [...MODES.modes.command, EndOfPolicy, Slash, Hyphen, Plus, Name, ...POLICY_KEYWORDS];
