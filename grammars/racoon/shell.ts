import { readCommands } from './setkey/document.ts';
import type { RacoonStatement } from './statement.ts';
import { COMMANDS } from './table.ts';
import type { Syntax } from './values.ts';

/** `echo "spdadd …;" | setkey -c`: what is quoted is a command of setkey, unless the shell still fills it in. */
const ECHO =
  /^([ \t]*echo[ \t]+(?:-e[ \t]+)?)(["'])([^"'$`\\]*)\2[ \t]*\|[ \t]*(?:\S*\/)?setkey[ \t]+(?:-\w+[ \t]+)*-c\b/;

/** The lines of a script between setkey's commands: kept, and no statements of racoon. */
export function readScript(text: string, base: number, syntax: Syntax): readonly RacoonStatement[] {
  const statements: RacoonStatement[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const echo = ECHO.exec(line);
    if (echo !== null) {
      const [, before = '', quote = '', commands = ''] = echo;
      statements.push(...readCommands(commands, base + start + before.length + quote.length, syntax));
    } else if (trimmed !== '' && !trimmed.startsWith('#')) {
      const from = base + start + line.indexOf(trimmed);
      statements.push({
        start: from,
        end: from + trimmed.length,
        view: COMMANDS,
        understood: { kind: 'foreign' },
      });
    }
    start += line.length + 1;
  }
  return statements;
}
