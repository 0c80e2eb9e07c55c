import { isEach, type Line, type Lines } from './layout.ts';

/** A line of a layout in its parts. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | Cell
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'end'; readonly column: number };
export interface Cell {
  readonly kind: 'cell';
  readonly name: string;
  /** 0: as wide as its text. */
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly mayBeBlank: boolean;
}

/** The lines of a layout, their templates parsed. */
export type Templates = readonly (Template | EachTemplate)[];
export interface Template {
  readonly kind: 'line';
  readonly parts: readonly Part[];
  readonly cells: readonly Cell[];
  readonly isOptional: boolean;
}
export interface EachTemplate {
  readonly kind: 'each';
  readonly name: string;
  readonly templates: Templates;
  readonly between: readonly string[];
}

export function parseLines(lines: Lines): Templates {
  return lines.map((line) =>
    isEach(line)
      ? { kind: 'each', name: line.each, templates: parseLines(line.lines), between: line.between ?? [] }
      : parseLine(line),
  );
}

export function parseLine(line: Line): Template {
  const parts = parseTemplate(typeof line === 'string' ? line : line.optional);
  const cells = parts.filter((part) => part.kind === 'cell');
  return { kind: 'line', parts, cells, isOptional: typeof line !== 'string' };
}

const PART =
  /\{\{|\}\}|\{(?:@(?<column>\d+)|\^(?<end>\d+)|(?<name>[A-Za-z]\w*)(?<blank>\?)?(?:(?<align>[<>])(?<width>\d+))?)\}/g;

/** Reads the notation of `layout.ts`. */
function parseTemplate(template: string): readonly Part[] {
  const parts: Part[] = [];
  let text = '';
  let at = 0;
  const endText = (until: number): void => {
    text += template.slice(at, until);
    if (/[{}]/.test(template.slice(at, until))) throw new Error(`this is no template: "${template}"`);
  };
  for (const match of template.matchAll(PART)) {
    endText(match.index);
    at = match.index + match[0].length;
    const part = partOf(match);
    if (part === undefined) {
      text += match[0].slice(1);
      continue;
    }
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
    parts.push(part);
  }
  endText(template.length);
  if (text !== '') parts.push({ kind: 'text', text });
  return parts;
}

/** Nothing: it is a brace. */
function partOf({ groups = {} }: RegExpExecArray): Part | undefined {
  const { column, end, name, blank, align, width } = groups;
  if (column !== undefined) return { kind: 'column', column: Number(column) };
  if (end !== undefined) return { kind: 'end', column: Number(end) };
  if (name === undefined) return undefined;
  return {
    kind: 'cell',
    name,
    width: Number(width ?? 0),
    align: align === '>' ? 'right' : 'left',
    mayBeBlank: blank !== undefined,
  };
}
