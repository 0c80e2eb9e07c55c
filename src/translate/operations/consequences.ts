import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Reestablishment } from '../../ir/operation.ts';
import type { IkeVersion } from '../../ir/scalars.ts';
import type { SelectiveOperation } from './reading-back.ts';
import type { SayingContext } from './context.ts';

const THEN: Readonly<Record<Reestablishment, string>> = {
  'at-once': 'at once',
  'by-policy': 'as its policy says',
  'on-traffic': 'on traffic',
  never: 'when the peer starts',
};

/** What the commands do beside what they select: it differs by device (`translation.md` 4.1 rule 3 and 4.6). */
export function consequencesOf(
  operation: SelectiveOperation,
  means: readonly SelectiveOperation[],
  context: SayingContext,
): readonly Diagnostic[] {
  if (operation.kind === 'clear-child-sa') {
    return means.flatMap((reached) =>
      reached.kind === 'clear-child-sa' ? comesBack(operation.then, reached.then) : [],
    );
  }
  if (operation.kind !== 'clear-ike-sa') return [];
  const ownVersions = versionsOf(operation, context);
  return means.flatMap((reached) => {
    if (reached.kind !== 'clear-ike-sa') return [];
    const versions = reached.select.version === undefined ? ownVersions : [reached.select.version];
    const reachesIkev1 = versions.includes('ikev1') && ownVersions.includes('ikev1');
    const children =
      reachesIkev1 && reached.children !== operation.children
        ? childrenDiffer(reached.children, context)
        : [];
    return [...children, ...comesBack(operation.then, reached.then)];
  });
}

/** IKEv2 always deletes the child SAs: only of IKEv1 devices differ. */
function versionsOf({ select }: SelectiveOperation, { known }: SayingContext): readonly IkeVersion[] {
  if (select.version !== undefined) return [select.version];
  const found = known.ike?.flatMap(({ source }) => source.version ?? []) ?? [];
  return found.length === 0 ? ['ikev1', 'ikev2'] : [...new Set(found)];
}

function childrenDiffer(children: 'delete' | 'keep', { to }: SayingContext): readonly Diagnostic[] {
  const does =
    children === 'delete'
      ? 'also deletes their IPsec SAs: traffic stops until they are negotiated again'
      : 'leaves their IPsec SAs up';
  return [diagnostic('TG305', { target: to.name, does })];
}

function comesBack(wanted: Reestablishment, then: Reestablishment): readonly Diagnostic[] {
  return wanted === then ? [] : [diagnostic('TG309', { then: THEN[then], wanted: THEN[wanted] })];
}
