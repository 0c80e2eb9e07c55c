import type { Element } from './blocks.ts';
import { namesFor, type TypedPath } from './modules.ts';
import { statementOf, unknownComponent } from './objects.ts';
import type { Statement } from './statement.ts';
import type { Verb } from './verbs.ts';

/** What may stand behind a module or a component of `list` and `show` (tmsh reference 1.7). */
const DISPLAY_OPTIONS: ReadonlySet<string> = new Set(
  'all-properties current-module detail field-fmt global non-default-properties one-line partition recursive'.split(
    ' ',
  ),
);

interface Named {
  readonly typed: readonly Element[];
  readonly words: readonly string[];
  readonly verb: Verb;
  readonly path: TypedPath;
}

/** A word that several components of `net` begin with, or one that nothing has where everything is known. */
export function misnamed({ typed, words, verb, path }: Named): readonly Statement[] | undefined {
  const word = words[1 + path.words];
  if (word === undefined || path.path[0] !== 'net' || DISPLAY_OPTIONS.has(word)) return undefined;
  const meant = namesFor(verb, path.path).filter((name) => name.startsWith(word));
  if (meant.length > 1) return statementOf(typed, { kind: 'ambiguous-word', word, names: meant });
  const wrong = unknownComponent([...path.path, word]);
  return wrong === undefined ? undefined : statementOf(typed, wrong);
}
