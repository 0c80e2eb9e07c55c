import { createToken, EmbeddedActionsParser, Lexer } from 'chevrotain';
import { LexerOnDemand } from './lexer-on-demand.ts';
import { parseParameterType } from './parameter-type.ts';
import type { Item, Parameter, Sequence } from './syntax.ts';

const ParameterText = createToken({ name: 'ParameterText', pattern: /<[^<>]+>/ });
const LeftBrace = createToken({ name: 'LeftBrace', pattern: '{' });
const RightBrace = createToken({ name: 'RightBrace', pattern: '}' });
const LeftBracket = createToken({ name: 'LeftBracket', pattern: '[' });
const RightBracket = createToken({ name: 'RightBracket', pattern: ']' });
const Bar = createToken({ name: 'Bar', pattern: '|' });
const Star = createToken({ name: 'Star', pattern: '*' });
const ChoiceName = createToken({ name: 'ChoiceName', pattern: /[a-z][a-z0-9-]*:(?=\s)/ });
const Word = createToken({ name: 'Word', pattern: /[^\s{}[\]|*<>]+/ });
const Blank = createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED });
const TOKENS = [
  Blank,
  ParameterText,
  LeftBrace,
  RightBrace,
  LeftBracket,
  RightBracket,
  Bar,
  Star,
  ChoiceName,
  Word,
];

interface Alternatives {
  readonly name?: string;
  readonly alternatives: readonly Sequence[];
}

/** The notation of the vendors' manuals, as the tables write it (design.md section 3). */
class NotationParser extends EmbeddedActionsParser {
  constructor(validate: boolean) {
    super(TOKENS, { skipValidations: !validate });
    this.performSelfAnalysis();
  }

  readonly sequence = this.RULE('sequence', (): Sequence => {
    const items: Item[] = [];
    this.MANY(() => {
      items.push(
        this.OR([
          { ALT: () => this.SUBRULE(this.keyword) },
          { ALT: () => this.SUBRULE(this.parameter) },
          { ALT: () => this.SUBRULE(this.required) },
          { ALT: () => this.SUBRULE(this.optional) },
        ]),
      );
    });
    return items;
  });

  private readonly keyword = this.RULE('keyword', (): Item => {
    return { kind: 'keyword', word: this.CONSUME(Word).image };
  });

  private readonly parameter = this.RULE('parameter', (): Item => {
    const text = this.CONSUME(ParameterText).image.slice(1, -1);
    const repeated = this.OPTION(() => this.CONSUME(Star)) !== undefined;
    return this.ACTION(() => toParameter(text, repeated));
  });

  private readonly required = this.RULE('required', (): Item => {
    this.CONSUME(LeftBrace);
    const alternatives = this.SUBRULE(this.alternatives);
    this.CONSUME(RightBrace);
    const repeated = this.OPTION(() => this.CONSUME(Star)) !== undefined;
    return { kind: 'choice', ...alternatives, optional: false, repeated };
  });

  private readonly optional = this.RULE('optional', (): Item => {
    this.CONSUME(LeftBracket);
    const alternatives = this.SUBRULE(this.alternatives);
    this.CONSUME(RightBracket);
    const repeated = this.OPTION(() => this.CONSUME(Star)) !== undefined;
    return { kind: 'choice', ...alternatives, optional: true, repeated };
  });

  private readonly alternatives = this.RULE('alternatives', (): Alternatives => {
    const name = this.OPTION(() => this.CONSUME(ChoiceName).image.slice(0, -1));
    const alternatives = [this.SUBRULE1(this.sequence)];
    this.MANY(() => {
      this.CONSUME(Bar);
      alternatives.push(this.SUBRULE2(this.sequence));
    });
    return { ...(name === undefined ? {} : { name }), alternatives };
  });
}

function toParameter(text: string, repeated: boolean): Parameter {
  const colon = text.indexOf(':');
  const name = colon === -1 ? text : text.slice(0, colon);
  return {
    kind: 'parameter',
    name,
    type: parseParameterType(colon === -1 ? 'string' : text.slice(colon + 1)),
    repeated,
  };
}

const LEXER = new LexerOnDemand(TOKENS);
let parser: NotationParser | undefined;

/** Reads one line of the notation. Throws where the line is not notation: a slip in a table, not in user text. */
export function parseNotation(line: string, options: { readonly validate?: boolean } = {}): Sequence {
  const { tokens, errors } = LEXER.tokenize(line, options.validate);
  const built = options.validate === true ? new NotationParser(true) : (parser ??= new NotationParser(false));
  built.input = tokens;
  const sequence = built.sequence();
  const problem = errors[0]?.message ?? built.errors[0]?.message;
  if (problem !== undefined) throw new Error(`not notation: ${line}: ${problem}`);
  return sequence;
}
