import { directiveAssignment, headerAssignment } from '../../../../grammars/racoon/assignment.ts';
import { COMMANDS, COMMENT, KEYS, ROOT, sectionOf } from '../../../../grammars/racoon/table.ts';
import {
  type Assignment,
  childKey,
  type ConfigurationObject,
  emptyObject,
  type Values,
} from '../../../../grammars/objects/object.ts';
import { describe } from '../../../ir/codes.ts';
import type { Json } from '../../../ir/json.ts';
import type { Change, MemberPath } from '../../../ir/limits.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { DERIVED_ORIGIN, type Origin, type Origins, originsOf } from '../../../ir/origins.ts';
import type { Addition, Raised, Said, Style } from '../../dialect.ts';

/** The member that a line says first, for the row of the report that names it. */
export interface Place {
  readonly object: ObjectReference;
  readonly path: MemberPath;
  readonly from: Json;
}
/** What a line says of the IR. `also`: structure that stands in it, which makes no line the source's own. */
export interface Saying {
  readonly place: Place;
  readonly said: Said;
  readonly also?: Said;
  readonly addition?: Addition;
}

interface Omitted {
  readonly text: string;
  readonly place: Place;
  readonly said: Said;
}

/** What racoon does without the directive; the others must be written. */
function usualText(name: string, usual: string | undefined): string {
  if (name === 'lifetime') return `"lifetime time ${USUAL_LIFETIME} sec"`;
  return usual === undefined ? `nothing without "${name}"` : `"${name} ${usual}"`;
}
const USUAL_LIFETIME = 28_800; // both phases

/** Collects what raising makes: objects, what their lines say, and the changes that only raising knows. */
export class RaisingContext {
  readonly origins: Origins;
  readonly style: Style;
  readonly target = 'racoon';
  readonly root = emptyObject(ROOT, '');
  readonly #changes: Change[] = [];
  readonly #said = new Map<Assignment, Said>();
  readonly #added = new Map<Assignment, Addition>();
  readonly #omitted: Omitted[] = [];
  #blocks = 0;

  constructor(origins: Origins, style: Style) {
    this.origins = origins;
    this.style = style;
  }

  result(): Raised {
    this.#noteOmitted();
    return { objects: this.root, changes: this.#changes, said: this.#said, added: this.#added };
  }

  /** Opens a block in another one. */
  open(parent: ConfigurationObject, view: string, values: Values, said: Said): ConfigurationObject {
    this.#blocks += 1;
    const key = String(this.#blocks).padStart(8, '0');
    const header = headerAssignment(parent.view, view, values, DERIVED_ORIGIN, key);
    const object = emptyObject(view, key, parent);
    object.headers.push(header);
    parent.children.set(childKey(view, key), object);
    this.#said.set(header, said);
    return object;
  }

  /** A comment before a block. */
  comment(object: ConfigurationObject, text: string, said: Said): void {
    const assignment = directiveAssignment(object.view, COMMENT, { value: text }, DERIVED_ORIGIN);
    object.slots.set(COMMENT, [...(object.slots.get(COMMENT) ?? []), assignment]);
    this.#said.set(assignment, said);
  }

  /**
   * Writes a directive and says which IR members it is. A value that no statement of the source wrote is `added`,
   * with a row of `defaults`; with `--compact` one that equals racoon's own default is not written.
   */
  put(object: ConfigurationObject, name: string, values: Values, saying: Saying): void {
    const { place, said, also = [], addition } = saying;
    const usual = sectionOf(object.view)?.directives[name]?.default;
    if (this.style.compact && usual !== undefined && values['value'] === usual) {
      this.#omitted.push({ text: `${name} ${usual}`, place, said });
      return;
    }
    const assignment = this.line(object, name, values, [...said, ...also]);
    if (this.writersOf(said).length > 0 || !this.#isFromSource(said)) return;
    const row: Addition = addition ?? {
      code: 'TG200',
      note: describe('TG200', { target: this.target, value: usualText(name, usual) }),
    };
    this.#added.set(assignment, row);
    this.#changes.push({ ...row, kind: 'adapted', ...place, origins: [] });
  }

  /** The same for what racoon need not be told of: its default is written only where the source wrote it. */
  putUnlessImplied(object: ConfigurationObject, name: string, value: string, saying: Saying): void {
    const usual = sectionOf(object.view)?.directives[name]?.default;
    if (value === usual && this.writersOf(saying.said).length === 0) return;
    this.put(object, name, { value }, saying);
  }

  /** A line that follows from the structure of the source: written always, and never a row of the report. */
  line(object: ConfigurationObject, name: string, values: Values, said: Said): Assignment {
    const assignment = directiveAssignment(object.view, name, values, DERIVED_ORIGIN);
    object.slots.set(name, [...(object.slots.get(name) ?? []), assignment]);
    this.#said.set(assignment, said);
    return assignment;
  }

  /** A line of psk.txt. */
  key(values: Values, said: Said): void {
    this.#statement(KEYS, values, said);
  }
  /** A command of setkey. */
  command(values: Values, said: Said): void {
    this.#statement(COMMANDS, values, said);
  }

  /** Something that statements of the source became; where there is none, nothing is said. */
  adapt(change: Omit<Change, 'kind' | 'origins'>, writers: readonly Origin[]): void {
    const origins = writers.filter((origin) => origin >= 0);
    if (origins.length > 0) this.#changes.push({ ...change, kind: 'adapted', origins });
  }

  /** The statements behind what a line says. */
  writersOf(said: Said): readonly Origin[] {
    const writers = said.flatMap(([object, member]) => originsOf(this.origins, object, member));
    return [...new Set(writers)].filter((origin) => origin >= 0);
  }

  #statement(slot: string, values: Values, said: Said): void {
    const assignment: Assignment = { view: ROOT, slot, operator: 'add', values, origin: DERIVED_ORIGIN };
    this.root.slots.set(slot, [...(this.root.slots.get(slot) ?? []), assignment]);
    this.#said.set(assignment, said);
  }

  /** Whether the source said anything at all of it, if only by its defaults. */
  #isFromSource(said: Said): boolean {
    return said.some(([object]) => this.origins.has(object));
  }

  /** A statement that only lines left out by `--compact` would carry is implied by the target. */
  #noteOmitted(): void {
    const carried = new Set([...this.#said.values()].flatMap((said) => this.writersOf(said)));
    for (const { text, place, said } of this.#omitted) {
      const details = { what: `"${text}"`, where: this.target, value: 'it' };
      const writers = this.writersOf(said).filter((origin) => !carried.has(origin));
      this.adapt({ code: 'TG100', ...place, note: describe('TG100', details) }, writers);
    }
  }
}
