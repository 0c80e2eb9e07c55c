import type { Said } from '../dialect.ts';

/** A line of a document and the members that stand on it. */
export interface JsonLine {
  readonly text: string;
  readonly said: Said;
}

/** JSON with two blanks a level, as `JSON.stringify` prints it; lists of scalars stand on one line. */
export function printJson(value: object): readonly JsonLine[] {
  return printValue(value, '', '', []);
}

function printValue(value: unknown, indent: string, head: string, said: Said): readonly JsonLine[] {
  if (typeof value !== 'object' || value === null || isFlat(value)) {
    return [{ text: `${indent}${head}${scalar(value)}`, said }];
  }
  const inner = `${indent}  `;
  const parts: (readonly JsonLine[])[] = Array.isArray(value)
    ? value.map((element: unknown) => printValue(element, inner, '', said))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => printValue(member, inner, `${JSON.stringify(name)}: `, [[value, name]]));
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const body = parts.flatMap((lines, index) => (index < parts.length - 1 ? withComma(lines) : lines));
  return [{ text: `${indent}${head}${open}`, said: [] }, ...body, { text: `${indent}${close}`, said: [] }];
}

function withComma(lines: readonly JsonLine[]): readonly JsonLine[] {
  return lines.map((line, index) => (index === lines.length - 1 ? { ...line, text: `${line.text},` } : line));
}

/** Empty, or a list of scalars. */
function isFlat(value: object): boolean {
  if (!Array.isArray(value)) return Object.keys(value).length === 0;
  return value.every((element) => typeof element !== 'object' || element === null);
}

function scalar(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((element) => JSON.stringify(element)).join(', ')}]`;
  return JSON.stringify(value);
}
