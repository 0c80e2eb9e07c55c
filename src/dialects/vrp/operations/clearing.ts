import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { Operation } from '../../../ir/operation.ts';

type Clearing = Omit<Extract<Operation, { kind: 'clear-ike-sa' }>, 'kind' | 'select'>;

/** AR V200R007: new phase-1 SAs are negotiated at once, those of phase 2 stay up. */
const AR: Clearing = { children: 'keep', then: 'at-once', childConnection: 'by-policy' };
/** What `reset ike sa` implies by profile (`reference/vrp.md` 3.11, rules A, U and N). */
const CLEARING: Readonly<Record<Profile, Clearing>> = {
  'ar-v2r3': AR,
  ar: AR,
  usg: { children: 'delete', then: 'by-policy', childConnection: 'by-policy' },
  ne: { children: 'delete', then: 'on-traffic', childConnection: 'at-once' },
};

export function clearing(profile: Profile): Clearing {
  return CLEARING[profile];
}
