import { printConfiguration } from '../../../../grammars/racoon/print-configuration.ts';
import { printCommands, printKeys } from '../../../../grammars/racoon/print-setkey.ts';
import type { SavedFile, TerminalHost } from '../../dialect-terminal.ts';

/** What runs as the files that would say it. */
export function runningFiles({ running }: TerminalHost): readonly SavedFile[] {
  return [
    { name: 'racoon.conf', lines: printConfiguration(running) },
    { name: 'psk.txt', lines: printKeys(running) },
    { name: 'setkey.conf', lines: printCommands(running) },
  ].flatMap(({ name, lines }) =>
    lines.length === 0 ? [] : [{ name, text: lines.map(({ text }) => `${text}\n`).join('') }],
  );
}
