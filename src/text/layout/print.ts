import type { Layout, TextRow } from './layout.ts';
import { type EachTemplate, parseLines, type Part, type Template, type Templates } from './template.ts';

/**
 * Prints rows in a layout, a line at a time: memory does not grow with the rows. `summary` has the cells of header
 * and footer; behind the rows their number is known too, as `count`.
 */
export function* printLayout(
  layout: Layout,
  rows: Iterable<TextRow>,
  summary: TextRow = {},
): Generator<string, void> {
  const [header, heading, body] = [layout.header, layout.heading ?? [], layout.row].map(parseLines);
  let count = 0;
  let above: readonly string[] = [];
  for (const row of rows) {
    if (count === 0) yield* printLines(header ?? [], summary);
    else yield* layout.between ?? [];
    const own = [...printLines(heading ?? [], row)];
    if (own.some((line, index) => line !== above[index])) yield* own;
    above = own;
    yield* printLines(body ?? [], row);
    count += 1;
  }
  const frame = count === 0 ? (layout.empty ?? [...layout.header, ...layout.footer]) : layout.footer;
  yield* printLines(parseLines(frame), { count: String(count), ...summary });
}

function* printLines(templates: Templates, row: TextRow): Generator<string, void> {
  for (const template of templates) {
    if (template.kind === 'each') yield* printEach(template, row);
    else if (isPrinted(template, row)) yield fill(template.parts, row);
  }
}

function* printEach({ name, templates, between }: EachTemplate, row: TextRow): Generator<string, void> {
  const list = row[name];
  if (typeof list !== 'object') return;
  for (const [index, element] of list.entries()) {
    if (index > 0) yield* between;
    yield* printLines(templates, element);
  }
}

function isPrinted({ isOptional, cells }: Template, row: TextRow): boolean {
  return !isOptional || cells.every(({ name }) => name in row);
}

/** A template with its cells filled in. */
function fill(parts: readonly Part[], row: TextRow): string {
  let line = '';
  for (const [index, part] of parts.entries()) {
    switch (part.kind) {
      case 'text':
        line += part.text;
        break;
      case 'cell': {
        const text = cellText(row, part.name);
        line += part.align === 'left' ? text.padEnd(part.width) : text.padStart(part.width);
        if (part.width > 0 && text.length >= part.width && isFlush(parts[index + 1])) line += ' ';
        break;
      }
      case 'column':
        line = line.padEnd(Math.max(part.column, line.length + (line.endsWith(' ') ? 0 : 1)));
        break;
      case 'end': {
        const rest = fill(parts.slice(index + 1), row);
        return line + rest.padStart(Math.max(part.column - line.length, rest.length + 1));
      }
      default:
        return part satisfies never;
    }
  }
  return line;
}

/** Behind a cell that fills its columns a blank is needed before the text of the next one. */
function isFlush(part: Part | undefined): boolean {
  return part?.kind === 'cell' && part.align === 'left' && part.width > 0;
}

function cellText(row: TextRow, name: string): string {
  const text = row[name];
  return typeof text === 'string' ? text : '';
}
