import { nameOf, namesIn, resolvePath } from '../../../../grammars/tmsh/modules.ts';
import type { Verb } from '../../../../grammars/tmsh/verbs.ts';
import type { Reply } from '../../dialect-terminal.ts';
import { refused } from './refused.ts';

/** Refuses a command by the first of its words that names nothing in the module that the session is in. */
export function unexpected(words: readonly string[], verb: Verb, module: readonly string[]): Reply {
  const path = resolvePath(words, module, verb);
  const word = words[path?.words ?? 0];
  const names = namesIn(path?.path ?? module);
  if (word !== undefined && nameOf(word, names, true) === undefined) {
    const meant = names.filter((name) => name.startsWith(word));
    if (meant.length > 1) return refused('ambiguous', { word });
  }
  return refused('unexpected', { word: word ?? words.at(-1) ?? verb });
}
