import { canonicalAddress } from '../../ir/address.ts';
import { type Details, diagnostic, type KnownCode } from '../../ir/codes.ts';
import type { Diagnostic, Span } from '../../ir/diagnostic.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import { readDuration } from '../lab/duration.ts';

/** What a script may name: the devices of its lab, and dialects. */
export interface Known {
  readonly devices: readonly string[];
  readonly dialects: readonly string[];
}

/** What is wrong with a directive. */
export interface Problem {
  readonly problem: Diagnostic;
}

/** A word of a directive and where it stands in the line. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words between blanks, in quotes where they hold blanks; a remark begins with a `#` behind a blank. */
function wordsOf(line: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)) {
    const [whole, quoted, bare] = match;
    if (bare?.startsWith('#') === true) break;
    const text = quoted === undefined ? (bare ?? '') : unescape(quoted);
    words.push({ text, start: match.index, end: match.index + whole.length });
  }
  return words;
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, (_whole, letter: string) => (letter === 'n' ? '\n' : letter));
}

/** The words of a directive, taken one by one. What takes one gives nothing where another one stands, and leaves it. */
export class DirectiveWords {
  readonly known: Known;
  readonly #words: readonly Word[];
  readonly #line: string;
  readonly #span: Span;
  #at = 1;

  constructor(line: string, span: Span, known: Known) {
    this.known = known;
    this.#words = wordsOf(line);
    this.#line = line;
    this.#span = span;
  }

  /** The directive's own, without its sign. */
  get name(): string {
    return this.#words[0]?.text.slice(1) ?? '';
  }

  /** The directive without a remark behind it. */
  get text(): string {
    return this.#line.slice(0, this.#words.at(-1)?.end ?? 0);
  }

  get next(): string | undefined {
    return this.#words[this.#at]?.text;
  }

  skip(): void {
    this.#at += 1;
  }

  take(text: string): boolean {
    return this.#taken(this.next === text ? text : undefined) !== undefined;
  }

  oneOf<Text extends string>(texts: readonly Text[]): Text | undefined {
    return this.#taken(texts.find((text) => text === this.next));
  }

  device(): string | undefined {
    return this.oneOf(this.known.devices);
  }

  address(): string | undefined {
    const { next = '' } = this;
    return this.#taken(canonicalAddress(next) === undefined ? undefined : next);
  }

  duration(): number | undefined {
    return this.#taken(readDuration(this.next ?? ''));
  }

  number(form: RegExp, least: number, most: number): number | undefined {
    const found = form.exec(this.next ?? '');
    const value = Number(found?.[1] ?? found?.[0] ?? Number.NaN);
    return this.#taken(value >= least && value <= most ? value : undefined);
  }

  #taken<Value>(value: Value | undefined): Value | undefined {
    if (value !== undefined) this.skip();
    return value;
  }

  expected(what: string): Problem {
    const end = this.#line.trimEnd().length;
    return this.#problem('TG511', { what }, this.#words[this.#at] ?? { text: '', start: end, end: end + 1 });
  }

  noDevice(): Problem {
    const word = this.#words[this.#at];
    if (word === undefined) return this.expected('a device');
    const { devices } = this.known;
    const near = nearestWord(word.text, devices);
    const help =
      near === undefined ? `there are ${devices.slice(0, 10).join(', ')}` : `did you mean "${near}"?`;
    return this.#problem('TG502', { name: word.text }, word, help);
  }

  noDirective(help: string): Problem {
    const word = this.#words[0] ?? { text: '@', start: 0, end: 1 };
    return this.#problem('TG510', { word: `@${this.name}` }, word, help);
  }

  #problem<Code extends KnownCode>(
    code: Code,
    details: Details<Code>,
    { start, end }: Word,
    help?: string,
  ): Problem {
    const span = { file: 0, start: this.#span.start + start, end: this.#span.start + end };
    return { problem: diagnostic(code, details, help === undefined ? { span } : { span, help }) };
  }
}
