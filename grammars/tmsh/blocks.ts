import { EmbeddedActionsParser, EOF, type IToken } from 'chevrotain';
import {
  DeepBlock,
  LeftBrace,
  LineBreak,
  RightBrace,
  Script,
  Separator,
  StrayBrace,
  TOKENS,
  tokensOf,
  Word,
} from './tokens.ts';

/** A word, or a pair of braces with what stands in it. Offsets are into the file's text. */
export type Element = WordElement | Group;
export interface WordElement {
  readonly kind: 'word';
  readonly image: string;
  readonly start: number;
  readonly end: number;
  /** It is the first on its line. */
  readonly opensLine: boolean;
  /** It is `-c '…'`: commands in quotes. */
  readonly isScript: boolean;
}
export interface Group {
  readonly kind: 'group';
  readonly elements: readonly Element[];
  readonly start: number;
  readonly end: number;
  readonly opensLine: boolean;
}
/**
 * What stands outside braces up to the end of its line: words, and the braces behind them. `closed`: every brace has its
 * partner. `stray`: a closing brace that closes nothing.
 */
export interface Block {
  readonly elements: readonly Element[];
  readonly closed: boolean;
  readonly stray: boolean;
}

/** The brace grammar of bigip.conf and of tmsh: words and braces, no more (tmsh reference 1.12, stage 1). */
class BlockParser extends EmbeddedActionsParser {
  /** Offset in the file of the first character of the text that is parsed. */
  base = 0;
  #opensLine = true;

  constructor(validate: boolean) {
    super(TOKENS, { skipValidations: !validate, maxLookahead: 1, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  /** `( separator | block )*`; a closing brace without partner is a block of its own. */
  readonly section = this.RULE('section', (): readonly Block[] => {
    const blocks: Block[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Separator) },
        { ALT: () => blocks.push(this.SUBRULE(this.block)) },
        { ALT: () => blocks.push(this.#strayBrace(this.CONSUME(StrayBrace))) },
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
            closed &&= group.closed;
            elements.push(group.group);
          },
        },
      ]);
    });
    return { elements, closed, stray: false };
  });

  /** `{ ( LineBreak | word | group | deeper )* }`; the end of the section closes what is open. */
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
            innerClosed &&= inner.closed;
            elements.push(inner.group);
          },
        },
        { ALT: () => elements.push(this.#deep(this.CONSUME(DeepBlock))) },
      ]);
    });
    const close = this.OR1([
      { ALT: () => this.CONSUME(RightBrace) },
      { GATE: () => this.LA(1).tokenType === EOF, ALT: () => undefined },
    ]);
    this.#opensLine = false;
    const start = this.base + open.startOffset;
    const end = close === undefined ? (elements.at(-1)?.end ?? start + 1) : this.base + close.startOffset + 1;
    return {
      group: { kind: 'group', elements, start, end, opensLine },
      closed: innerClosed && close !== undefined,
    };
  });

  #word({ image, startOffset, tokenType }: IToken): WordElement {
    const start = this.base + startOffset;
    const opensLine = this.#opensLine;
    this.#opensLine = false;
    return {
      kind: 'word',
      image,
      start,
      end: start + image.length,
      opensLine,
      isScript: tokenType === Script,
    };
  }

  /** Nothing is known so deep down. */
  #deep({ image, startOffset }: IToken): Group {
    const start = this.base + startOffset;
    const opensLine = this.#opensLine;
    this.#opensLine = false;
    return { kind: 'group', elements: [], start, end: start + image.length, opensLine };
  }

  #strayBrace(token: IToken): Block {
    this.#opensLine = true;
    return { elements: [this.#word(token)], closed: false, stray: true };
  }
}

let parser: BlockParser | undefined;

/** Reads a part of a file's text; `base`: where in the file it begins. */
export function parseBlocks(
  text: string,
  base: number,
  options: { readonly validate?: boolean } = {},
): readonly Block[] {
  const built = options.validate === true ? new BlockParser(true) : (parser ??= new BlockParser(false));
  built.base = base - 1;
  built.input = tokensOf(`\n${text}\n`, options.validate);
  return built.section();
}
