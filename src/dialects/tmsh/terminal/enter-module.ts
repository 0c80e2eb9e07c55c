import type { Session } from '../../../../grammars/tmsh/commands.ts';
import { resolvePath } from '../../../../grammars/tmsh/modules.ts';
import { VERBS } from '../../../../grammars/tmsh/verbs.ts';
import type { Reply } from '../../dialect-terminal.ts';
import { refused } from './refused.ts';

/** A command without a verb: a module or a component alone is entered; anything else means nothing. */
export function enterModule(words: readonly string[], { folder, module }: Session): Session | Reply {
  const [first = ''] = words;
  if (words.length === 0) return refused('unexpected', { word: '{' });
  if (words.length === 1 && first === '/') return { folder, module: [] };
  const entered = resolvePath(words, module, 'list');
  if (entered?.words === words.length) return { folder, module: entered.path };
  const meant = VERBS.filter((verb) => verb.startsWith(first));
  if (meant.length > 1 && !VERBS.includes(first)) return refused('ambiguous', { word: first });
  return refused('unexpected', { word: words[entered?.words ?? 0] ?? first });
}
