import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import { isAddressPlaceholder, isInteger, isIpv4, isIpv6 } from './parameter-type.ts';
import type { ParameterType } from './syntax.ts';

/** What a word can be told to be by its spelling alone; every class is a kind of `Word`. */
export type WordClass = 'Word' | 'Integer' | 'Ipv4' | 'Ipv6' | 'Address' | 'Mask';

/** The classes that a class is a kind of. */
const WIDER: Readonly<Record<WordClass, readonly WordClass[]>> = {
  Word: [],
  Mask: ['Word'],
  Address: ['Word'],
  Integer: ['Mask', 'Word'],
  Ipv4: ['Mask', 'Address', 'Word'],
  Ipv6: ['Address', 'Word'],
};

export function isKindOf(narrow: WordClass, wide: WordClass): boolean {
  return narrow === wide || WIDER[narrow].includes(wide);
}

/** The narrowest class that an image belongs to. */
export function classOf(image: string): 'Word' | 'Integer' | 'Ipv4' | 'Ipv6' {
  const unit = image.charCodeAt(0);
  const digit = unit >= 48 && unit <= 57;
  if (digit && isInteger(image)) return 'Integer';
  if ((digit || unit === 120 || unit === 88 || unit === 42) && isIpv4(image)) return 'Ipv4';
  if (unit === 123 && isAddressPlaceholder(image)) return 'Ipv4';
  return image.includes(':') && isIpv6(image) ? 'Ipv6' : 'Word';
}

/** The class whose words may stand where a parameter of this type is. */
export function classOfParameter(type: ParameterType): WordClass {
  switch (type.kind) {
    case 'integer':
      return 'Integer';
    case 'ipv4':
      return 'Ipv4';
    case 'ipv6':
      return 'Ipv6';
    case 'address':
      return 'Address';
    case 'mask':
    case 'wildcard':
      return 'Mask';
    case 'word':
    case 'rest':
    case 'choice':
    case 'prefix6':
      return 'Word';
    default:
      return type satisfies never;
  }
}

/**
 * The tokens of a command language. Words are lexed once and then told apart by a Map from image to token
 * type, so a keyword can still be somebody's name.
 */
export class Vocabulary {
  readonly lineBreak = createToken({ name: 'Break', pattern: /\r?\n[ \t]*/, line_breaks: true });
  /** A line that no table knows, as one token. */
  readonly opaque = createToken({ name: 'Opaque', pattern: Lexer.NA });
  readonly classes: Readonly<Record<WordClass, TokenType>>;
  readonly #blank = createToken({ name: 'Blank', pattern: /(?:[ \t]|\r(?!\n))+/, group: Lexer.SKIPPED });
  readonly #keywords = new Map<string, TokenType>();
  readonly #lexer: Lexer;

  constructor(keywords: Iterable<string>) {
    const word = createToken({ name: 'Word', pattern: /[^ \t\r\n]+/ });
    const mask = createToken({ name: 'Mask', pattern: Lexer.NA, categories: word });
    const address = createToken({ name: 'Address', pattern: Lexer.NA, categories: word });
    this.classes = {
      Word: word,
      Mask: mask,
      Address: address,
      Integer: createToken({ name: 'Integer', pattern: Lexer.NA, categories: mask }),
      Ipv4: createToken({ name: 'Ipv4', pattern: Lexer.NA, categories: [mask, address] }),
      Ipv6: createToken({ name: 'Ipv6', pattern: Lexer.NA, categories: address }),
    };
    for (const image of keywords) {
      this.#keywords.set(
        image,
        createToken({ name: `'${image}'`, pattern: Lexer.NA, categories: this.classes[classOf(image)] }),
      );
    }
    this.#lexer = new Lexer([this.lineBreak, this.#blank, word], { positionTracking: 'onlyOffset' });
  }

  /** Every token type, for a parser. */
  get tokenTypes(): TokenType[] {
    return [this.lineBreak, this.opaque, ...Object.values(this.classes), ...this.#keywords.values()];
  }

  keyword(image: string): TokenType {
    const type = this.#keywords.get(image);
    if (type === undefined) throw new Error(`no keyword: ${image}`);
    return type;
  }

  /** Words and line breaks of a text, words not yet told apart. Nothing is refused: every character belongs to one. */
  lex(text: string): IToken[] {
    return this.#lexer.tokenize(text).tokens;
  }

  isBreak(token: IToken): boolean {
    return token.tokenType === this.lineBreak;
  }

  /** Tells keywords, numbers and addresses from other words. */
  classify(token: IToken): void {
    const type = this.#keywords.get(token.image) ?? this.classes[classOf(token.image)];
    token.tokenType = type;
    if (type.tokenTypeIdx !== undefined) token.tokenTypeIdx = type.tokenTypeIdx;
  }

  /** The line from this token on is one that no table knows. */
  markOpaque(token: IToken): void {
    token.tokenType = this.opaque;
    if (this.opaque.tokenTypeIdx !== undefined) token.tokenTypeIdx = this.opaque.tokenTypeIdx;
  }
}
