import { allAssignments } from '../../grammars/objects/apply.ts';
import { type Assignment, type ConfigurationObject, emptyObject } from '../../grammars/objects/object.ts';
import { describe } from '../ir/codes.ts';
import type { Json } from '../ir/json.ts';
import type { Change, MemberPath } from '../ir/limits.ts';
import type { ObjectReference } from '../ir/operation.ts';
import { DEFAULT_ORIGIN, type Origin, type Origins, originsOf } from '../ir/origins.ts';
import type { Addition, Raised, Said, Style } from './dialect.ts';

/** The member that a line says first, for the row of the report that names it. */
export interface Place {
  readonly object: ObjectReference;
  readonly path: MemberPath;
  readonly from: Json;
}
/** A line that `--compact` leaves out. */
interface Omitted {
  /** As it is quoted in a sentence. */
  readonly text: string;
  readonly place: Place;
  readonly said: Said;
}

/** Collects what raising makes: objects, what their lines say, and the changes that only raising knows. */
export class Raising {
  readonly origins: Origins;
  readonly style: Style;
  /** "tmsh@16", for messages. */
  readonly target: string;
  readonly root: ConfigurationObject;
  readonly #sources: Origins;
  readonly #changes: Change[] = [];
  readonly #added = new Map<Assignment, Addition>();
  readonly #omitted: Omitted[] = [];

  constructor(target: string, rootView: string, origins: Origins, style: Style) {
    this.origins = origins;
    this.style = style;
    this.target = target;
    this.root = emptyObject(rootView, '');
    this.#sources = style.sources ?? origins;
  }

  result(): Raised {
    this.#noteOmitted();
    return { objects: this.root, changes: this.#changes, added: this.#added };
  }

  /** Something that statements of the source became; where there is none, nothing is said. */
  adapt(change: Omit<Change, 'kind' | 'origins'>, writers: readonly Origin[]): void {
    const origins = writers.filter((origin) => origin >= 0);
    if (origins.length > 0) this.#changes.push({ ...change, kind: 'adapted', origins });
  }

  /** The statements behind what a line says, each once. */
  writersOf(said: Said): readonly Origin[] {
    return writersOf(this.origins, said);
  }

  /** The same without those behind something else: what is said there is said there. */
  writersBut(said: Said, elsewhere: Said): readonly Origin[] {
    const known = new Set(this.writersOf(elsewhere));
    return this.writersOf(said).filter((origin) => !known.has(origin));
  }

  /** An assignment with the statements behind what it says: of those that nobody wrote, and of structure, none. */
  protected saying(assignment: Assignment, said: Said): Assignment {
    if (said.length === 0) return assignment;
    const writers = writersOf(this.#sources, said);
    const [origin = DEFAULT_ORIGIN] = writers;
    if (writers.length < 2) return { ...assignment, origin };
    return { ...assignment, origin, earlier: writers.slice(1) };
  }

  /** Puts an assignment behind those that its slot has. */
  protected append(object: ConfigurationObject, statement: Assignment, said: Said): Assignment {
    const assignment = this.saying(statement, said);
    const written = object.slots.get(assignment.slot);
    if (written === undefined) object.slots.set(assignment.slot, [assignment]);
    else written.push(assignment);
    return assignment;
  }

  /** Whether a line says only what the source means without a statement: then it is an addition. */
  protected isAddition(said: Said): boolean {
    return this.writersOf(said).length === 0 && said.some(([object]) => this.origins.has(object));
  }

  /** Such a line is `added`, with a row of `defaults`. */
  protected add(assignment: Assignment, row: Addition, place: Place, to?: Json): void {
    this.#added.set(assignment, row);
    const value = to === undefined ? {} : { to };
    this.#changes.push({ ...row, kind: 'adapted', ...place, ...value, origins: [] });
  }

  /** A line that the target means anyway, and that `--compact` leaves out. */
  protected omit(text: string, place: Place, said: Said): void {
    this.#omitted.push({ text, place, said });
  }

  /** A statement that only lines left out by `--compact` would carry is implied by the target. */
  #noteOmitted(): void {
    if (this.#omitted.length === 0) return;
    const carried = new Set(
      allAssignments(this.root).flatMap(({ origin, earlier = [] }) => [origin, ...earlier]),
    );
    for (const { text, place, said } of this.#omitted) {
      const details = { what: `"${text}"`, where: this.target, value: 'it' };
      const writers = this.writersOf(said).filter((origin) => !carried.has(origin));
      this.adapt({ code: 'TG100', ...place, note: describe('TG100', details) }, writers);
    }
  }
}

function writersOf(origins: Origins, said: Said): readonly Origin[] {
  const writers = new Set<Origin>();
  for (const [object, member] of said) {
    for (const origin of originsOf(origins, object, member)) if (origin >= 0) writers.add(origin);
  }
  return [...writers];
}
