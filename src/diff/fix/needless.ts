/** More lines than this are typed as they are: each is left out once to see. */
const MOST_LINES = 80;

/**
 * The lines without those that change nothing: lines inside an object, then what opens and closes one that nothing is left
 * of. `isProven`: whether lines still do what they have to.
 */
export function withoutNeedless(
  lines: readonly string[],
  isProven: (lines: readonly string[]) => boolean,
): readonly string[] {
  if (lines.length > MOST_LINES) return lines;
  let kept = lines;
  const leaveOut = (count: number, isMeant: (index: number) => boolean): void => {
    for (let index = kept.length - count; index >= 0; index--) {
      if (index + count > kept.length || !isMeant(index)) continue;
      const shorter = kept.toSpliced(index, count);
      if (isProven(shorter)) kept = shorter;
    }
  };
  leaveOut(1, (index) => isInside(kept[index]));
  leaveOut(2, (index) => !isInside(kept[index]) && !isInside(kept[index + 1]));
  return kept;
}
function isInside(line = ''): boolean {
  return line.startsWith(' ');
}
