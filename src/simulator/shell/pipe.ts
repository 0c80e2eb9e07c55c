import { grep } from '../../text/grep.ts';
import { lengthOf } from '../../text/lines.ts';

type LineFilter = (lines: Iterable<string>) => Iterable<string>;

const USUAL_LINES = 10;

/** The programs that an output may go through. */
export const PIPES: readonly string[] = ['grep', 'cat', 'wc', 'head', 'tail'];

/** What one of them does with lines, as bash runs it; nothing: its options are none that it has here. */
export function pipe(program: string, options: readonly string[]): LineFilter | undefined {
  switch (program) {
    case 'grep':
      return grep(options);
    case 'cat':
      return (lines) => lines;
    case 'wc':
      return options[0] === '-l' ? countLines : undefined;
    case 'head': {
      const count = lineCount(options);
      return count === undefined ? undefined : (lines) => firstLines(lines, count);
    }
    case 'tail': {
      const count = lineCount(options);
      return count === undefined ? undefined : (lines) => lastLines(lines, count);
    }
    default:
      return undefined;
  }
}

/** `-5`, `-n 5` or `-n5`; nothing given: ten. */
function lineCount(options: readonly string[]): number | undefined {
  if (options.length === 0) return USUAL_LINES;
  const [, digits] = /^-n? ?(\d{1,9})$/.exec(options.join(' ')) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function* countLines(lines: Iterable<string>): Generator<string> {
  yield String(lengthOf(lines));
}

function* firstLines(lines: Iterable<string>, most: number): Generator<string> {
  let count = 0;
  for (const line of lines) {
    if ((count += 1) > most) return;
    yield line;
  }
}

function* lastLines(lines: Iterable<string>, most: number): Generator<string> {
  const last: string[] = [];
  for (const line of lines) {
    last.push(line);
    if (last.length > most) last.shift();
  }
  yield* last;
}
