import { type Words, wordsBetween } from './words.ts';

/** A line that says something. */
export interface Line {
  readonly words: Words;
  /** Blanks and tabs in front of it. */
  readonly indentation: number;
}

/** The lines between two offsets of a text but blank ones and comments, which their first word tells. */
export function* linesBetween(
  text: string,
  start: number,
  end: number,
  isComment: (firstWord: string) => boolean,
): Generator<Line, void> {
  for (let at = start; at < end;) {
    const lineEnd = endOfLine(text, at, end);
    const words = wordsBetween(text, at, lineEnd);
    const [first] = words.images;
    if (first !== undefined && !isComment(first)) {
      yield { words, indentation: indentationOf(text, at, words.starts[0] ?? at) };
    }
    at = lineEnd + 1;
  }
}

/** Offset of the line feed that ends the line at an offset; `end` where none comes before it. */
export function endOfLine(text: string, at: number, end: number): number {
  const next = text.indexOf('\n', at);
  return next === -1 || next > end ? end : next;
}

const RETURN = 13;

/** A carriage return inside a line is a blank, but no indentation. */
function indentationOf(text: string, start: number, firstWord: number): number {
  let at = start;
  while (at < firstWord && text.charCodeAt(at) !== RETURN) at++;
  return at - start;
}
