import { diagnostic } from '../../../ir/codes.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Origin } from '../../../ir/origins.ts';
import { statementPlaces } from '../../../text/statement-place.ts';
import type { Read } from '../../dialect.ts';
import { headerOrigins, type LoweringContext } from './context.ts';
import type { Binding } from './interfaces.ts';
import { groupMembers } from './policies.ts';

/** An interface bound to a group without a policy that could be read: withheld with the line that tells why, else an error. */
export function noteEmptyBindings(
  context: LoweringContext,
  read: Read,
  bindings: readonly Binding[],
  policies: readonly Policy[],
): void {
  const lowered = new Set(policies.map(({ name }) => name));
  const members = groupMembers(context);
  const placeOf = statementPlaces(read.statements, read.files);
  for (const { group, kind, bindingOrigins } of bindings) {
    if (lowered.has(group)) continue;
    const [member] = members.get(group) ?? [];
    const cause =
      (member === undefined ? undefined : headerOrigins(member)[0]) ??
      context.root.unreadable.find((origin) => groupOf(read, origin) === group);
    for (const origin of bindingOrigins) {
      context.report(
        cause === undefined
          ? diagnostic('TG114', { object: `ipsec ${kind}`, name: group }, { origin })
          : diagnostic('TG209', { cause: placeOf(cause) }, { origin }),
      );
    }
  }
}

/** The group that a line which could not be read speaks of: `ipsec policy NAME 10 manual`. */
function groupOf({ statements, files }: Read, origin: Origin): string | undefined {
  const span = statements[origin]?.span;
  const text = span === undefined ? '' : (files[span.file]?.text.slice(span.start, span.end) ?? '');
  return /^ipsec[ \t]+(?:policy|profile)[ \t]+(\S+)/i.exec(text)?.[1];
}
