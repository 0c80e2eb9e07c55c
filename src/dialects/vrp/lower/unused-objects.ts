import { allAssignments } from '../../../../grammars/objects/apply.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Origin } from '../../../ir/origins.ts';
import type { LoweringContext } from './context.ts';

/** Objects that mean something only where another refers to them, with what messages call them. */
const REFERRED: Readonly<Record<string, string>> = {
  'ipsec-policy-template': 'ipsec policy-template',
  'ipsec-profile': 'ipsec profile',
  'ike-identity': 'ike identity',
};

/** A template, profile or identity that nothing uses is written nowhere. */
export function noteUnusedObjects(context: LoweringContext, carried: ReadonlySet<Origin>): void {
  for (const [view, what] of Object.entries(REFERRED)) {
    for (const object of context.objects(view)) {
      if (object.headers.some(({ origin }) => carried.has(origin))) {
        noteIdleMatch(context, object, carried);
        continue;
      }
      if (view === 'ike-identity' && isUsed(object, carried)) continue;
      for (const { origin } of allAssignments(object)) {
        if (carried.has(origin)) continue;
        context.used.add(origin);
        context.reportOnce({
          ...diagnostic('TG115', { object: what, name: object.key }, { origin }),
          status: 'dropped',
        });
      }
    }
  }
}

/** `match ike-identity` says nothing where the peer is missing or has a `remote-id`. */
function noteIdleMatch(
  context: LoweringContext,
  { slots }: ConfigurationObject,
  carried: ReadonlySet<Origin>,
): void {
  for (const slot of ['matchIdentity', 'remoteIdentity']) {
    for (const { origin } of slots.get(slot) ?? []) {
      if (carried.has(origin)) continue;
      context.reportOnce(
        diagnostic('TG119', { what: 'a peer that is missing or has a "remote-id"' }, { origin }),
      );
    }
  }
}

function isUsed(object: ConfigurationObject, carried: ReadonlySet<Origin>): boolean {
  return allAssignments(object).some(({ origin }) => carried.has(origin));
}
