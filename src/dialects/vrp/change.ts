import type { ConfigurationObject } from '../../../grammars/objects/object.ts';
import { difference } from '../../../grammars/objects/difference.ts';
import { onStanding } from '../../../grammars/objects/standing.ts';
import { printChanges } from '../../../grammars/vrp/print-changes.ts';
import type { Profile } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';
import type { Raised, Standing } from '../dialect.ts';

/** Lines to type in system view. Names are what they are: raising keeps those of VRP. */
export function change(
  { objects, meaning }: Standing,
  from: Raised | undefined,
  to: Raised,
  profile: Profile,
): readonly string[] {
  const ends = onStanding({ from: from?.objects ?? meaning, to: to.objects }, objects, table.model, stays);
  for (const slot of OF_THE_DEVICE) ends.from.slots.delete(slot);
  // Beside what stands, something of the whole device may mean another value than its release: a default is written too.
  const defaults = from === undefined ? 'left-out' : 'written';
  return printChanges(difference(table.model, ends.from, ends.to, profile, defaults), profile);
}

/** A device keeps its name, also where it was what this end is called: `ike local-name` comes before it. */
const OF_THE_DEVICE = ['sysname'] as const;
const ACCESS_LISTS: ReadonlySet<string> = new Set(['acl-advanced', 'acl6-advanced']);

/** Interfaces are hardware, and an access list may serve others too: without a tunnel it protects nothing. */
function stays({ view, key }: ConfigurationObject): boolean {
  return ACCESS_LISTS.has(view) || (view === 'interface' && !/^tunnel/i.test(key));
}
