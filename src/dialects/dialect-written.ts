import type { Assignment } from '../../grammars/objects/object.ts';
import type { Written } from './dialect.ts';

/** A line as it is printed, and what it says; none: a comment, a separator, the end. */
interface PrintedLine {
  readonly text: string;
  readonly assignment?: Assignment;
}

const NOTHING: readonly Assignment[] = [];

/** A file of printed lines, each with a line feed. */
export function writtenFile(file: string, printed: readonly PrintedLine[]): Written {
  let last: readonly Assignment[] = NOTHING;
  const lines = printed.map(({ assignment }) => {
    if (assignment === undefined) return NOTHING;
    // The lines of a list say the same: they share it.
    if (last[0] !== assignment) last = [assignment];
    return last;
  });
  return { file, text: textOf(printed), lines };
}

/** The text of lines, in one piece. */
export function textOf(lines: readonly { readonly text: string }[]): string {
  return lines.length === 0 ? '' : `${lines.map(({ text }) => text).join('\n')}\n`;
}
