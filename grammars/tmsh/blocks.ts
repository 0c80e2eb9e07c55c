import { EmbeddedActionsParser, EOF, type IToken, Lexer } from 'chevrotain';
import { LeftBrace, LineBreak, RightBrace, TOKENS, Word } from './tokens.ts';

/** A word, or a pair of braces with what stands in it. Offsets are into the text that was parsed. */
export type Element = WordElement | Group;
export interface WordElement {
  readonly kind: 'word';
  readonly image: string;
  readonly start: number;
  readonly end: number;
  /** It is the first on its line. */
  readonly opensLine: boolean;
}
export interface Group {
  readonly kind: 'group';
  readonly elements: readonly Element[];
  readonly start: number;
  readonly end: number;
  readonly opensLine: boolean;
}
/** What stands at the top of a file: words, and the braces behind them. `closed`: every brace has its partner. */
export interface Block {
  readonly elements: readonly Element[];
  readonly closed: boolean;
}

const lexer = new Lexer(TOKENS, { positionTracking: 'onlyOffset' });

/** The brace grammar of bigip.conf: words and braces, no more (tmsh reference 1.12, stage 1). */
class BlockParser extends EmbeddedActionsParser {
  #opensLine = true;

  constructor(validate: boolean) {
    super(TOKENS, { skipValidations: !validate, maxLookahead: 1, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  /** `( LineBreak | block )*`; a closing brace without partner is a block of its own. */
  readonly file = this.RULE('file', (): readonly Block[] => {
    const blocks: Block[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(LineBreak) },
        { ALT: () => blocks.push(this.SUBRULE(this.block)) },
        { ALT: () => blocks.push(strayBrace(this.CONSUME(RightBrace))) },
      ]);
    });
    return blocks;
  });

  /** `( word | group )+`, to the end of its line. */
  private readonly block = this.RULE('block', (): Block => {
    const elements: Element[] = [];
    let closed = true;
    this.#opensLine = true;
    this.AT_LEAST_ONE(() => {
      this.OR([
        { ALT: () => elements.push(this.#word(this.CONSUME(Word))) },
        {
          ALT: () => {
            const group = this.SUBRULE(this.group);
            closed = group.closed;
            elements.push(group.group);
          },
        },
      ]);
    });
    return { elements, closed };
  });

  /** `{ ( LineBreak | word | group )* }`; the end of the text closes what is open. */
  private readonly group = this.RULE('group', (): { readonly group: Group; readonly closed: boolean } => {
    const opensLine = this.#opensLine;
    const open = this.CONSUME(LeftBrace);
    this.#opensLine = false;
    const elements: Element[] = [];
    let innerClosed = true;
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(LineBreak);
            this.#opensLine = true;
          },
        },
        { ALT: () => elements.push(this.#word(this.CONSUME(Word))) },
        {
          ALT: () => {
            const inner = this.SUBRULE(this.group);
            innerClosed = inner.closed;
            elements.push(inner.group);
          },
        },
      ]);
    });
    const close = this.OR1([
      { ALT: () => this.CONSUME(RightBrace) },
      { GATE: () => this.LA(1).tokenType === EOF, ALT: () => undefined },
    ]);
    this.#opensLine = false;
    const end = close === undefined ? (elements.at(-1)?.end ?? open.startOffset + 1) : close.startOffset + 1;
    return {
      group: { kind: 'group', elements, start: open.startOffset, end, opensLine },
      closed: innerClosed && close !== undefined,
    };
  });

  #word(token: IToken): WordElement {
    const element: WordElement = {
      kind: 'word',
      image: token.image,
      start: token.startOffset,
      end: token.startOffset + token.image.length,
      opensLine: this.#opensLine,
    };
    this.#opensLine = false;
    return element;
  }
}

function strayBrace({ image, startOffset }: IToken): Block {
  const brace: WordElement = {
    kind: 'word',
    image,
    start: startOffset,
    end: startOffset + 1,
    opensLine: true,
  };
  return { elements: [brace], closed: false };
}

let parser: BlockParser | undefined;

/** Reads the blocks of a text, which begins and ends with a line break. */
export function parseBlocks(text: string, options: { readonly validate?: boolean } = {}): readonly Block[] {
  const built = options.validate === true ? new BlockParser(true) : (parser ??= new BlockParser(false));
  built.input = lexer.tokenize(text).tokens;
  return built.file();
}
