import { difference } from '../../../grammars/objects/difference.ts';
import { onStanding } from '../../../grammars/objects/standing.ts';
import type { ConfigurationObject } from '../../../grammars/objects/object.ts';
import { printChanges, renameObjects } from '../../../grammars/tmsh/print-changes.ts';
import { componentNamed, model } from '../../../grammars/tmsh/table.ts';
import type { Raised, Standing } from '../dialect.ts';
import { isFactoryObject } from './lower/factory.ts';

/** Commands to type in tmsh, on the objects as they are called there. */
export function change(
  { objects, meaning, names }: Standing,
  from: Raised | undefined,
  to: Raised,
  profile: string,
): readonly string[] {
  const ends = onStanding(
    {
      from: from === undefined ? meaning : renameObjects(from.objects, names),
      to: renameObjects(to.objects, names),
    },
    objects,
    model,
    stays,
  );
  // Beside what stands, something of the whole device may mean another value than its release: a default is written too.
  const defaults = from === undefined ? 'left-out' : 'written';
  return printChanges(difference(model, ends.from, ends.to, profile, defaults), ends.from);
}

/** What every device has, and the self IPs of its other services. */
function stays(object: ConfigurationObject): boolean {
  return (
    isFactoryObject(object) ||
    object.view === 'net self' ||
    componentNamed(object.view)?.singleton !== undefined
  );
}
