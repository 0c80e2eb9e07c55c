import type { Said, Written } from '../dialects/dialect.ts';
import type { Assignment } from '../../grammars/objects/object.ts';
import { type Origin, type Origins, originsOf } from '../ir/origins.ts';

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
      const sources = new Set<Origin>();
      for (const assignment of assignments) {
        const says = said.get(assignment) ?? [];
        const own = sourcesOf(says, origins);
        if (own.size === 0 && says.length > 0) unsourced.push({ ...place, assignment });
        for (const origin of own) sources.add(origin);
      }
      for (const origin of sources) {
        const known = targets.get(origin);
        if (known === undefined) targets.set(origin, [place]);
        else known.push(place);
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
): ReadonlySet<Origin> {
  return new Set(assignments.flatMap((assignment) => [...sourcesOf(said.get(assignment) ?? [], origins)]));
}

function sourcesOf(said: Said, origins: Origins): ReadonlySet<Origin> {
  return new Set(
    said.flatMap(([object, member]) => originsOf(origins, object, member)).filter((origin) => origin >= 0),
  );
}
