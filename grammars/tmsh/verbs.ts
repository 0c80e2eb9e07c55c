import { parseNotation } from '../notation/parse-notation.ts';
import type { Sequence } from '../notation/syntax.ts';
import { walk } from '../notation/walker.ts';

/** The verbs of tmsh (tmsh reference 1.4); properties are told by the schema. */
const LINES = [
  ['create', 'create <object:rest>'],
  ['modify', 'modify <object:rest>'],
  ['delete', 'delete <object:rest>'],
  ['list', 'list [ <object:rest> ]'],
  ['show', 'show [ <object:rest> ]'],
  ['edit', 'edit [ <object:rest> ]'],
  ['save', 'save <what:rest>'],
  ['load', 'load <what:rest>'],
  ['run', 'run <what:rest>'],
  ['cd', 'cd <folder>'],
  ['pwd', 'pwd'],
  ['help', 'help [ <what:rest> ]'],
  ['exit', 'exit'],
  ['quit', 'quit'],
  ['reset-stats', 'reset-stats <object:rest>'],
  ['start', 'start <what:rest>'],
  ['stop', 'stop <what:rest>'],
  ['restart', 'restart <what:rest>'],
  ['install', 'install <what:rest>'],
  ['generate', 'generate <what:rest>'],
  ['publish', 'publish <what:rest>'],
  ['submit', 'submit <what:rest>'],
  ['send-mail', 'send-mail [ <what:rest> ]'],
  ['mv', 'mv <what:rest>'],
  ['cp', 'cp <what:rest>'],
] as const;

export type Verb = (typeof LINES)[number][0];
export const VERBS: readonly string[] = LINES.map(([verb]) => verb);

let lines: readonly { readonly line: Verb; readonly syntax: Sequence }[] | undefined;

/** The verb that a command begins with, written in full or cut to what tells it from others. */
export function verbOf([first, second]: readonly string[]): Verb | undefined {
  if (first === undefined || !/^[a-z-]+$/.test(first)) return undefined;
  lines ??= LINES.map(([verb, line]) => ({ line: verb, syntax: parseNotation(line) }));
  const typed = [first, ...(second === undefined ? [] : [second])];
  const walked = walk(
    lines,
    typed.map((image) => ({ image, start: 0 })),
  );
  return walked.kind === 'lines' ? walked.lines[0]?.line : undefined;
}
