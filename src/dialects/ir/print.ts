import type { Said } from '../dialect.ts';

/** A line of a document and the members that stand on it. */
export interface JsonLine {
  readonly text: string;
  readonly said: Said;
}

/**
 * JSON with two blanks a level, as `JSON.stringify` prints it; lists of scalars stand on one line. A line inside
 * an object that has no origins of its own says the member that holds the object.
 */
export function printJson(value: object, hasOrigins: (object: object) => boolean): readonly JsonLine[] {
  return new JsonPrinter(hasOrigins).print(value, '', '', []);
}

class JsonPrinter {
  readonly #hasOrigins: (object: object) => boolean;

  constructor(hasOrigins: (object: object) => boolean) {
    this.#hasOrigins = hasOrigins;
  }

  print(value: unknown, indent: string, head: string, said: Said): readonly JsonLine[] {
    if (typeof value !== 'object' || value === null || isFlat(value)) {
      return [{ text: `${indent}${head}${scalar(value)}`, said }];
    }
    const parts = Array.isArray(value)
      ? value.map((element: unknown) => this.print(element, `${indent}  `, '', said))
      : this.#members(value, `${indent}  `, said);
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    const body = parts.flatMap((lines, index) => (index < parts.length - 1 ? withComma(lines) : lines));
    return [
      { text: `${indent}${head}${open}`, said: head === '' ? [] : said },
      ...body,
      { text: `${indent}${close}`, said: [] },
    ];
  }

  #members(object: object, indent: string, above: Said): readonly (readonly JsonLine[])[] {
    const inherited = this.#hasOrigins(object) ? [] : above;
    return Object.entries(object).flatMap(([name, member]: [string, unknown]) =>
      member === undefined
        ? []
        : [this.print(member, indent, `${JSON.stringify(name)}: `, [...inherited, [object, name]])],
    );
  }
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
