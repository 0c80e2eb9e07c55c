import { allAssignments } from '../../../../grammars/objects/apply.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import { allOrigins } from '../../../ir/origins.ts';
import type { LoweringContext } from './context.ts';

/** Objects that mean something only where another refers to them, with what messages call them. */
const REFERRED: Readonly<Record<string, string>> = {
  'ipsec-policy-template': 'ipsec policy-template',
  'ipsec-profile': 'ipsec profile',
  'ike-identity': 'ike identity',
};

/** A template, profile or identity that nothing uses is written nowhere. */
export function noteUnusedObjects(context: LoweringContext, gateway: Gateway): void {
  const carried = allOrigins(context.origins, gateway);
  for (const [view, what] of Object.entries(REFERRED)) {
    for (const object of context.objects(view)) {
      if (object.headers.some(({ origin }) => carried.has(origin)) || isUsed(object, carried)) continue;
      for (const { origin } of allAssignments(object)) {
        context.used.add(origin);
        context.reportOnce({
          ...diagnostic('TG115', { object: what, name: object.key }, { origin }),
          status: 'dropped',
        });
      }
    }
  }
}

function isUsed(object: ConfigurationObject, carried: ReadonlySet<number>): boolean {
  return allAssignments(object).some(({ origin }) => carried.has(origin));
}
