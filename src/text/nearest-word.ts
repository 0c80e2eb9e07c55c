import leven from 'leven';

/** Fewer letters begin too many words. */
const SHORTEST_BEGINNING = 3;

/**
 * The word that was probably meant: at most a third of its letters differ, two neighbours changed places, or it is the only
 * one that begins so.
 */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((candidate) => ({ candidate, distance: distanceOf(word, candidate) }))
    .toSorted((left, right) => left.distance - right.distance);
  const [best] = ranked;
  if (best !== undefined && best.distance * 3 <= best.candidate.length) return best.candidate;
  const begun = words.filter((candidate) => candidate.startsWith(word));
  return word.length >= SHORTEST_BEGINNING && begun.length === 1 ? begun[0] : undefined;
}

/** Letters to add, drop or change; two neighbours that changed places are one slip. */
function distanceOf(word: string, candidate: string): number {
  return isSwapped(word, candidate) ? 1 : leven(word, candidate);
}

function isSwapped(word: string, candidate: string): boolean {
  return Array.from({ length: word.length }, (_, index) => withSwap(word, index)).includes(candidate);
}

function withSwap(word: string, index: number): string {
  return word.slice(0, index) + word.slice(index + 1, index + 2) + word.charAt(index) + word.slice(index + 2);
}
