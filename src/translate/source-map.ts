import type { Assignment } from '../../grammars/objects/object.ts';
import type { Written } from '../dialects/dialect.ts';
import { DEFAULT_ORIGIN, type Origin } from '../ir/origins.ts';

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
export function mapSource(written: readonly Written[]): SourceMap {
  const targets = new Map<Origin, Place[]>();
  const unsourced: UnsourcedLine[] = [];
  for (const { file, lines } of written) {
    for (const [index, assignments] of lines.entries()) {
      const place = { file, line: index + 1 };
      for (const assignment of assignments) {
        const { origin, earlier } = assignment;
        if (origin === DEFAULT_ORIGIN) unsourced.push({ ...place, assignment });
        if (origin >= 0) addPlace(targets, origin, place);
        for (const other of earlier ?? []) addPlace(targets, other, place);
      }
    }
  }
  return { targets, unsourced };
}

/** The statements that a line says. */
export function originsOfLine(assignments: readonly Assignment[]): readonly Origin[] {
  return assignments
    .flatMap(({ origin, earlier = [] }) => [origin, ...earlier])
    .filter((origin) => origin >= 0);
}

/** Each line once, however many of its values a statement has made. */
function addPlace(targets: Map<Origin, Place[]>, origin: Origin, place: Place): void {
  const known = targets.get(origin);
  if (known === undefined) targets.set(origin, [place]);
  else if (known.at(-1) !== place) known.push(place);
}
