import { printBlocks } from '../../../grammars/tmsh/print-blocks.ts';
import { printCommands } from '../../../grammars/tmsh/print-commands.ts';
import type { Raised, Style, Written } from '../dialect.ts';
import { textOf, writtenFile } from '../dialect-written.ts';
import { isFactoryObject } from './lower/factory.ts';

/** One file: of blocks, as a device saves them, or of commands to paste. */
export function write({ objects }: Raised, _profile: string, { layout }: Style): readonly Written[] {
  switch (layout) {
    case 'blocks':
      return [writtenFile('bigip.conf', printBlocks(objects))];
    case 'commands': {
      const commands = printCommands(objects, isFactoryObject);
      const lines = commands.map(({ assignments }) => assignments);
      return [{ file: 'bigip.tmsh', text: textOf(commands), lines }];
    }
    default:
      return layout satisfies never;
  }
}
