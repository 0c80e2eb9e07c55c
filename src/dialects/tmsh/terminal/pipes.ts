import type { Element } from '../../../../grammars/tmsh/blocks.ts';
import { unquote } from '../../../../grammars/tmsh/names.ts';
import { grep } from '../../../text/grep.ts';
import { lengthOf } from '../../../text/lines.ts';

/** A command, and the words of each filter behind a bar. */
export function splitPipes(typed: readonly Element[]): {
  readonly elements: readonly Element[];
  readonly pipes: readonly (readonly string[])[];
} {
  const bar = typed.findIndex((element) => element.kind === 'word' && element.image === '|');
  if (bar === -1) return { elements: typed, pipes: [] };
  const pipes: string[][] = [];
  for (const element of typed.slice(bar)) {
    if (element.kind !== 'word') continue;
    if (element.image === '|') pipes.push([]);
    else pipes.at(-1)?.push(element.image);
  }
  return { elements: typed.slice(0, bar), pipes };
}

/** The filter that the words behind a bar name; nothing: there is no such one. */
export function filterNamed(
  program: string,
  options: readonly string[],
): ((lines: Iterable<string>) => Iterable<string>) | undefined {
  if (program === 'grep') return grep(options.map(unquote));
  return program === 'count' ? countLines : undefined;
}

function* countLines(lines: Iterable<string>): Generator<string> {
  yield String(lengthOf(lines));
}
