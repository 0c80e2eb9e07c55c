import { EmbeddedActionsParser, EOF, type IToken, type TokenType } from 'chevrotain';
import { LexerOnDemand } from '../../notation/lexer-on-demand.ts';
import {
  Action,
  AddressOption,
  BareCommand,
  DeleteAll,
  Direction,
  Hyphen,
  MODES,
  Name,
  Option,
  Plus,
  PolicyOption,
  Port,
  PrefixLength,
  Priority,
  Protocol,
  RequestProtocol,
  SaCommand,
  Semicolon,
  Slash,
  SpdCommand,
  TableCommand,
  Tagged,
  Text,
  TOKENS,
  Word,
} from './tokens.ts';

/** An address, a prefix length and a port, as typed. */
export interface Range {
  readonly address: string;
  readonly length?: string;
  readonly port?: string;
}
/** `-m tunnel`, `-E aes-cbc 0x…` */
export interface Extension {
  readonly option: string;
  readonly words: readonly string[];
}
export type Command =
  | {
      readonly kind: 'sa';
      readonly verb: string;
      readonly source: Range;
      readonly destination: Range;
      readonly protocol: string | undefined;
      readonly spi: string;
      readonly extensions: readonly Extension[];
    }
  | {
      readonly kind: 'all-sas';
      readonly source: Range;
      readonly destination: Range;
      readonly protocol: string | undefined;
    }
  | {
      readonly kind: 'spd';
      readonly verb: string;
      readonly source: Range;
      readonly destination: Range;
      readonly upper: string;
      /** Type and code of ICMP, key of GRE. */
      readonly upperDetails: string | undefined;
      /** Its security context. */
      readonly context: Extension | undefined;
      readonly policy: Policy;
    }
  | { readonly kind: 'tagged'; readonly verb: string }
  | { readonly kind: 'table'; readonly verb: string; readonly protocol: string | undefined }
  | { readonly kind: 'bare'; readonly verb: string };
export interface Policy {
  readonly direction: string;
  readonly priority: string | undefined;
  /** Absent: the policy of `spddelete`. */
  readonly action: string | undefined;
  readonly requests: readonly Request[];
}
export interface Request {
  readonly protocol: string;
  readonly mode: string;
  readonly local?: string;
  readonly remote?: string;
  readonly level: string;
}

/** The commands of setkey, one at a time: what is wrong with one leaves the others alone. */
class CommandParser extends EmbeddedActionsParser {
  constructor(validate: boolean) {
    super(TOKENS, { skipValidations: !validate, maxLookahead: 1, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  readonly command = this.RULE('command', (): Command => {
    const command = this.OR([
      { ALT: (): Command => this.SUBRULE(this.saCommand) },
      { ALT: (): Command => this.SUBRULE(this.deleteAll) },
      { ALT: (): Command => this.SUBRULE(this.spdCommand) },
      { ALT: (): Command => this.SUBRULE(this.tableCommand) },
      { ALT: (): Command => ({ kind: 'bare', verb: this.CONSUME(BareCommand).image }) },
    ]);
    this.CONSUME(Semicolon);
    return command;
  });

  /** `( add | get | … ) [ -46n ] SRC DST [ protocol ] SPI { extension } [ algorithms ]` */
  private readonly saCommand = this.RULE('saCommand', (): Command => {
    const verb = this.CONSUME(SaCommand).image;
    this.MANY(() => this.CONSUME(AddressOption));
    const source = this.SUBRULE(this.range);
    const destination = this.SUBRULE1(this.range);
    const protocol = this.OPTION(() => this.CONSUME(Protocol))?.image;
    const spi = this.CONSUME(Word).image;
    const extensions: Extension[] = [];
    this.MANY1(() => extensions.push(this.SUBRULE(this.extension)));
    return { kind: 'sa', verb, source, destination, protocol, spi, extensions };
  });

  /** `deleteall [ -46n ] SRC DST [ protocol ]` */
  private readonly deleteAll = this.RULE('deleteAll', (): Command => {
    this.CONSUME(DeleteAll);
    this.MANY(() => this.CONSUME(AddressOption));
    const source = this.SUBRULE(this.range);
    const destination = this.SUBRULE1(this.range);
    const protocol = this.OPTION(() => this.CONSUME(Protocol))?.image;
    return { kind: 'all-sas', source, destination, protocol };
  });

  /** `( spdadd | … ) ( [ -46n ] SRC DST upper [ upper details ] [ context ] | tagged "TAG" ) -P policy` */
  private readonly spdCommand = this.RULE('spdCommand', (): Command => {
    const verb = this.CONSUME(SpdCommand).image;
    const isTagged = this.OPTION(() => {
      this.CONSUME(Tagged);
      this.CONSUME(Text);
      return true;
    });
    if (isTagged === true) {
      this.CONSUME(PolicyOption);
      this.SUBRULE(this.policy);
      return { kind: 'tagged', verb };
    }
    this.MANY(() => this.CONSUME(AddressOption));
    const source = this.SUBRULE(this.range);
    const destination = this.SUBRULE1(this.range);
    const upper = this.CONSUME(Word).image;
    const upperDetails = this.OPTION1(() => this.CONSUME1(Word))?.image;
    const context = this.OPTION2(() => this.SUBRULE(this.extension));
    this.CONSUME1(PolicyOption);
    const policy = this.SUBRULE1(this.policy);
    return { kind: 'spd', verb, source, destination, upper, upperDetails, context, policy };
  });

  /** `( flush | dump ) [ protocol ]` */
  private readonly tableCommand = this.RULE('tableCommand', (): Command => {
    const verb = this.CONSUME(TableCommand).image;
    const protocol = this.OPTION(() => this.CONSUME(Protocol))?.image;
    return { kind: 'table', verb, protocol };
  });

  /** `ADDR [ /LENGTH ] [ [PORT] ]` */
  private readonly range = this.RULE('range', (): Range => {
    const address = this.CONSUME(Word).image;
    const length = this.OPTION(() => bare(this.CONSUME(PrefixLength)));
    const port = this.OPTION1(() => bare(this.CONSUME(Port)));
    return {
      address,
      ...(length === undefined ? {} : { length }),
      ...(port === undefined ? {} : { port }),
    };
  });

  /** `-m tunnel`, `-E aes-cbc KEY`, `-ctx 1 1 "label"` */
  private readonly extension = this.RULE('extension', (): Extension => {
    const option = this.CONSUME(Option).image;
    const words: string[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => words.push(this.CONSUME(Word).image) },
        { ALT: () => words.push(this.CONSUME(Text).image) },
      ]);
    });
    return { option, words };
  });

  /** `direction [ priority ] [ action request* ]` */
  private readonly policy = this.RULE('policy', (): Policy => {
    const direction = this.CONSUME(Direction).image;
    const priority = this.OPTION(() => this.SUBRULE(this.priority));
    const action = this.OPTION1(() => this.CONSUME(Action))?.image;
    const requests: Request[] = [];
    this.MANY(() => requests.push(this.SUBRULE(this.request)));
    return { direction, priority, action, requests };
  });

  /** `prio ( [-] N | ( low | def | high ) [ (+|-) N ] )` */
  private readonly priority = this.RULE('priority', (): string => {
    this.CONSUME(Priority);
    const minus = this.OPTION(() => this.CONSUME(Hyphen).image) ?? '';
    const base = this.CONSUME(Name).image;
    const sign = this.OPTION1(() =>
      this.OR([{ ALT: () => this.CONSUME1(Hyphen).image }, { ALT: () => this.CONSUME(Plus).image }]),
    );
    if (sign === undefined) return `${minus}${base}`;
    return `${minus}${base} ${sign} ${this.CONSUME1(Name).image}`;
  });

  /** `protocol / mode [ / [ ends ] [ / [ level ] ] ]` */
  private readonly request = this.RULE('request', (): Request => {
    const protocol = this.CONSUME(RequestProtocol).image;
    this.CONSUME(Slash);
    const mode = this.CONSUME(Name).image;
    let ends: readonly [string, string] | undefined;
    let level: string | undefined;
    this.OPTION(() => {
      this.CONSUME1(Slash);
      ends = this.OPTION1(() => this.SUBRULE(this.ends));
      this.OPTION2(() => {
        this.CONSUME2(Slash);
        level = this.OPTION3(() => this.CONSUME1(Name))?.image;
      });
    });
    return {
      protocol,
      mode,
      ...(ends === undefined ? {} : { local: ends[0], remote: ends[1] }),
      level: level ?? 'default',
    };
  });

  /** `ADDR [ [PORT] ] - ADDR [ [PORT] ]` */
  private readonly ends = this.RULE('ends', (): readonly [string, string] => {
    const local = this.CONSUME(Name).image;
    this.OPTION(() => this.CONSUME(Port));
    this.CONSUME(Hyphen);
    const remote = this.CONSUME1(Name).image;
    this.OPTION1(() => this.CONSUME1(Port));
    return [local, remote];
  });
}

/** `/24` and `[500]` without their marks. */
function bare({ image = '' }: Partial<IToken>): string {
  return image.replaceAll(/[/[\]]/g, '');
}

/** Which keyword a word is, by its place: the first word of a command, one inside it, one of a policy. */
const COMMANDS: ReadonlyMap<string, TokenType> = new Map([
  ...['add', 'get', 'getspi', 'delete'].map((word): [string, TokenType] => [word, SaCommand]),
  ['deleteall', DeleteAll],
  ...['spdadd', 'spdupdate', 'spddelete'].map((word): [string, TokenType] => [word, SpdCommand]),
  ...['flush', 'dump'].map((word): [string, TokenType] => [word, TableCommand]),
  ...['spdflush', 'spddump', 'exit', 'quit', 'bye'].map((word): [string, TokenType] => [word, BareCommand]),
]);
const INSIDE: ReadonlyMap<string, TokenType> = new Map([
  ...['esp', 'esp-old', 'esp-udp', 'ah', 'ah-old', 'ipcomp', 'tcp'].map((word): [string, TokenType] => [
    word,
    Protocol,
  ]),
  ['tagged', Tagged],
]);
const IN_POLICY: ReadonlyMap<string, TokenType> = new Map([
  ...['in', 'out', 'fwd'].map((word): [string, TokenType] => [word, Direction]),
  ...['prio', 'priority'].map((word): [string, TokenType] => [word, Priority]),
  ...['discard', 'none', 'ipsec', 'bypass', 'entrust'].map((word): [string, TokenType] => [word, Action]),
  ...['esp', 'ah', 'ipcomp'].map((word): [string, TokenType] => [word, RequestProtocol]),
]);

/** What became of the tokens up to a semicolon. Offsets are into the text that was parsed. */
export interface ParsedCommand {
  readonly start: number;
  readonly end: number;
  readonly verb: string;
  readonly command?: Command;
  /** Where it went wrong. */
  readonly error?: { readonly image: string; readonly start: number; readonly end: number };
}

/** Built on first use. */
const LEXER = new LexerOnDemand(MODES);
let parser: CommandParser | undefined;

/** Reads the commands of a text. Never throws. */
export function parseCommands(
  text: string,
  options: { readonly validate?: boolean } = {},
): readonly ParsedCommand[] {
  const built = options.validate === true ? new CommandParser(true) : (parser ??= new CommandParser(false));
  return splitCommands(LEXER.tokenize(text, options.validate).tokens).map((tokens) =>
    parseOne(built, tokens),
  );
}

function splitCommands(tokens: readonly IToken[]): readonly (readonly IToken[])[] {
  const commands: IToken[][] = [];
  let isOpen = false;
  for (const token of tokens) {
    if (!isOpen) commands.push([]);
    commands.at(-1)?.push(token);
    isOpen = token.image !== ';';
  }
  return commands;
}

function parseOne(built: CommandParser, tokens: readonly IToken[]): ParsedCommand {
  const [first] = tokens;
  const last = tokens.at(-1);
  const place = { start: first?.startOffset ?? 0, end: endOf(last), verb: first?.image ?? '' };
  built.input = tokens.map(classify);
  const command = built.command();
  const [error] = built.errors;
  if (error === undefined) return { ...place, command };
  const { token } = error;
  const isEnd = token.tokenType === EOF;
  return {
    ...place,
    error: {
      image: isEnd ? '' : token.image,
      start: isEnd ? place.end : token.startOffset,
      end: isEnd ? place.end : endOf(token),
    },
  };
}

function endOf(token: IToken | undefined): number {
  return token === undefined ? 0 : token.startOffset + token.image.length;
}

function classify(token: IToken, index: number): IToken {
  if (token.tokenType === Name) return retyped(token, IN_POLICY.get(token.image));
  if (token.tokenType !== Word) return token;
  return retyped(token, index === 0 ? COMMANDS.get(token.image) : INSIDE.get(token.image));
}

function retyped(token: IToken, tokenType: TokenType | undefined): IToken {
  return tokenType === undefined ? token : { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
}
