import type { Layout } from './layout.ts';
import { type CompiledLayout, compileLayout, LayoutReader, type LineKind, type ReadTable } from './read.ts';

/** How a dialect's devices stand around their outputs. */
export interface Terminal {
  /** A line on which a command was typed; nothing: it is none. */
  prompt(line: string): Prompt | undefined;
  /** The date that a device prints before an output, in milliseconds from 1970; nothing: it is none. */
  stamp?(line: string): number | undefined;
  /** What a pager leaves in a line; the source of a regular expression. */
  readonly pager: string;
}
export interface Prompt {
  /** The device's name. */
  readonly device: string;
  /** Empty: nothing was typed. */
  readonly command: string;
}
/** One output of a capture. */
export interface Output extends ReadTable {
  /** Of its layout. */
  readonly layout: string;
  /** Behind which prompt; absent: there is none. */
  readonly prompt?: Prompt;
  /** What the date before it says. */
  readonly stamp?: number;
  /** Its titles have the very columns of its layout. */
  readonly isExact: boolean;
}
/** What each line is, by its number less one. */
export type CapturedLine =
  | { readonly kind: LineKind; readonly output: number }
  /** `unknown`: no output of ours; `foreign`: of a command of which no line is ours. */
  | { readonly kind: 'blank' | 'prompt' | 'stamp' | 'pager' | 'unknown' | 'foreign' }
  /** The rest of the line before it, which a terminal broke. */
  | { readonly kind: 'wrapped' };

/** Looks so far ahead to tell layouts apart whose lines are alike. */
const LOOK_AHEAD = 24;
/** Longer lines are not those of a table. */
export const LONGEST_LINE = 4096;
/** What terminals are wide. */
const TERMINAL_WIDTH = 80;
const LEAST_WRAPPED = 40;

/** The layouts of a dialect, ready to read with. */
export interface CompiledLayouts {
  readonly layouts: readonly { readonly name: string; readonly layout: CompiledLayout }[];
  /** Any line of any of them. */
  readonly any: RegExp;
}

export function compileLayouts(given: Readonly<Record<string, Layout>>): CompiledLayouts {
  const layouts = Object.entries(given).map(([name, layout]) => ({ name, layout: compileLayout(layout) }));
  const sources = layouts.flatMap(({ layout }) => layout.patterns.map(({ source }) => source));
  return { layouts, any: new RegExp(`^(?:${[...new Set(sources)].join('|')})$`, 'i') };
}

/** Reads a capture: outputs one after the other, with prompts, pager marks and other lines between them. */
export function readOutputs(
  text: string,
  layouts: CompiledLayouts,
  terminal: Terminal,
): { readonly outputs: readonly Output[]; readonly lines: readonly CapturedLine[] } {
  return new OutputsReader(layouts, terminal).read(text.split('\n'));
}

interface Current {
  readonly name: string;
  readonly reader: LayoutReader;
}

class OutputsReader {
  readonly #readers: readonly Current[];
  readonly #any: RegExp;
  readonly #terminal: Terminal;
  readonly #pager: RegExp;
  readonly #outputs: Output[] = [];
  readonly #lines: CapturedLine[] = [];
  #texts: readonly string[] = [];
  #current: Current | undefined;
  #prompt: Prompt | undefined;
  #stamp: number | undefined;
  #isExact = false;
  /** Lines behind the last prompt that no output knows. */
  #unknown: number[] = [];
  #outputsBefore = 0;

  constructor({ layouts, any }: CompiledLayouts, terminal: Terminal) {
    this.#readers = layouts.map(({ name, layout }) => ({ name, reader: new LayoutReader(layout) }));
    this.#any = any;
    this.#terminal = terminal;
    this.#pager = new RegExp(terminal.pager, 'gu');
  }

  read(raw: readonly string[]): ReturnType<typeof readOutputs> {
    this.#texts = raw.map((line) => this.#clean(line));
    for (let index = 0; index < raw.length; index = this.#lines.length) this.#readLine(index, raw);
    this.#endOutput();
    this.#endCommand();
    return { outputs: this.#outputs, lines: this.#lines };
  }

  /** Without what a pager or a terminal adds. */
  #clean(line: string): string {
    const text = line.length > LONGEST_LINE ? '' : line;
    return text.replace(this.#pager, ' ').replaceAll(CONTROL, '').trimEnd();
  }

  #readLine(index: number, raw: readonly string[]): void {
    const text = this.#texts[index] ?? '';
    const prompt = this.#terminal.prompt(text);
    const stamp = this.#terminal.stamp?.(text);
    if (prompt !== undefined) {
      this.#endOutput();
      this.#endCommand();
      this.#prompt = prompt;
      this.#lines.push({ kind: 'prompt' });
    } else if (stamp !== undefined) {
      this.#endOutput();
      this.#stamp = stamp;
      this.#lines.push({ kind: 'stamp' });
    } else if (text === '') {
      const isShort = (raw[index] ?? '').length <= LONGEST_LINE;
      const isPager = (raw[index] ?? '').trim() !== '';
      this.#lines.push({ kind: isShort ? (isPager ? 'pager' : 'blank') : 'unknown' });
    } else {
      this.#readText(index, text);
    }
  }

  #readText(index: number, text: string): void {
    const joined = this.#joined(index);
    const kind = this.#readWith(joined ?? text, index);
    if (kind === undefined) {
      this.#unknown.push(index);
      this.#lines.push({ kind: RULE.test(text) ? 'blank' : 'unknown' });
      return;
    }
    this.#lines.push({ kind, output: this.#outputs.length });
    this.#isExact ||= this.#current?.reader.isExact(text) === true;
    if (joined !== undefined) this.#lines.push({ kind: 'wrapped' });
  }

  #readWith(text: string, index: number): LineKind | undefined {
    const kind = this.#readBy(this.#current, text, index);
    if (kind !== undefined || !this.#any.test(text)) return kind;
    const next = this.#choose(index, text);
    if (next === undefined) return undefined;
    this.#endOutput();
    this.#current = next;
    return this.#readBy(next, text, index);
  }

  #readBy(current: Current | undefined, text: string, index: number): LineKind | undefined {
    if (current?.reader.beginsAnother(text) === true) {
      this.#endOutput();
      this.#current = current;
    }
    return current?.reader.read(text, index);
  }

  /** The layout that knows most of what comes. */
  #choose(index: number, text: string): Current | undefined {
    let best: { readonly current: Current; readonly weight: number } | undefined;
    for (const current of this.#readers) {
      const own = current.reader.weigh(text);
      if (own === 0) continue;
      const weight = own + this.#weighAhead(current.reader, index);
      if (best === undefined || weight > best.weight) best = { current, weight };
    }
    return best?.current;
  }

  #weighAhead(reader: LayoutReader, index: number): number {
    let weight = 0;
    for (const text of this.#texts.slice(index + 1, index + LOOK_AHEAD)) {
      if (this.#terminal.prompt(text) !== undefined) break;
      weight += reader.weigh(text);
    }
    return weight;
  }

  /** A line with the next one behind it, where only both together are one of an output. */
  #joined(index: number): string | undefined {
    const [text = '', next = ''] = this.#texts.slice(index, index + 2);
    if (text.length < LEAST_WRAPPED || next === '' || this.#terminal.prompt(next) !== undefined)
      return undefined;
    if (this.#current === undefined && !COLUMNS.test(text)) return undefined;
    if (RULE.test(next) || this.#knows(next)) return undefined;
    const whole = [text + next, text.padEnd(TERMINAL_WIDTH) + next].find((line) => this.#any.test(line));
    if (whole === undefined || !this.#any.test(text)) return whole;
    const weight = (line: string): number =>
      Math.max(0, ...this.#readers.map(({ reader }) => reader.weigh(line)));
    return weight(whole) > weight(text) ? whole : undefined;
  }

  /** The output that is read answers quickest. */
  #knows(line: string): boolean {
    return (this.#current?.reader.weigh(line) ?? 0) > 0 || this.#any.test(line);
  }

  #endOutput(): void {
    if (this.#current !== undefined) {
      const { name, reader } = this.#current;
      const prompt = this.#prompt === undefined ? {} : { prompt: this.#prompt };
      const stamp = this.#stamp === undefined ? {} : { stamp: this.#stamp };
      this.#outputs.push({ layout: name, isExact: this.#isExact, ...prompt, ...stamp, ...reader.take() });
    }
    this.#current = undefined;
    this.#isExact = false;
  }

  /** What a command printed of which no line is ours is none of our business. */
  #endCommand(): void {
    if (this.#prompt !== undefined && this.#outputs.length === this.#outputsBefore) {
      for (const index of this.#unknown) this.#lines[index] = { kind: 'foreign' };
    }
    this.#outputsBefore = this.#outputs.length;
    this.#unknown = [];
    this.#stamp = undefined;
  }
}

/** Words with columns between them. */
const COLUMNS = /\S\s{2,}\S/;
const RULE = /^\s*[-=*]{3,}\s*$/;
/** Control sequences of a terminal, and control characters but the tabulator. */
// oxlint-disable-next-line eslint/no-control-regex
const CONTROL = /\u001B\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000B-\u001F\u007F]/g;
