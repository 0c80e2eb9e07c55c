import { type ILexerConfig, type ILexingResult, Lexer } from 'chevrotain';

type Definition = ConstructorParameters<typeof Lexer>[0];

/**
 * A lexer that is built when a text first comes, since most runs need few of them, and without the validations of
 * Chevrotain, which tests ask for.
 */
export class LexerOnDemand {
  readonly #definition: Definition;
  readonly #positionTracking: ILexerConfig['positionTracking'];
  #lexer: Lexer | undefined;

  constructor(definition: Definition, positionTracking: ILexerConfig['positionTracking'] = 'onlyOffset') {
    this.#definition = definition;
    this.#positionTracking = positionTracking;
  }

  /** The tokens of a text. `validate`: by a lexer whose definition is checked first; throws where it is wrong. */
  tokenize(text: string, validate = false): ILexingResult {
    if (validate) return this.#build(true).tokenize(text);
    return (this.#lexer ??= this.#build(false)).tokenize(text);
  }

  #build(validate: boolean): Lexer {
    return new Lexer(this.#definition, {
      positionTracking: this.#positionTracking ?? 'onlyOffset',
      skipValidations: !validate,
    });
  }
}
