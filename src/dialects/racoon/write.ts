import { type PrintedLine, printConfiguration } from '../../../grammars/racoon/print-configuration.ts';
import { printCommands, printKeys } from '../../../grammars/racoon/print-setkey.ts';
import type { Raised, Written } from '../dialect.ts';

/** The three files of a gateway; one that would be empty is not written. */
export function write({ objects }: Raised): readonly Written[] {
  return [
    fileOf('racoon.conf', printConfiguration(objects)),
    fileOf('psk.txt', printKeys(objects)),
    fileOf('setkey.conf', printCommands(objects)),
  ].filter(({ lines }) => lines.length > 0);
}

function fileOf(file: string, lines: readonly PrintedLine[]): Written {
  return {
    file,
    text: lines.map(({ text }) => `${text}\n`).join(''),
    lines: lines.map(({ assignment }) => (assignment === undefined ? [] : [assignment])),
  };
}
