import { isDefault } from '../../../grammars/objects/list.ts';
import type { Assignment } from '../../../grammars/objects/object.ts';
import type { Profile } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';

const EVERYWHERE = [
  'ike-peer exchangeMode',
  'ike-proposal saDuration',
  'ipsec-proposal transform',
  'ipsec-proposal encapsulationMode',
];

/**
 * Slots whose default is documented for every release of the profile (marks D and C of `reference/vrp.md`); what is
 * only recalled there, or differs by release, is written with `--compact` too.
 */
const CERTAIN: Readonly<Record<Profile, ReadonlySet<string>>> = {
  'ar-v2r3': new Set(EVERYWHERE),
  ar: new Set(EVERYWHERE),
  usg: new Set([...EVERYWHERE, 'ipsec-policy-isakmp saTriggerMode']),
  ne: new Set([...EVERYWHERE, 'ike-peer natTraversal']),
};

/** Whether `--compact` may leave a statement out: the device certainly means it, and does not save it all the same. */
export function isCertainDefault(profile: Profile, assignment: Assignment): boolean {
  const { view, slot } = assignment;
  const model = table.model.slot(view, slot);
  return (
    model !== undefined &&
    CERTAIN[profile].has(`${view} ${slot}`) &&
    !model.alwaysListed.includes(profile) &&
    isDefault(model, assignment, profile)
  );
}
