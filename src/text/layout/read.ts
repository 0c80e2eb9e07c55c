import type { Layout, TextRow } from './layout.ts';
import { type Pattern, patternOf, type Values } from './pattern.ts';
import { parseLine, parseLines, type Templates } from './template.ts';

/** A row that was read, and the lines that it was read from. */
export interface ReadRow {
  readonly cells: TextRow;
  readonly lines: readonly number[];
}
/** `summary`: the cells of header and footer. */
export interface ReadTable {
  readonly summary: Values;
  readonly rows: readonly ReadRow[];
}
/** What a line is: `title` stands before the rows, `frame` around them; `also` is a line of another release. */
export type LineKind = 'title' | 'frame' | 'heading' | 'row' | 'also';

/** The lines of one row, or of one element of a list in it. */
export interface Scope {
  readonly name: string;
  /** By place in the layout. */
  readonly members: readonly (Pattern | Scope)[];
}
interface OpenRow {
  readonly scope: Scope;
  readonly cells: Record<string, string | TextRow[]>;
  /** Place of the last line. */
  at: number;
}

/** What is needed to read a layout, made once. */
export interface CompiledLayout {
  readonly patterns: readonly Pattern[];
  /** The lines before the rows, as the layout prints them. */
  readonly exact: ReadonlySet<string>;
  readonly titles: readonly Pattern[];
  readonly frames: readonly Pattern[];
  readonly also: readonly Pattern[];
  readonly heading: readonly Pattern[];
  readonly row: Scope;
}

export function compileLayout(layout: Layout): CompiledLayout {
  const { header, row, footer, empty = [], also = [], patterns } = layout;
  const compile = (templates: Templates): readonly Pattern[] =>
    templates.flatMap((template) => (template.kind === 'line' ? [patternOf(template, patterns)] : []));
  const [before, behind] = [compile(parseLines(header)), compile(parseLines([...footer, ...empty]))];
  const frames = [...before, ...behind].filter(isTold);
  const heading = compile(parseLines(layout.heading ?? [])).filter(isTold);
  const others = compile(also.map(parseLine));
  const scope = scopeOf('', parseLines(row), patterns);
  return {
    patterns: [...frames, ...heading, ...others, ...patternsOf(scope)],
    exact: new Set(header.map((line) => (typeof line === 'string' ? line : line.optional).trimEnd())),
    titles: before.filter(isTold),
    frames,
    also: others,
    heading,
    row: scope,
  };
}

/**
 * Reads the lines of one output, in any order and with gaps: the lines of a row follow each other as the layout has
 * them, so a line that stands earlier there begins the next row.
 */
export class LayoutReader {
  readonly #layout: CompiledLayout;
  #summary: Record<string, string> = {};
  #above: { values: Record<string, string>; at: number } = { values: {}, at: -1 };
  #rows: { readonly cells: TextRow; readonly lines: number[] }[] = [];
  #open: OpenRow[] = [];

  constructor(layout: CompiledLayout) {
    this.#layout = layout;
  }

  /** How much of a line this output knows: 0, nothing; else more for each cell. Changes nothing. */
  weigh(line: string): number {
    let most = 0;
    for (const pattern of this.#layout.patterns) {
      const values = pattern.match(line);
      if (values !== undefined) most = Math.max(most, 1 + Object.keys(values).length);
    }
    return most > 0 && this.isExact(line) ? most + 1 : most;
  }

  /** Whether a line is a title with the very columns of this layout. */
  isExact(line: string): boolean {
    return this.#layout.exact.has(line.trimEnd());
  }

  /** Reads a line; nothing: it is none of this output. */
  read(line: string, number: number): LineKind | undefined {
    const frame = firstMatch(this.#layout.frames, line);
    if (frame !== undefined) {
      this.close();
      Object.assign(this.#summary, frame.values);
      return this.#layout.titles.includes(frame.pattern) ? 'title' : 'frame';
    }
    if (this.#readRow(line, number)) return 'row';
    if (this.#readHeading(line)) return 'heading';
    return this.#readAlso(line, number) ? 'also' : undefined;
  }

  /** What comes next belongs to another row. */
  close(): void {
    this.#open = [];
  }

  /** Whether a line is the title of another table of the same layout. */
  beginsAnother(line: string): boolean {
    return this.#rows.length > 0 && firstMatch(this.#layout.titles, line) !== undefined;
  }

  /** The table so far; the next line begins another. */
  take(): ReadTable {
    const table = { summary: this.#summary, rows: this.#rows };
    this.#summary = {};
    this.#above = { values: {}, at: -1 };
    this.#rows = [];
    this.#open = [];
    return table;
  }

  #readHeading(line: string): boolean {
    const found = matchAfter(this.#layout.heading, line, this.#above.at);
    if (found === undefined) return false;
    this.close();
    const values = found.at <= this.#above.at ? {} : this.#above.values;
    this.#above = { values: { ...values, ...found.values }, at: found.at };
    return true;
  }

  /** A line of other releases stands anywhere in a row, or is one. */
  #readAlso(line: string, number: number): boolean {
    const found = firstMatch(this.#layout.also, line);
    if (found === undefined) return false;
    const { values, pattern } = found;
    if (pattern.isLabelled) this.#rows.at(-1)?.lines.push(number);
    else this.#openRow(this.#layout.row, 0);
    if (!pattern.isLabelled) this.#add(0, values, number);
    return true;
  }

  /** The innermost row that is open comes first. */
  #readRow(line: string, number: number): boolean {
    for (let depth = this.#open.length - 1; depth >= 0; depth--) {
      const open = this.#open[depth];
      if (open !== undefined && this.#readInto(open, depth, line, number)) return true;
    }
    return this.#open.length === 0 && this.#begin(this.#layout.row, 0, line, number);
  }

  #readInto({ scope, at }: OpenRow, depth: number, line: string, number: number): boolean {
    const found = matchAfter(scope.members, line, at);
    if (found !== undefined) {
      this.#open.length = depth + 1;
      if (found.at <= at) return this.#begin(scope, depth, line, number);
      this.#add(found.at, found.values, number);
      return true;
    }
    for (const [index, member] of scope.members.entries()) {
      if (!isScope(member) || !this.#begin(member, depth + 1, line, number)) continue;
      const parent = this.#open[depth];
      if (parent !== undefined) parent.at = Math.max(parent.at, index);
      return true;
    }
    return false;
  }

  /** A line that begins a row, or an element of a list in one. */
  #begin(scope: Scope, depth: number, line: string, number: number): boolean {
    const found = matchAfter(scope.members, line, -1);
    if (found === undefined) return this.#beginInside(scope, depth, line, number);
    if (depth > 0 && found.at !== scope.members.findIndex(isOpening)) return false;
    this.#openRow(scope, depth);
    this.#add(found.at, found.values, number);
    return true;
  }

  /** Of a row only lines of a list in it are left. */
  #beginInside(scope: Scope, depth: number, line: string, number: number): boolean {
    const isKnown = scope.members.some((member) => isScope(member) && knows(member, line));
    if (!isKnown || depth > 0) return false;
    this.#openRow(scope, depth);
    const open = this.#open[depth];
    return open !== undefined && this.#readInto(open, depth, line, number);
  }

  #openRow(scope: Scope, depth: number): void {
    const cells: OpenRow['cells'] = {};
    this.#open.length = depth;
    if (depth === 0) {
      Object.assign(cells, this.#above.values);
      this.#rows.push({ cells, lines: [] });
    } else {
      const parent = this.#open[depth - 1];
      const list = parent?.cells[scope.name];
      if (Array.isArray(list)) list.push(cells);
      else if (parent !== undefined) parent.cells[scope.name] = [cells];
    }
    this.#open.push({ scope, cells, at: -1 });
  }

  #add(at: number, values: Values, number: number): void {
    const open = this.#open.at(-1);
    if (open !== undefined) {
      Object.assign(open.cells, values);
      open.at = at;
    }
    this.#rows.at(-1)?.lines.push(number);
  }
}

/** The first line of an element of a list; without it nothing tells whose the others are. */
function isOpening(member: Pattern | Scope): boolean {
  return !isScope(member) && isTold(member);
}

/** A line of blanks or of a rule tells nothing. */
function isTold({ isLabelled, cells }: Pattern): boolean {
  return isLabelled || cells.length > 0;
}

function scopeOf(name: string, templates: Templates, patterns: Layout['patterns']): Scope {
  return {
    name,
    members: templates.map((template) =>
      template.kind === 'each'
        ? scopeOf(template.name, template.templates, patterns)
        : patternOf(template, patterns),
    ),
  };
}

function isScope(member: Pattern | Scope): member is Scope {
  return 'members' in member;
}

function patternsOf({ members }: Scope): readonly Pattern[] {
  return members.flatMap((member) => (isScope(member) ? patternsOf(member) : isTold(member) ? [member] : []));
}

function knows(scope: Scope, line: string): boolean {
  return patternsOf(scope).some((pattern) => pattern.match(line) !== undefined);
}

interface Found {
  readonly at: number;
  readonly values: Values;
}

/** The first member behind a place that matches, else the first one before it. */
function matchAfter(members: readonly (Pattern | Scope)[], line: string, after: number): Found | undefined {
  for (let turn = 1; turn <= members.length; turn++) {
    const at = (after + turn) % members.length;
    const member = members[at];
    if (member === undefined || isScope(member) || !isTold(member)) continue;
    const values = member.match(line);
    if (values !== undefined) return { at, values };
  }
  return undefined;
}

function firstMatch(
  patterns: readonly Pattern[],
  line: string,
): { readonly pattern: Pattern; readonly values: Values } | undefined {
  for (const pattern of patterns) {
    const values = pattern.match(line);
    if (values !== undefined) return { pattern, values };
  }
  return undefined;
}
