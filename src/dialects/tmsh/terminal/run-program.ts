import type { Element } from '../../../../grammars/tmsh/blocks.ts';
import { wordsOf } from '../../../../grammars/tmsh/commands.ts';
import { unquote } from '../../../../grammars/tmsh/names.ts';
import type { Reply, TerminalHost } from '../../dialect-terminal.ts';
import { refused } from './refused.ts';

/** `run /util bash [ -c "…" ]`. */
export function runProgram(elements: readonly Element[], host: Pick<TerminalHost, 'shell'>): Reply {
  const words = wordsOf(elements);
  const images = words.map(({ image }) => image);
  const at = images[1] === 'util' || images[1] === '/util' ? 2 : images[1] === '/util/bash' ? 1 : -1;
  const isBash = at > 0 && (images[at] === 'bash' || images[at] === '/util/bash');
  if (!isBash) return refused('unexpected', { word: images[1] ?? 'run' });
  const shell = host.shell();
  const script = words.find(({ isScript }) => isScript)?.image.replace(/^-c[ \t]+/, '');
  return script === undefined ? { lines: [], opened: shell } : shell.enter(unquote(script));
}
