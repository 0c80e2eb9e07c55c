import { namesIn } from '../../../../grammars/tmsh/modules.ts';
import type { Profile } from '../../../../grammars/tmsh/schema/property.ts';
import { COMPONENTS } from '../../../../grammars/tmsh/table.ts';
import { VERBS } from '../../../../grammars/tmsh/verbs.ts';
import type { HelpCoverage } from '../../dialect-terminal.ts';
import { isDocumented } from './help-words.ts';
import { filtersOf, valuesOf } from './next-words.ts';

/** How many words `?` can show, and how many of them with a text of a device. */
export function helpCoverage(profile: Profile): HelpCoverage {
  const words = new Set([...VERBS, ...namesBelow([]), 'all-properties', '|', '"{"']);
  for (const { properties } of COMPONENTS) {
    for (const [name, property] of Object.entries(properties)) {
      if (property.since === '16' && profile !== '16') continue;
      for (const word of [name, ...valuesOf(property, profile)]) words.add(word);
    }
  }
  return { words: words.size, documented: [...words].filter(isDocumented).length };
}

function namesBelow(module: readonly string[]): readonly string[] {
  const filters = filtersOf(module.join(' '));
  return [...filters, ...namesIn(module).flatMap((name) => [name, ...namesBelow([...module, name])])];
}
