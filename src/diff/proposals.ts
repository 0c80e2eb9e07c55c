import { type Json, sameJson } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import type { Origins } from '../ir/origins.ts';
import type { MeaningDifference } from './difference.ts';
import { isJsonList, isJsonRecord } from './json-shapes.ts';
import { toldPath, wordsFor } from './members.ts';
import { find, type Found, tellChanged, tellWhole } from './tell.ts';

/** The proposals of one side: what the comparison saw of them, and the objects that they are. */
export interface Offered {
  readonly seen: Json | undefined;
  readonly objects: readonly object[];
  readonly origins: Origins;
}
type Change = Omit<MeaningDifference, 'subjects'>;

/**
 * Which algorithm of which proposal differs. Equal proposals are put aside, the others compared by their places;
 * equal ones in another order are one difference.
 */
export function compareProposals(base: MemberPath, left: Offered, right: Offered): readonly Change[] {
  const [a, b] = [listOf(left.seen), listOf(right.seen)];
  const [lone, other] = [positionsMissing(a, b), positionsMissing(b, a)];
  if (lone.length === 0 && other.length === 0) return [orderChange(base, left, right)];
  const count = Math.max(lone.length, other.length);
  return Array.from({ length: count }, (_, index): readonly Change[] => {
    const [i, j] = [lone[index], other[index]];
    const wholeOf = (side: Offered, position: number): Found =>
      find(side.origins, side.objects[position], base, base);
    if (i === undefined) {
      if (j === undefined) return [];
      return [
        { kind: 'only-right', path: base, words: wordsFor(base), right: tellWhole(base, wholeOf(right, j)) },
      ];
    }
    if (j === undefined)
      return [
        { kind: 'only-left', path: base, words: wordsFor(base), left: tellWhole(base, wholeOf(left, i)) },
      ];
    return pathsOf(base, a[i], b[j]).map((path) => ({
      kind: 'changed',
      path,
      ...tellChanged(
        path,
        find(left.origins, left.objects[i], base, path),
        find(right.origins, right.objects[j], base, path),
      ),
    }));
  }).flat();
}

function orderChange(base: MemberPath, left: Offered, right: Offered): Change {
  const all = ({ objects, origins }: Offered): Found => {
    const found = objects.map((object) => find(origins, object, base, base));
    return {
      value: found.map(({ value }) => value ?? null),
      origins: found.flatMap((one) => one.origins),
      elements: [],
    };
  };
  return {
    kind: 'changed',
    path: base,
    words: `${wordsFor(base)}s: order of preference`,
    left: tellWhole(base, all(left)),
    right: tellWhole(base, all(right)),
  };
}

/** Members that differ, each path once. */
export function pathsOf(
  base: MemberPath,
  left: Json | undefined,
  right: Json | undefined,
): readonly MemberPath[] {
  const [a, b] = [
    new Map(isJsonRecord(left) ? Object.entries(left) : []),
    new Map(isJsonRecord(right) ? Object.entries(right) : []),
  ];
  const paths = [...new Set([...a.keys(), ...b.keys()])].flatMap((name): readonly MemberPath[] => {
    const [x, y] = [a.get(name), b.get(name)];
    if (name === 'name' || sameJson(x, y)) return [];
    const path = `${base}.${name}`;
    return isJsonRecord(x) && isJsonRecord(y) ? pathsOf(path, x, y) : [toldPath(path)];
  });
  return [...new Set(paths)];
}

/** Positions of what the other list does not have; of two equal ones each takes one. */
function positionsMissing(list: readonly Json[], other: readonly Json[]): readonly number[] {
  const left = [...other];
  return list.flatMap((element, position) => {
    const found = left.findIndex((candidate) => sameJson(candidate, element));
    if (found === -1) return [position];
    left.splice(found, 1);
    return [];
  });
}

function listOf(value: Json | undefined): readonly Json[] {
  return isJsonList(value) ? value : [];
}
