import { printConfiguration } from '../../../grammars/vrp/print-configuration.ts';
import type { Profile } from '../../../grammars/vrp/profiles.ts';
import type { Raised, Written } from '../dialect.ts';

/** One file, as a device saves it. */
export function write({ objects }: Raised, profile: Profile): readonly Written[] {
  const lines = printConfiguration(objects, profile);
  return [
    {
      file: 'vrpcfg.cfg',
      text: lines.map(({ text }) => `${text}\n`).join(''),
      lines: lines.map(({ assignment }) => (assignment === undefined ? [] : [assignment])),
    },
  ];
}
