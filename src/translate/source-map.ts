import type { Said, Written } from '../dialects/dialect.ts';
import type { Assignment } from '../../grammars/objects/object.ts';
import { isWritten, type Origin, type Origins, originsOf } from '../ir/origins.ts';

/** A line of a file, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}
/** A line that no statement of the source is behind. */
export interface UnsourcedLine extends Place {
  readonly assignment: Assignment;
}
/** Which lines of the output carry which statements. */
export interface SourceMap {
  readonly targets: ReadonlyMap<Origin, readonly Place[]>;
  readonly unsourced: readonly UnsourcedLine[];
}

/** The origins of a target line are the union of the origins of what it says (`contracts.md` 4). */
export function mapSource(
  written: readonly Written[],
  said: ReadonlyMap<Assignment, Said>,
  origins: Origins,
): SourceMap {
  const targets = new Map<Origin, Place[]>();
  const unsourced: UnsourcedLine[] = [];
  for (const { file, lines } of written) {
    for (const [index, assignments] of lines.entries()) {
      const place = { file, line: index + 1 };
      for (const assignment of assignments) {
        const says = said.get(assignment) ?? [];
        const sources = says.flatMap(([object, member]) => originsOf(origins, object, member));
        if (says.length > 0 && !isWritten(sources)) unsourced.push({ ...place, assignment });
        for (const origin of sources) if (origin >= 0) addPlace(targets, origin, place);
      }
    }
  }
  return { targets, unsourced };
}

/** The statements that a line says. */
export function originsOfLine(
  assignments: readonly Assignment[],
  said: ReadonlyMap<Assignment, Said>,
  origins: Origins,
): readonly Origin[] {
  return assignments
    .flatMap((assignment) => said.get(assignment) ?? [])
    .flatMap(([object, member]) => originsOf(origins, object, member))
    .filter((origin) => origin >= 0);
}

/** Each line once, however many of its values a statement has made. */
function addPlace(targets: Map<Origin, Place[]>, origin: Origin, place: Place): void {
  const known = targets.get(origin);
  if (known === undefined) targets.set(origin, [place]);
  else if (known.at(-1) !== place) known.push(place);
}
