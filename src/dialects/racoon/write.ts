import { printConfiguration } from '../../../grammars/racoon/print-configuration.ts';
import { printCommands, printKeys } from '../../../grammars/racoon/print-setkey.ts';
import type { Raised, Written } from '../dialect.ts';
import { writtenFile } from '../dialect-written.ts';

/** The three files of a gateway; one that would be empty is not written. */
export function write({ objects }: Raised): readonly Written[] {
  return [
    writtenFile('racoon.conf', [printConfiguration(objects)]),
    writtenFile('psk.txt', [printKeys(objects)]),
    writtenFile('setkey.conf', [printCommands(objects)]),
  ].filter(({ lines }) => lines.length > 0);
}
