import type { Commands } from '../../../../grammars/notation/command.ts';
import { isDefault } from '../../../../grammars/objects/list.ts';
import {
  type Assignment,
  childKey,
  type ConfigurationObject,
  emptyObject,
} from '../../../../grammars/objects/object.ts';
import { system } from '../../../../grammars/vrp/chapters/system.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { type Arguments, printStatement, statement, type View } from '../../../../grammars/vrp/statement.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import { describe } from '../../../ir/codes.ts';
import type { Json } from '../../../ir/json.ts';
import type { Change, MemberPath } from '../../../ir/limits.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { DERIVED_ORIGIN, type Origin, type Origins, originsOf } from '../../../ir/origins.ts';
import type { Addition, Raised, Said, Style } from '../../dialect.ts';
import { isCertainDefault } from '../certain-defaults.ts';

/** The member that a line says first, for the row of the report that names it. */
export interface Place {
  readonly object: ObjectReference;
  readonly path: MemberPath;
  readonly from: Json;
}
/** What a line says, and what the report calls it. */
export interface Saying {
  readonly place: Place;
  readonly said: Said;
  /** The opposite of the line: `undo nat traversal`. */
  readonly negated?: boolean;
  readonly addition?: Addition;
}

interface Omitted {
  readonly text: string;
  readonly place: Place;
  readonly said: Said;
}

/** Collects what raising makes: objects, what their lines say, and the changes that only raising knows. */
export class RaisingContext {
  readonly origins: Origins;
  readonly style: Style;
  readonly profile: Profile;
  /** "vrp@usg", for messages. */
  readonly target: string;
  readonly root = emptyObject(system.view, '');
  readonly #changes: Change[] = [];
  readonly #said = new Map<Assignment, Said>();
  readonly #added = new Map<Assignment, Addition>();
  readonly #omitted: Omitted[] = [];

  constructor(origins: Origins, profile: Profile, style: Style) {
    this.origins = origins;
    this.style = style;
    this.profile = profile;
    this.target = `vrp@${profile}`;
  }

  result(): Raised {
    this.#noteOmitted();
    return { objects: this.root, changes: this.#changes, said: this.#said, added: this.#added };
  }

  /** Opens an object of system view; its header says where the object of the source was opened. */
  open<Slot extends keyof (typeof system)['slots']>(
    slot: Slot,
    enters: string,
    values: Arguments<(typeof system)['slots'], Slot>,
    said: Said,
  ): ConfigurationObject {
    const header = statement(system, slot, values, this.profile, DERIVED_ORIGIN, { enters });
    const key = header.enters?.key ?? '';
    const object = emptyObject(enters, key, this.root);
    object.headers.push(header);
    this.root.children.set(childKey(enters, key), object);
    this.#said.set(header, said);
    return object;
  }

  /**
   * Writes a line and says which IR members it is. One that no statement of the source wrote is `added`, with a
   * row of `defaults`; with `--compact` one that the profile certainly means is not written.
   */
  put<Slots extends Commands, Slot extends keyof Slots & string>(
    chapter: View<Slots>,
    object: ConfigurationObject,
    slot: Slot,
    values: Arguments<Slots, Slot>,
    saying: Saying,
  ): void {
    const assignment = this.#statement(chapter, slot, values, saying);
    if (this.style.compact && isCertainDefault(this.profile, assignment)) {
      this.#omitted.push({ text: printStatement(assignment, this.profile), ...saying });
      return;
    }
    this.#write(object, assignment, saying.said);
    this.#noteAdded(assignment, saying);
  }

  /** The same for a line that the device need not be told of: its default is written only where the source wrote it. */
  putUnlessImplied<Slots extends Commands, Slot extends keyof Slots & string>(
    chapter: View<Slots>,
    object: ConfigurationObject,
    slot: Slot,
    values: Arguments<Slots, Slot>,
    saying: Saying,
  ): void {
    const assignment = this.#statement(chapter, slot, values, saying);
    const model = table.model.slot(chapter.view, slot);
    const isImplied = model !== undefined && isDefault(model, assignment, this.profile);
    if (isImplied && this.writersOf(saying.said).length === 0) return;
    this.put(chapter, object, slot, values, saying);
  }

  /** A line that follows from the structure of the source: written always, and never a row of the report. */
  line<Slots extends Commands, Slot extends keyof Slots & string>(
    chapter: View<Slots>,
    object: ConfigurationObject,
    slot: Slot,
    values: Arguments<Slots, Slot>,
    said: Said,
  ): void {
    this.#write(object, statement(chapter, slot, values, this.profile, DERIVED_ORIGIN), said);
  }

  /** A member that the device means without a line: its statement is implied. */
  imply(what: string, value: string, place: Place, said: Said): void {
    const note = describe('TG100', { what, where: this.target, value });
    this.adapt({ code: 'TG100', ...place, note }, this.writersOf(said));
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

  /** The same without those behind something else: what is said there is said there. */
  writersBut(said: Said, elsewhere: Said): readonly Origin[] {
    const known = new Set(this.writersOf(elsewhere));
    return this.writersOf(said).filter((origin) => !known.has(origin));
  }

  #statement<Slots extends Commands, Slot extends keyof Slots & string>(
    chapter: View<Slots>,
    slot: Slot,
    values: Arguments<Slots, Slot>,
    { negated = false }: Saying,
  ): Assignment {
    return statement(chapter, slot, values, this.profile, DERIVED_ORIGIN, { negated });
  }

  #write(object: ConfigurationObject, assignment: Assignment, said: Said): void {
    const written = object.slots.get(assignment.slot);
    if (written === undefined) object.slots.set(assignment.slot, [assignment]);
    else written.push(assignment);
    this.#said.set(assignment, said);
  }

  #noteAdded(assignment: Assignment, { said, place, addition }: Saying): void {
    if (this.writersOf(said).length > 0 || !this.#isFromSource(said)) return;
    const text = printStatement(assignment, this.profile);
    const row: Addition = addition ?? {
      code: 'TG200',
      note: describe('TG200', { target: this.target, value: this.#meaningWithout(assignment) }),
    };
    this.#added.set(assignment, row);
    this.#changes.push({ ...row, kind: 'adapted', ...place, to: text, origins: [] });
  }

  /** What the profile means where the slot is silent, as the device would say it. */
  #meaningWithout({ view, slot }: Assignment): string {
    const global = GLOBAL_SLOTS[slot];
    const [of, named] = global === undefined ? [view, slot] : [system.view, global];
    const sentences = table.rows.flatMap((row) =>
      row.view === of && row.slot === named ? (row.options.defaults?.[this.profile] ?? []) : [],
    );
    return sentences.length === 0 ? 'nothing of the kind' : `"${sentences.join(', ')}"`;
  }

  /** Whether the source said anything at all of it, if only by its defaults. */
  #isFromSource(said: Said): boolean {
    return said.some(([object]) => this.origins.has(object));
  }

  /** A statement that only lines left out by `--compact` would carry is implied by the target. */
  #noteOmitted(): void {
    const carried = new Set([...this.#said.values()].flatMap((said) => this.writersOf(said)));
    for (const { text, place, said } of this.#omitted) {
      const writers = this.writersOf(said).filter((origin) => !carried.has(origin));
      const note = describe('TG100', { what: `"${text}"`, where: this.target, value: 'it' });
      this.adapt({ code: 'TG100', ...place, note }, writers);
    }
  }
}

/** Slots of system view that hold where a policy is silent. */
const GLOBAL_SLOTS: Readonly<Record<string, string>> = {
  saDurationTime: 'globalDurationTime',
  saDurationTraffic: 'globalDurationTraffic',
};
