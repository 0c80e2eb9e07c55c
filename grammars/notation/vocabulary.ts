import { createToken, Lexer, type TokenType } from 'chevrotain';
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
 * The token types of a command language. A word is told apart by a Map from image to token type, so a keyword can still
 * be somebody's name.
 */
export class Vocabulary {
  readonly classes: Readonly<Record<WordClass, TokenType>>;
  readonly #keywords = new Map<string, TokenType>();

  constructor(keywords: Iterable<string>) {
    const word = tokenType('Word', []);
    const mask = tokenType('Mask', [word]);
    const address = tokenType('Address', [word]);
    this.classes = {
      Word: word,
      Mask: mask,
      Address: address,
      Integer: tokenType('Integer', [mask]),
      Ipv4: tokenType('Ipv4', [mask, address]),
      Ipv6: tokenType('Ipv6', [address]),
    };
    for (const image of keywords) {
      this.#keywords.set(image, tokenType(`'${image}'`, [this.classes[classOf(image)]]));
    }
  }

  /** Every token type, for a parser. */
  get tokenTypes(): TokenType[] {
    return [...Object.values(this.classes), ...this.#keywords.values()];
  }

  keyword(image: string): TokenType {
    const type = this.#keywords.get(image);
    if (type === undefined) throw new Error(`no keyword: ${image}`);
    return type;
  }

  /** Tells keywords, numbers and addresses from other words. */
  typeOf(image: string): TokenType {
    return this.#keywords.get(image) ?? this.classes[classOf(image)];
  }
}

function tokenType(name: string, categories: TokenType[]): TokenType {
  return createToken({ name, pattern: Lexer.NA, categories });
}
