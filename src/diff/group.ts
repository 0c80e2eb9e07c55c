import type { MeaningDifference, Subject, Told } from './difference.ts';

/**
 * Differences that are one: of several tunnels (a proposal that many peers offer, a default of the device) told once,
 * with every tunnel that it touches.
 */
export function groupDifferences(found: readonly MeaningDifference[]): readonly MeaningDifference[] {
  const groups = new Map<
    string,
    { difference: MeaningDifference; readonly subjects: Map<string, Subject> }
  >();
  for (const difference of found) {
    const key = isOfOneTunnel(difference) ? `${groups.size}` : keyOf(difference);
    const known = groups.get(key);
    const [first] = difference.subjects;
    if (known === undefined) {
      groups.set(key, { difference, subjects: new Map([[subjectKey(first), first]]) });
    } else if (!known.subjects.has(subjectKey(first))) known.subjects.set(subjectKey(first), first);
  }
  return [...groups.values()].map(({ difference, subjects }) => {
    const [first = difference.subjects[0], ...others] = subjects.values();
    return { ...difference, subjects: [first, ...others] };
  });
}

/** A row that one side lacks, or an object that only one has, is no tunnel's but its own. */
function isOfOneTunnel({ kind, path }: MeaningDifference): boolean {
  return kind !== 'changed' && path !== 'ikeProposals' && path !== 'ipsecProposals';
}

function keyOf({ kind, path, words, left, right }: MeaningDifference): string {
  const side = (told: Told | undefined): unknown => [told?.value, told?.text, told?.origins];
  return JSON.stringify([kind, path, words, side(left), side(right)]);
}

/** A policy with several selectors is one subject. */
function subjectKey({ kind, text, left, right }: Subject): string {
  return JSON.stringify(left === undefined && right === undefined ? [kind, text] : [kind, left, right]);
}
