import { readCommands } from './setkey/document.ts';
import type { RacoonStatement } from './statement.ts';
import { COMMANDS } from './table.ts';
import type { Syntax } from './values.ts';

/** `echo "spdadd …;" | setkey -c`: what is quoted is a command of setkey, unless the shell still fills it in. */
const ECHO =
  /^([ \t]*echo[ \t]+(?:-e[ \t]+)?)(["'])([^"'$`\\]*)\2[ \t]*\|[ \t]*(?:\S*\/)?setkey[ \t]+(?:-\w+[ \t]+)*-c\b/;

/** `[root@gw ~]# `, `$ `, `sudo `: what stands before a command. */
const BEFORE = /^(?:\[[^\]\r\n]*\][#$][ \t]+|[\w.@-]*(?::[^\s#$]*)?[#$][ \t]+)?(?:sudo[ \t]+)?/;
const OPERATION = /^(?:\S*\/)?(?:racoonctl(?:[ \t]|$)|setkey[ \t]+-(?!\w*c\b))/;

/** Where on a line a command begins that asks for something; nothing: none does. `prompts`: `# ` is a prompt, no comment. */
function operationAt(line: string, prompts: boolean): number | undefined {
  if (!prompts && line.startsWith('#')) return undefined;
  const at = BEFORE.exec(line)?.[0].length ?? 0;
  return OPERATION.test(line.slice(at)) ? at : undefined;
}

/** A text that begins with a command behind `# ` is a session of root: there it is the prompt. */
const ROOT_SESSION = /^\s*#[ \t]+(?:\S*\/)?(?:racoonctl|setkey[ \t]+-)/;

/** Whether a text has command lines of racoonctl or of setkey's options. */
export function hasOperations(text: string): boolean {
  if (!/racoonctl|setkey[ \t]+-/.test(text)) return false;
  const prompts = ROOT_SESSION.test(text);
  return text.split('\n').some((line) => operationAt(line.trimStart(), prompts) !== undefined);
}

/** The lines of a script between setkey's commands: kept, and no statements of racoon. */
export function readScript(text: string, base: number, syntax: Syntax): readonly RacoonStatement[] {
  const statements: RacoonStatement[] = [];
  const prompts = ROOT_SESSION.test(text);
  let start = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const echo = ECHO.exec(line);
    const operation = operationAt(trimmed, prompts);
    const from = base + start + line.indexOf(trimmed);
    const end = from + trimmed.length;
    if (operation !== undefined) {
      const understood = { kind: 'operation' } as const;
      statements.push({ start: from + operation, end, view: COMMANDS, understood });
    } else if (echo !== null) {
      const [, before = '', quote = '', commands = ''] = echo;
      statements.push(...readCommands(commands, base + start + before.length + quote.length, syntax));
    } else if (trimmed !== '' && !trimmed.startsWith('#')) {
      statements.push({ start: from, end, view: COMMANDS, understood: { kind: 'foreign' } });
    }
    start += line.length + 1;
  }
  return statements;
}
