import { printBlocks } from '../../../grammars/tmsh/print-blocks.ts';
import type { Raised, Written } from '../dialect.ts';

/** One file of blocks, as a device saves them. */
export function write({ objects }: Raised): readonly Written[] {
  const lines = printBlocks(objects);
  return [
    {
      file: 'bigip.conf',
      text: lines.map(({ text }) => `${text}\n`).join(''),
      lines: lines.map(({ assignment }) => assignment),
    },
  ];
}
