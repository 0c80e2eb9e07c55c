import { createToken, EmbeddedActionsParser, type IToken } from 'chevrotain';
import { LexerOnDemand } from '../notation/lexer-on-demand.ts';
import { KEYS } from './table.ts';
import type { RacoonStatement, Understood } from './statement.ts';

/** psk.txt (racoon reference 4.1): the identity in the first column, blanks, and the key to the end of the line. */
const LineBreak = createToken({ name: 'LineBreak', pattern: '\n', line_breaks: true, pop_mode: true });
const EmptyLine = createToken({ name: 'EmptyLine', pattern: '\n', line_breaks: true });
const Comment = createToken({ name: 'Comment', pattern: /#[^\n]*/ });
const Identity = createToken({ name: 'Identity', pattern: /[^\s#][^\s]*/, push_mode: 'key' });
/** A line that begins with a blank has no identity: no peer is called so. */
const Indented = createToken({ name: 'Indented', pattern: /[^\S\n][^\n]*/ });
const Blank = createToken({ name: 'Blank', pattern: /[^\S\n]+/ });
const Key = createToken({ name: 'Key', pattern: /[^\s][^\n]*/ });
const MODES = {
  modes: { line: [EmptyLine, Comment, Indented, Identity], key: [LineBreak, Blank, Key] },
  defaultMode: 'line',
};
const TOKENS = [EmptyLine, Comment, Indented, Identity, LineBreak, Blank, Key];

interface Line {
  readonly identity: IToken;
  readonly key: IToken | undefined;
}

class KeyParser extends EmbeddedActionsParser {
  constructor(validate: boolean) {
    super(TOKENS, { skipValidations: !validate, maxLookahead: 1, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  /** `( line | comment | empty )*`; an indented line is a line without an identity. */
  readonly file = this.RULE('file', (): readonly Line[] => {
    const lines: Line[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => lines.push(this.SUBRULE(this.line)) },
        { ALT: () => this.CONSUME(Comment) },
        { ALT: () => this.CONSUME(EmptyLine) },
        {
          ALT: () => {
            const identity = this.CONSUME(Indented);
            if (identity.image.trim() !== '') lines.push({ identity, key: undefined });
          },
        },
      ]);
    });
    return lines;
  });

  /** `IDENTITY [ blanks [ KEY ] ] "\n"` */
  private readonly line = this.RULE('line', (): Line => {
    const identity = this.CONSUME(Identity);
    this.OPTION(() => this.CONSUME(Blank));
    const key = this.OPTION1(() => this.CONSUME(Key));
    this.OPTION2(() => this.CONSUME(LineBreak));
    return { identity, key };
  });
}

const LEXER = new LexerOnDemand(MODES);
let parser: KeyParser | undefined;

/** Reads a psk.txt that stands at an offset of its file. Every text is one. */
export function readKeys(
  text: string,
  base: number,
  options: { readonly validate?: boolean } = {},
): readonly RacoonStatement[] {
  const built = options.validate === true ? new KeyParser(true) : (parser ??= new KeyParser(false));
  built.input = LEXER.tokenize(text, options.validate).tokens;
  return built.file().map(({ identity, key }): RacoonStatement => {
    const last = key ?? identity;
    return {
      start: base + identity.startOffset,
      end: base + last.startOffset + last.image.length,
      view: KEYS,
      understood: understand(identity.image, key?.image),
    };
  });
}

/** A carriage return before the line break is part of the key to the daemon; people mean none. */
function understand(identity: string, key: string | undefined): Understood {
  if (/^\s/.test(identity)) return { kind: 'no-key', identity: '' };
  if (key === undefined) return { kind: 'no-key', identity };
  return { kind: 'key', values: { identity, key: key.replace(/\r$/, '') } };
}
