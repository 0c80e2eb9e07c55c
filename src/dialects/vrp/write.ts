import { printConfiguration } from '../../../grammars/vrp/print-configuration.ts';
import type { Profile } from '../../../grammars/vrp/profiles.ts';
import type { Raised, Written } from '../dialect.ts';
import { writtenFile } from '../dialect-written.ts';

/** One file, as a device saves it. */
export function write({ objects }: Raised, profile: Profile): readonly Written[] {
  return [writtenFile('vrpcfg.cfg', [printConfiguration(objects, profile)])];
}
