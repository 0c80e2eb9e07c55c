import { EmbeddedActionsParser, EOF, type IToken, type TokenType } from 'chevrotain';
import { LexerOnDemand } from '../notation/lexer-on-demand.ts';
import { foldDeep } from '../notation/deep-braces.ts';
import {
  Comma,
  DeepBlock,
  Element,
  LeftBrace,
  Port,
  PrefixLength,
  RightBrace,
  Semicolon,
  Stray,
  Text,
  TOKENS,
} from './tokens.ts';

export type PartKind = 'word' | 'text' | 'comma' | 'port' | 'prefix' | 'stray';
/** A word, a quoted text (without its quotes), a port in brackets … Offsets are into the text that was parsed. */
export interface Part {
  readonly kind: PartKind;
  readonly image: string;
  readonly start: number;
  readonly end: number;
  /** It is the first on its line. */
  readonly opensLine: boolean;
}
/** `parts ;` or `parts { … }`. */
export interface Statement {
  readonly parts: readonly Part[];
  /** What ended it; `nothing`: a brace, or the end of the text. */
  readonly ended: 'semicolon' | 'block' | 'nothing';
  readonly block?: Block;
  readonly start: number;
  /** Behind its semicolon, or its opening brace. */
  readonly end: number;
}
export interface Block {
  readonly statements: readonly Statement[];
  /** The opening brace has a partner. */
  readonly closed: boolean;
}

/** The brace grammar of racoon.conf: statements, and statements with statements inside. */
class BlockParser extends EmbeddedActionsParser {
  #line = 0;

  constructor(validate: boolean) {
    super(TOKENS, { skipValidations: !validate, maxLookahead: 1, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  /** `( statement | ";" | "}" )*`: what has no partner is a statement of its own, for a diagnostic. */
  readonly file = this.RULE('file', (): readonly Statement[] => {
    this.ACTION(() => {
      this.#line = 0;
    });
    const statements: Statement[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => statements.push(this.SUBRULE(this.statement)) },
        { ALT: () => statements.push(this.#lone(this.CONSUME(Semicolon))) },
        { ALT: () => statements.push(this.#lone(this.CONSUME(RightBrace))) },
      ]);
    });
    return statements;
  });

  /** `part+ ( ";" | block )`; a block alone is a statement without parts. */
  private readonly statement = this.RULE('statement', (): Statement => {
    const parts: Part[] = [];
    let block: (Block & { readonly start: number }) | undefined;
    let end = 0;
    let ended: Statement['ended'] = 'nothing';
    this.OR([
      {
        ALT: () => {
          this.AT_LEAST_ONE(() => parts.push(this.#part(this.CONSUME(Element))));
          this.OR1([
            {
              ALT: () => {
                end = this.#endOf(this.CONSUME(Semicolon));
                ended = 'semicolon';
              },
            },
            {
              ALT: () => {
                block = this.SUBRULE(this.block);
                ended = 'block';
              },
            },
            { GATE: () => this.#isAtEnd(), ALT: () => undefined },
          ]);
        },
      },
      {
        ALT: () => {
          block = this.SUBRULE1(this.block);
          ended = 'block';
        },
      },
    ]);
    const opened = block?.start;
    return {
      parts,
      ended,
      ...(block === undefined ? {} : { block }),
      start: parts[0]?.start ?? opened ?? 0,
      end: opened === undefined ? end || (parts.at(-1)?.end ?? 0) : opened + 1,
    };
  });

  /** `"{" ( statement | ";" | deeper )* "}"`; the end of the text closes what is open. */
  private readonly block = this.RULE('block', (): Block & { readonly start: number } => {
    const { startOffset: start, startLine } = this.CONSUME(LeftBrace);
    this.ACTION(() => {
      this.#line = startLine ?? 0;
    });
    const statements: Statement[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => statements.push(this.SUBRULE(this.statement)) },
        { ALT: () => statements.push(this.#lone(this.CONSUME(Semicolon))) },
        { ALT: () => statements.push(this.#deep(this.CONSUME(DeepBlock))) },
      ]);
    });
    const closed = this.OR1([
      {
        ALT: () => {
          this.#endOf(this.CONSUME(RightBrace));
          return true;
        },
      },
      { GATE: () => this.LA(1).tokenType === EOF, ALT: () => false },
    ]);
    return { statements, closed, start };
  });

  #isAtEnd(): boolean {
    const next = this.LA(1).tokenType;
    return next === RightBrace || next === DeepBlock || next === EOF;
  }

  #endOf({ startOffset, startLine, image }: IToken): number {
    this.#line = startLine ?? 0;
    return startOffset + image.length;
  }

  #part({ tokenType, image, startOffset, startLine = 0 }: IToken): Part {
    const opensLine = startLine > this.#line;
    this.#line = startLine;
    const kind = KINDS.get(tokenType) ?? 'word';
    return {
      kind,
      image: kind === 'text' ? image.slice(1, -1) : image,
      start: startOffset,
      end: startOffset + image.length,
      opensLine,
    };
  }

  /** Nothing is known so deep down: a statement without parts. */
  #deep(token: IToken): Statement {
    const end = this.#endOf(token);
    return { parts: [], ended: 'nothing', start: token.startOffset, end };
  }

  #lone(token: IToken): Statement {
    const part: Part = { ...this.#part(token), kind: 'stray' };
    return { parts: [part], ended: 'nothing', start: part.start, end: part.end };
  }
}

const KINDS: ReadonlyMap<TokenType, PartKind> = new Map([
  [Text, 'text'],
  [Comma, 'comma'],
  [Port, 'port'],
  [PrefixLength, 'prefix'],
  [Stray, 'stray'],
]);

/** Built on first use: no other dialect waits for it. */
const LEXER = new LexerOnDemand(TOKENS, 'onlyStart');
let parser: BlockParser | undefined;

/** Reads the statements of a racoon.conf, however deep its braces go. Never throws. */
export function parseBlocks(
  text: string,
  options: { readonly validate?: boolean } = {},
): readonly Statement[] {
  const built = options.validate === true ? new BlockParser(true) : (parser ??= new BlockParser(false));
  built.input = foldDeep(LEXER.tokenize(text, options.validate).tokens, text, {
    LeftBrace,
    RightBrace,
    DeepBlock,
  });
  return built.file();
}
