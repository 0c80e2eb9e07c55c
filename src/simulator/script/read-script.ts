import { diagnostic, type KnownCode, type Details } from '../../ir/codes.ts';
import type { Diagnostic, Span } from '../../ir/diagnostic.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import { Expression } from '../../text/regular-expression.ts';
import { canonicalAddress } from '../../ir/address.ts';
import { DURATION_FORM, readDuration } from '../lab/duration.ts';
import type { LinkQuality } from '../lab/lab.ts';
import type { Script, Step } from './script.ts';

/** What a script may name: the devices of its lab, and dialects. */
export interface Known {
  readonly devices: readonly string[];
  readonly dialects: readonly string[];
}

export type ReadScript =
  | { readonly kind: 'script'; readonly script: Script }
  | { readonly kind: 'problems'; readonly problems: readonly Diagnostic[] };

/** How much a script may be: what is more is a mistake, or an attack. */
export interface ScriptLimits {
  readonly lines: number;
  readonly sessions: number;
}
export const USUAL_SCRIPT_LIMITS: ScriptLimits = { lines: 1_000_000, sessions: 2000 };

/** Reads a script. Everything that can be wrong with it is told before anything of it runs. */
export function readScript(
  text: string,
  known: Known,
  limits: ScriptLimits = USUAL_SCRIPT_LIMITS,
): ReadScript {
  const sessions = new Set<string>();
  let count = 0;
  const steps: Step[] = [];
  const problems: Diagnostic[] = [];
  let start = 0;
  let isOpen = false;
  for (const whole of text.split('\n')) {
    const line = whole.replace(/\r$/, '');
    const span: Span = { file: 0, start, end: start + line.length };
    start += whole.length + 1;
    const read = readLine(line, span, known);
    if (read === undefined) continue;
    count += 1;
    if (count > limits.lines) {
      const details = { limit: limits.lines, option: '--max-script-lines' };
      return { kind: 'problems', problems: [...problems, diagnostic('TG513', details, { span })] };
    }
    if ('problem' in read) problems.push(read.problem);
    else {
      if (read.kind === 'open') {
        isOpen = true;
        sessions.add(`${read.device} ${read.dialect ?? ''}`);
        if (sessions.size > limits.sessions) {
          const details = { limit: limits.sessions, option: '--max-sessions' };
          return { kind: 'problems', problems: [...problems, diagnostic('TG514', details, { span })] };
        }
      }
      if ((read.kind === 'type' || read.kind === 'key' || read.kind === 'expect') && !isOpen) {
        problems.push(diagnostic('TG512', {}, { span }));
        isOpen = true;
      }
      steps.push(read);
    }
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'script', script: { steps } };
}

type ReadStep = Step | { readonly problem: Diagnostic } | undefined;
/** A step without its place. */
type Said = Step extends infer Each ? (Each extends Step ? Omit<Each, 'span' | 'text'> : never) : never;

/** A word of a directive and where it stands in the line. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `@@…` types a line that begins with `@`; other lines are typed as they are. Empty ones and remarks are not. */
function readLine(line: string, span: Span, known: Known): ReadStep {
  if (line.trim() === '' || line.startsWith('#')) return undefined;
  if (!line.startsWith('@')) {
    return { kind: 'type', line, span, text: line };
  }
  if (line.startsWith('@@')) return { kind: 'type', line: line.slice(1), span, text: line };
  const words = wordsOf(line);
  const reader = new DirectiveReader(words, span, known, line);
  const said = reader.read();
  if ('problem' in said) return said;
  const last = words.at(-1);
  const text = line.slice(0, last?.end ?? 0);
  return { ...said, span: { ...span, end: span.start + text.length }, text };
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

const DIRECTIVES = ['wait', 'link', 'traffic', 'expect', 'screen', 'key'] as const;
const HOW = ['contains', 'matches', 'equals'] as const;
const KEYS: Readonly<Record<string, string>> = { space: ' ', enter: '\n', other: 'q' };
const MOST_PACKETS = 1_000_000;
const LONGEST_PACKET = 65_535;
const MOST_ROWS = 1000;

class DirectiveReader {
  readonly #words: readonly Word[];
  readonly #span: Span;
  readonly #known: Known;
  readonly #line: string;
  #at = 1;

  constructor(words: readonly Word[], span: Span, known: Known, line: string) {
    this.#words = words;
    this.#span = span;
    this.#known = known;
    this.#line = line;
  }

  read(): Said | { readonly problem: Diagnostic } {
    const name = this.#words[0]?.text.slice(1) ?? '';
    const said = this.#directive(name);
    const more = this.#words[this.#at];
    if ('problem' in said || more === undefined) return said;
    return this.#problem('TG511', { what: 'the end of the line' }, more);
  }

  #directive(name: string): Said | { readonly problem: Diagnostic } {
    if (this.#known.devices.includes(name)) return this.#open(name);
    const directive = DIRECTIVES.find((candidate) => candidate === name);
    switch (directive) {
      case undefined: {
        const near = nearestWord(name, [...DIRECTIVES, ...this.#known.devices]);
        const help = `directives are ${DIRECTIVES.map((each) => `@${each}`).join(', ')}, devices ${this.#known.devices
          .slice(0, 10)
          .map((each) => `@${each}`)
          .join(', ')}`;
        const word = this.#words[0] ?? { text: '@', start: 0, end: 1 };
        return this.#problem(
          'TG510',
          { word: `@${name}` },
          word,
          near === undefined ? help : `did you mean "@${near}"?`,
        );
      }
      case 'wait': {
        const milliseconds = this.#duration();
        return milliseconds === undefined ? this.#expected(DURATION_FORM) : { kind: 'wait', milliseconds };
      }
      case 'link':
        return this.#link();
      case 'traffic':
        return this.#traffic();
      case 'expect':
        return this.#expect();
      case 'screen': {
        const rows = this.#number(/^\d+$/, 0, MOST_ROWS);
        return rows === undefined
          ? this.#expected(`the rows of a screen, 0..${MOST_ROWS}`)
          : { kind: 'screen', rows };
      }
      case 'key': {
        const typed = this.#words[this.#at]?.text ?? '';
        const key = KEYS[typed] ?? (/^[/+-]./.test(typed) ? typed : undefined);
        if (key === undefined)
          return this.#expected(`one of ${Object.keys(KEYS).join(', ')}, or a filter: /TEXT`);
        this.#at += 1;
        return { kind: 'key', key };
      }
      default:
        return directive satisfies never;
    }
  }

  #open(device: string): Said | { readonly problem: Diagnostic } {
    const word = this.#words[this.#at];
    if (word === undefined) return { kind: 'open', device };
    if (!this.#known.dialects.includes(word.text)) {
      return this.#expected(`one of ${this.#known.dialects.join(', ')}, or nothing`);
    }
    this.#at += 1;
    return { kind: 'open', device, dialect: word.text };
  }

  #link(): Said | { readonly problem: Diagnostic } {
    const left = this.#device();
    if (left === undefined) return this.#noDevice();
    const right = this.#device();
    if (right === undefined) return this.#noDevice();
    const word = this.#words[this.#at]?.text;
    if (word === 'up' || word === 'down') {
      this.#at += 1;
      return { kind: 'link', ends: [left, right], isUp: word === 'up' };
    }
    const quality = this.#quality();
    return quality === undefined
      ? this.#expected('up, down, latency=20ms, jitter=5ms, loss=1% or duplication=1%')
      : { kind: 'link', ends: [left, right], quality };
  }

  #quality(): Partial<LinkQuality> | undefined {
    const quality: { -readonly [Name in keyof LinkQuality]?: number } = {};
    for (let word = this.#words[this.#at]; word !== undefined; word = this.#words[this.#at]) {
      const [, name, value = ''] = /^(latency|jitter|loss|duplication)=(.*)$/.exec(word.text) ?? [];
      const share = /^(\d{1,3}(?:\.\d+)?)%$/.exec(value)?.[1];
      if (name === 'latency' || name === 'jitter') {
        const duration = readDuration(value);
        if (duration === undefined) return undefined;
        quality[name] = duration;
      } else if ((name === 'loss' || name === 'duplication') && share !== undefined && Number(share) <= 100) {
        quality[name] = Number(share) / 100;
      } else return undefined;
      this.#at += 1;
    }
    return Object.keys(quality).length === 0 ? undefined : quality;
  }

  /** `hub 10.1.0.5 -> 10.2.0.9 [ 1200B ] [ x 10 ]` */
  #traffic(): Said | { readonly problem: Diagnostic } {
    const device = this.#device();
    if (device === undefined) return this.#noDevice();
    const from = this.#address();
    if (from === undefined) return this.#expected('the address that sends');
    if (!this.#take('->')) return this.#expected('->');
    const to = this.#address();
    if (to === undefined) return this.#expected('the address that receives');
    const bytes = this.#number(/^(\d+)B$/, 1, LONGEST_PACKET) ?? 100;
    let packets = 1;
    if (this.#take('x')) {
      const count = this.#number(/^\d+$/, 1, MOST_PACKETS);
      if (count === undefined) return this.#expected(`a number of packets, 1..${MOST_PACKETS}`);
      packets = count;
    }
    return { kind: 'traffic', device, traffic: { from, to, bytes, packets } };
  }

  #expect(): Said | { readonly problem: Diagnostic } {
    const isNegated = this.#take('not');
    const how = HOW.find((candidate) => candidate === this.#words[this.#at]?.text);
    if (how === undefined)
      return this.#expected('contains, matches or equals, with or without "not" before it');
    this.#at += 1;
    const word = this.#words[this.#at];
    if (word === undefined) return this.#expected('a text in quotes');
    if (how === 'matches' && Expression.compile(word.text) === undefined) {
      return this.#expected('a regular expression (RE2)');
    }
    this.#at += 1;
    return { kind: 'expect', expectation: { how, text: word.text, isNegated } };
  }

  #take(text: string): boolean {
    if (this.#words[this.#at]?.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #device(): string | undefined {
    const name = this.#words[this.#at]?.text;
    if (name === undefined || !this.#known.devices.includes(name)) return undefined;
    this.#at += 1;
    return name;
  }

  #address(): string | undefined {
    const text = this.#words[this.#at]?.text;
    if (text === undefined || canonicalAddress(text) === undefined) return undefined;
    this.#at += 1;
    return text;
  }

  #duration(): number | undefined {
    const milliseconds = readDuration(this.#words[this.#at]?.text ?? '');
    if (milliseconds !== undefined) this.#at += 1;
    return milliseconds;
  }

  #number(form: RegExp, least: number, most: number): number | undefined {
    const found = form.exec(this.#words[this.#at]?.text ?? '');
    const value = Number(found?.[1] ?? found?.[0] ?? Number.NaN);
    if (!(value >= least && value <= most)) return undefined;
    this.#at += 1;
    return value;
  }

  #noDevice(): { readonly problem: Diagnostic } {
    const word = this.#words[this.#at];
    if (word === undefined) return this.#expected('a device');
    const near = nearestWord(word.text, this.#known.devices);
    const help =
      near === undefined
        ? `there are ${this.#known.devices.slice(0, 10).join(', ')}`
        : `did you mean "${near}"?`;
    return this.#problem('TG502', { name: word.text }, word, help);
  }

  #expected(what: string): { readonly problem: Diagnostic } {
    const end = this.#line.trimEnd().length;
    return this.#problem('TG511', { what }, this.#words[this.#at] ?? { text: '', start: end, end: end + 1 });
  }

  #problem<Code extends KnownCode>(
    code: Code,
    details: Details<Code>,
    { start, end }: Word,
    help?: string,
  ): { readonly problem: Diagnostic } {
    const span = { file: 0, start: this.#span.start + start, end: this.#span.start + end };
    return { problem: diagnostic(code, details, help === undefined ? { span } : { span, help }) };
  }
}
