import type { Assignment } from '../../grammars/objects/object.ts';
import type { Written } from './dialect.ts';

/** A line as it is printed, and what it says; none: a comment, a separator, the end. */
interface PrintedLine {
  readonly text: string;
  readonly assignment?: Assignment;
}

const NOTHING: readonly Assignment[] = [];

/** A file of printed lines, each with a line feed. They come some at a time, so that no more of them are kept. */
export function writtenFile(file: string, pieces: Iterable<readonly PrintedLine[]>): Written {
  const lines: (readonly Assignment[])[] = [];
  let text = '';
  let last = NOTHING;
  for (const piece of pieces) {
    text += textOf(piece);
    for (const { assignment } of piece) {
      // The lines of a list say the same: they share it.
      if (assignment === undefined) last = NOTHING;
      else if (last[0] !== assignment) last = [assignment];
      lines.push(last);
    }
  }
  return { file, text, lines };
}

/** The text of lines, in one piece. */
export function textOf(lines: readonly { readonly text: string }[]): string {
  return lines.length === 0 ? '' : `${lines.map(({ text }) => text).join('\n')}\n`;
}
