import { type Json, sameJson } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import { allOrigins, type Origin, type Origins, originsOf } from '../ir/origins.ts';
import type { MeaningDifference, Told } from './difference.ts';
import { isJsonList, membersOf } from './json-shapes.ts';
import { showMember, wordsFor } from './members.ts';

/** A member of an object of the IR: what it holds, and which statements made it and each of its elements. */
export interface Found {
  readonly value: Json | undefined;
  readonly origins: readonly Origin[];
  readonly elements: readonly (readonly Origin[])[];
}

/** Looks up a member of an object that stands at `base`; the path of the base itself means the whole object. */
export function find(origins: Origins, root: object | undefined, base: MemberPath, path: MemberPath): Found {
  if (root === undefined) return NOTHING;
  if (path === base) return { value: toJson(root), origins: [...allOrigins(origins, root)], elements: [] };
  let holder: object = root;
  let member = '';
  for (const name of path.slice(base.length + 1).split('.')) {
    const inner = memberOf(holder, member);
    if (member !== '' && (typeof inner !== 'object' || inner === null)) break;
    if (typeof inner === 'object' && inner !== null) holder = inner;
    member = name;
  }
  const value = memberOf(holder, member);
  const ofElement = (element: unknown, position: number): readonly Origin[] => [
    ...originsOf(origins, holder, member, position),
    ...allOrigins(origins, element),
  ];
  return {
    value: value === undefined ? undefined : toJson(value),
    origins: [...new Set([...originsOf(origins, holder, member), ...allOrigins(origins, value)])],
    elements: Array.isArray(value) ? value.map(ofElement) : [],
  };
}
const NOTHING: Found = { value: undefined, origins: [], elements: [] };

function memberOf(object: object, name: string): unknown {
  return membersOf(object).get(name);
}

/** IR values are JSON by rule 1 of `ir.md`. */
function toJson(value: unknown): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value));
  return parsed;
}

/** A member that differs, as it is told; of two lists only what is not in both, where that is not all. */
export function tellChanged(
  path: MemberPath,
  left: Found,
  right: Found,
): Pick<MeaningDifference, 'words' | 'left' | 'right'> {
  const words = wordsFor(path);
  const [a, b] = [listOf(left.value), listOf(right.value)];
  if (a === undefined || b === undefined) {
    return { words, left: tellWhole(path, left), right: tellWhole(path, right) };
  }
  const [more, other] = [missingFrom(b, a), missingFrom(a, b)];
  if (more.length === 0 && other.length === 0) {
    return {
      words: `${words}: order of preference`,
      left: tellWhole(path, left),
      right: tellWhole(path, right),
    };
  }
  if (more.length === a.length || other.length === b.length) {
    return { words, left: tellWhole(path, left), right: tellWhole(path, right) };
  }
  return { words, left: tellPart(path, left, a, more, other), right: tellPart(path, right, b, other, more) };
}

export function tellWhole(path: MemberPath, { value, origins }: Found): Told {
  return { ...(value === undefined ? {} : { value }), text: showMember(path, value), origins };
}

/** What only this side has of a list; where it has no more than the other, that it lacks what the other has. */
function tellPart(
  path: MemberPath,
  found: Found,
  list: readonly Json[],
  more: readonly Json[],
  other: readonly Json[],
): Told {
  const whole = tellWhole(path, found);
  if (more.length === 0) return { ...whole, text: `without ${showMember(path, other)}` };
  const origins = more.flatMap((element) => found.elements[list.indexOf(element)] ?? []);
  const text = showMember(path, more);
  return { ...whole, text: other.length === 0 ? `also ${text}` : text, origins: [...new Set(origins)] };
}

function missingFrom(list: readonly Json[], wanted: readonly Json[]): readonly Json[] {
  return wanted.filter((element) => !list.some((other) => sameJson(element, other)));
}

function listOf(value: Json | undefined): readonly Json[] | undefined {
  return isJsonList(value) ? value : undefined;
}
