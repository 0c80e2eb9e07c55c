import type { Understood } from '../../../../grammars/notation/command-language.ts';
import { allAssignments, apply as applyAssignment, holderOf } from '../../../../grammars/objects/apply.ts';
import { assignmentsOf } from '../../../../grammars/notation/assignment.ts';
import {
  type Assignment,
  childKey,
  type ConfigurationObject,
  sameValues,
} from '../../../../grammars/objects/object.ts';
import { withRuleId } from '../../../../grammars/vrp/objects.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import type { Origin } from '../../../ir/origins.ts';
import { asStored, replacePrimaryAddress } from './as-stored.ts';

type Said = Pick<Extract<Understood, { readonly kind: 'line' }>, 'line' | 'values'>;

/** What a configuration command did: where the session is behind it, or why the device refuses. */
export type Changed =
  | { readonly kind: 'done'; readonly cursor: ConfigurationObject; readonly hasChanged: boolean }
  | { readonly kind: 'refused'; readonly message: string };

/** What the objects are called in refusals. */
const NOUNS: Readonly<Record<string, string>> = {
  'acl-advanced': 'ACL',
  'acl-basic': 'ACL',
  'acl6-advanced': 'ACL',
  'ipsec-proposal': 'IPSec proposal',
  'ike-proposal': 'IKE proposal',
  'ike-identity': 'IKE identity',
  'ike-peer': 'IKE peer',
  'ipsec-profile': 'IPSec profile',
  'ipsec-policy-template': 'IPSec policy template',
  'ipsec-policy-isakmp': 'IPSec policy',
  'ipsec-policy-of-template': 'IPSec policy',
  'ipsec-policy-manual': 'IPSec policy',
  interface: 'interface',
};
/** The project's own wording: none of a device is known (`reference/vrp.md` 5.7). */
const REFUSALS = {
  absent: (noun: string) => `Error: The ${noun} does not exist.`,
  referred: (noun: string, by: string) => `Error: The ${noun} is referenced by an ${by}.`,
  hardware: () => 'Error: A physical interface cannot be deleted.',
  mode: (noun: string) => `Error: The mode of the ${noun} cannot be changed.`,
} as const;

/** Types a configuration command at an object; a refused one changes nothing. */
export function change(cursor: ConfigurationObject, said: Said, origin: Origin, profile: Profile): Changed {
  const assignments = assignmentsOf(said.line, asStored(said.line, said.values), origin);
  const policy = standingPolicy(cursor, said, assignments[0]);
  if (policy !== undefined) return policy;
  let at = cursor;
  let hasChanged = false;
  for (const typed of assignments) {
    const assignment = numbered(withRuleId(at, typed));
    const refusal = refusalOf(at, assignment, profile);
    if (refusal !== undefined) return { kind: 'refused', message: refusal };
    const standing = standingObject(at, assignment);
    if (standing !== undefined) {
      at = standing;
      continue;
    }
    if (assignment.operator === 'set') replacePrimaryAddress(at, assignment.slot, assignment.values);
    const applied = applyAssignment(table.model, at, assignment);
    if (applied.kind === 'refused') {
      return { kind: 'refused', message: REFUSALS.absent(nounOf(assignment.enters?.view ?? '')) };
    }
    at = applied.cursor;
    hasChanged ||= applied.kind !== 'removed' || applied.previous.length > 0;
  }
  return { kind: 'done', cursor: at, hasChanged };
}

/** `ipsec policy map1 1`: a policy that stands is entered whatever its mode, and none is made without one (`reference/vrp.md` 2.5). */
function standingPolicy(
  cursor: ConfigurationObject,
  { values }: Said,
  assignment: Assignment | undefined,
): Changed | undefined {
  const enters = assignment?.enters;
  if (
    assignment?.operator !== 'set' ||
    enters?.view !== 'ipsec-policy-isakmp' ||
    values['mode'] !== undefined
  )
    return undefined;
  const holder = holderOf(cursor, assignment.view);
  const found = POLICIES.flatMap((view) => holder?.children.get(childKey(view, enters.key)) ?? [])[0];
  return found === undefined
    ? { kind: 'refused', message: REFUSALS.absent(nounOf(enters.view)) }
    : { kind: 'done', cursor: found, hasChanged: false };
}

/** An object that is only entered again, as it was made. */
function standingObject(
  cursor: ConfigurationObject,
  { operator, view, enters, values }: Assignment,
): ConfigurationObject | undefined {
  if (enters === undefined || operator === 'delete') return undefined;
  const object = holderOf(cursor, view)?.children.get(childKey(enters.view, enters.key));
  return object?.headers.some((header) => sameValues(header.values, values)) === true ? object : undefined;
}

/** A device writes the number that it has given to a rule. */
function numbered(assignment: Assignment): Assignment {
  const { slot, entry, values } = assignment;
  return slot === 'rule' && entry !== undefined
    ? { ...assignment, values: { id: entry, ...values } }
    : assignment;
}

function nounOf(view: string): string {
  return NOUNS[view] ?? 'object';
}

function refusalOf(
  cursor: ConfigurationObject,
  assignment: Assignment,
  profile: Profile,
): string | undefined {
  const { enters, operator } = assignment;
  const holder = holderOf(cursor, assignment.view);
  if (holder === undefined || enters === undefined) return undefined;
  if (operator !== 'delete') return otherMode(holder, enters);
  if (enters.view === 'interface' && !/^(?:tunnel|loopback|vlanif|dialer|virtual)/i.test(enters.key)) {
    return REFUSALS.hardware();
  }
  return referredBy(holder, enters, profile);
}

const POLICIES: readonly string[] = [
  'ipsec-policy-isakmp',
  'ipsec-policy-of-template',
  'ipsec-policy-manual',
];

/** A policy keeps the mode that it was made with (`reference/vrp.md` 2.5). */
function otherMode(
  holder: ConfigurationObject,
  { view, key }: NonNullable<Assignment['enters']>,
): string | undefined {
  if (!POLICIES.includes(view)) return undefined;
  const isThere = POLICIES.some((other) => other !== view && holder.children.has(childKey(other, key)));
  return isThere ? REFUSALS.mode(nounOf(view)) : undefined;
}

/** An object cannot go while another one names it. NE devices refuse to take a policy from a group in use (2.5). */
function referredBy(
  holder: ConfigurationObject,
  { view, key }: NonNullable<Assignment['enters']>,
  profile: Profile,
): string | undefined {
  if (POLICIES.includes(view) && profile !== 'ne') return undefined;
  let root = holder;
  while (root.parent !== undefined) root = root.parent;
  const [name = key] = POLICIES.includes(view) ? key.split(' ') : [key];
  for (const object of root.children.values()) {
    for (const { slot, values, view: of } of allAssignments(object)) {
      const refers = table.model.slot(of, slot)?.refersTo;
      if (refers?.views.includes(view) !== true) continue;
      if ([values[refers.value] ?? []].flat().includes(name))
        return REFUSALS.referred(nounOf(view), nounOf(object.view));
    }
  }
  return undefined;
}
