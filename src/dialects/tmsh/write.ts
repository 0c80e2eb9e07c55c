import { printBlocks } from '../../../grammars/tmsh/print-blocks.ts';
import { printCommands } from '../../../grammars/tmsh/print-commands.ts';
import type { Raised, Style, Written } from '../dialect.ts';
import { isFactoryObject } from './lower/factory.ts';

/** One file: of blocks, as a device saves them, or of commands to paste. */
export function write({ objects }: Raised, _profile: string, { layout }: Style): readonly Written[] {
  switch (layout) {
    case 'blocks':
      return [
        written(
          'bigip.conf',
          printBlocks(objects).map(({ text, assignment }) => ({ text, assignments: [assignment] })),
        ),
      ];
    case 'commands':
      return [written('bigip.tmsh', printCommands(objects, isFactoryObject))];
    default:
      return layout satisfies never;
  }
}

function written(file: string, lines: ReturnType<typeof printCommands>): Written {
  return {
    file,
    text: lines.map(({ text }) => `${text}\n`).join(''),
    lines: lines.map(({ assignments }) => assignments),
  };
}
