import type { Cell, Part, Template } from './template.ts';

/** What the reader knows of a line: how to tell it, and what is in it. */
export interface Pattern {
  readonly cells: readonly string[];
  /** It has words of its own: it is told without its cells. */
  readonly isLabelled: boolean;
  match(line: string): Values | undefined;
  /** For a search over many patterns; without names. */
  readonly source: string;
}
/** The texts of cells; a blank one is absent. */
export type Values = Readonly<Record<string, string>>;

const WORD = String.raw`\S+`;
/** So many columns make a table: a row of it can be read by them. */
const LEAST_COLUMNS = 3;

/** How a line of a layout is told from others. `patterns`: by cell, as in `Layout`. */
export function patternOf({ parts, cells }: Template, patterns: Readonly<Record<string, string>>): Pattern {
  const isLabelled = parts.some((part) => part.kind === 'text' && /[A-Za-z]/.test(part.text));
  const body = parts.map((part, index) => sourceOf(part, parts[index + 1], patterns, isLabelled)).join('');
  const regex = new RegExp(`^\\s*${body}\\s*$`, 'i');
  const columns = isLabelled ? undefined : columnsOf(parts, patterns);
  return {
    cells: cells.map(({ name }) => name),
    isLabelled,
    match: (line) => groupsOf(regex.exec(line)) ?? (columns === undefined ? undefined : slice(line, columns)),
    source: `\\s*${body.replaceAll(/\(\?<\w+>/g, '(?:')}\\s*`,
  };
}

function groupsOf(match: RegExpExecArray | null): Values | undefined {
  if (match === null) return undefined;
  const entries = Object.entries(match.groups ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return Object.fromEntries(entries);
}

function sourceOf(
  part: Part,
  next: Part | undefined,
  patterns: Readonly<Record<string, string>>,
  isLabelled: boolean,
): string {
  switch (part.kind) {
    case 'text':
      return textSource(part.text);
    case 'column':
    case 'end':
      return String.raw`\s*`;
    case 'cell': {
      const group = `(?<${part.name}>${patterns[part.name] ?? WORD})`;
      const isWord = next === undefined || next.kind !== 'text' || /^\s/.test(next.text);
      const cell = isWord ? String.raw`${group}(?=\s|$)` : group;
      const whole = next?.kind === 'cell' ? String.raw`${cell}\s*` : cell;
      return isLabelled || part.mayBeBlank ? `(?:${whole})?` : whole;
    }
    default:
      return part satisfies never;
  }
}

/** Rules are of any length; blanks, and those around a colon, of any number. */
function textSource(text: string): string {
  if (text.trim() === '') return String.raw`\s*`;
  if (/^\s*[-=]{5,}\s*$/.test(text)) return String.raw`\s*[-=]{5,}\s*`;
  const words = text
    .trim()
    .replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    .replaceAll(/\s*:\s*/g, String.raw`\s*:\s*`)
    .replaceAll(/ +/g, String.raw`\s+`);
  return String.raw`\s*${words}\s*`;
}

interface Column {
  readonly name?: string;
  readonly start: number;
  readonly end: number;
  readonly pattern: RegExp;
}

/** The columns of a table, for rows with blank cells; absent: the template is none. */
function columnsOf(
  parts: readonly Part[],
  patterns: Readonly<Record<string, string>>,
): readonly Column[] | undefined {
  const columns: Column[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'end') return undefined;
    if (part.kind === 'column') {
      at = part.column;
      continue;
    }
    const end = endOf(part, parts[index + 1], at);
    if (part.kind === 'cell') columns.push(columnOf(part, at, end, patterns));
    else columns.push({ start: at, end, pattern: new RegExp(`^${textSource(part.text)}$`) });
    at = end;
  }
  const cells = columns.filter(({ name }) => name !== undefined);
  return cells.length >= LEAST_COLUMNS && columns.every(({ start }) => Number.isFinite(start))
    ? columns
    : undefined;
}

function endOf(part: Part, next: Part | undefined, start: number): number {
  if (next?.kind === 'column') return next.column;
  if (part.kind === 'text') return start + part.text.length;
  return next === undefined || part.kind !== 'cell' || part.width === 0 ? Infinity : start + part.width;
}

function columnOf(
  { name }: Cell,
  start: number,
  end: number,
  patterns: Readonly<Record<string, string>>,
): Column {
  return { name, start, end, pattern: new RegExp(`^(?:${patterns[name] ?? WORD})?$`, 'i') };
}

/** A row by its columns: no word crosses a border, and what is in each is what belongs there. */
function slice(line: string, columns: readonly Column[]): Values | undefined {
  const values: Record<string, string> = {};
  for (const { name, start, end, pattern } of columns) {
    const text = line.slice(start, end);
    const isCut = start > 0 && /^\S/.test(text) && /\S/.test(line.charAt(start - 1));
    if (isCut || !pattern.test(text.trim())) return undefined;
    if (name !== undefined && text.trim() !== '') values[name] = text.trim();
  }
  return Object.keys(values).length === 0 ? undefined : values;
}
