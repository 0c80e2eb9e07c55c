import { allAssignments } from '../../../grammars/objects/apply.ts';
import { childKey, type ConfigurationObject } from '../../../grammars/objects/object.ts';
import type { Raised } from '../../dialects/dialect.ts';
import type { Origin } from '../../ir/origins.ts';

/**
 * Which object that stands already each raised one is: of its view the one whose statements it says most of, each once.
 */
export function standingNames(
  { objects }: Raised,
  standing: ConfigurationObject,
): ReadonlyMap<string, string> {
  const holders = new Map<Origin, ConfigurationObject>();
  for (const object of standing.children.values()) {
    for (const { origin } of allAssignments(object)) holders.set(origin, object);
  }
  const names = new Map<string, string>();
  const taken = new Set<ConfigurationObject>();
  for (const raised of objects.children.values()) {
    const counts = new Map<ConfigurationObject, number>();
    const writers = allAssignments(raised).flatMap(({ origin, earlier = [] }) => [origin, ...earlier]);
    for (const origin of new Set(writers)) {
      const holder = holders.get(origin);
      if (holder?.view === raised.view) counts.set(holder, (counts.get(holder) ?? 0) + 1);
    }
    const [best] = [...counts].filter(([object]) => !taken.has(object)).toSorted(([, a], [, b]) => b - a);
    if (best === undefined) continue;
    taken.add(best[0]);
    names.set(childKey(raised.view, raised.key), best[0].key);
  }
  return names;
}
