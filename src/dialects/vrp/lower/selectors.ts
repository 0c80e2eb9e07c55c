import type { Reading } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import { lowerAccessList, type LoweredAccessList } from './access-list.ts';
import { type LoweringContext, originOf } from './context.ts';

type AclReading = Reading<'number' | 'acl-name' | 'number6' | 'acl6-name' | 'source'>;

/** An access list with the line that names it. */
export type NamedAccessList = LoweredAccessList & { readonly origins: readonly number[] };

/** The access list that `security acl` names, by number or by name, of either family. */
export function lowerSelectors(
  context: LoweringContext,
  reading: AclReading,
  faults: Diagnostic[],
): NamedAccessList {
  const isIpv6 = reading.text('number6') !== undefined || reading.text('acl6-name') !== undefined;
  const name = ['number', 'acl-name', 'number6', 'acl6-name'] as const;
  const wanted = name.map((argument) => reading.text(argument)).find((text) => text !== undefined) ?? '';
  const acl = findAccessList(context, isIpv6 ? 'acl6-advanced' : 'acl-advanced', wanted);
  if (acl === undefined) {
    const object = isIpv6 ? 'acl ipv6' : 'acl';
    faults.push(diagnostic('TG114', { object, name: wanted }, originOf(reading.origins)));
    return { selectors: [], origins: reading.origins, faults: [], vrf: undefined };
  }
  const list = lowerAccessList(context, acl);
  faults.push(...list.faults);
  faults.push(...context.unreadableIn(acl));
  return { ...list, origins: reading.origins };
}

/** A named list may have a number too: `acl name branches 3005`. */
function findAccessList(
  context: LoweringContext,
  view: string,
  wanted: string,
): ConfigurationObject | undefined {
  return (
    context.object(view, wanted) ??
    context.objects(view).find(({ headers }) => headers.some(({ values }) => values['number'] === wanted))
  );
}
