import leven from 'leven';

/** The word that was probably meant: at most a third of its letters differ. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((candidate) => ({ candidate, distance: leven(word, candidate) }))
    .toSorted((left, right) => left.distance - right.distance);
  const [best] = ranked;
  return best !== undefined && best.distance * 3 <= best.candidate.length ? best.candidate : undefined;
}
