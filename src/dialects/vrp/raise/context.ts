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
import { DERIVED_ORIGIN, type Origins } from '../../../ir/origins.ts';
import type { Addition, Said, Style } from '../../dialect.ts';
import { type Place, Raising } from '../../dialect-raising.ts';
import { isCertainDefault } from '../certain-defaults.ts';

/** What a line says, and what the report calls it. */
export interface Saying {
  readonly place: Place;
  readonly said: Said;
  /** The opposite of the line: `undo nat traversal`. */
  readonly negated?: boolean;
  readonly addition?: Addition;
}

/** Objects of VRP, all opened in system view; a slot has its lines in the order in which they are put. */
export class RaisingContext extends Raising {
  readonly profile: Profile;

  constructor(origins: Origins, profile: Profile, style: Style) {
    super(`vrp@${profile}`, system.view, origins, style);
    this.profile = profile;
  }

  /** Opens an object of system view; its header says where the object of the source was opened. */
  open<Slot extends keyof (typeof system)['slots']>(
    slot: Slot,
    enters: string,
    values: Arguments<(typeof system)['slots'], Slot>,
    said: Said,
  ): ConfigurationObject {
    const opening = statement(system, slot, values, this.profile, DERIVED_ORIGIN, { enters });
    const header = this.saying(opening, said);
    const key = header.enters?.key ?? '';
    const object = emptyObject(enters, key, this.root);
    object.headers.push(header);
    this.root.children.set(childKey(enters, key), object);
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
      this.omit(printStatement(assignment, this.profile), saying.place, saying.said);
      return;
    }
    this.#noteAdded(this.append(object, assignment, saying.said), saying);
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
    this.append(object, statement(chapter, slot, values, this.profile, DERIVED_ORIGIN), said);
  }

  /** A member that the device means without a line: its statement is implied. */
  imply(what: string, value: string, place: Place, said: Said): void {
    const note = describe('TG100', { what, where: this.target, value });
    this.adapt({ code: 'TG100', ...place, note }, this.writersOf(said));
  }

  #statement<Slots extends Commands, Slot extends keyof Slots & string>(
    chapter: View<Slots>,
    slot: Slot,
    values: Arguments<Slots, Slot>,
    { negated = false }: Saying,
  ): Assignment {
    return statement(chapter, slot, values, this.profile, DERIVED_ORIGIN, { negated });
  }

  #noteAdded(assignment: Assignment, { said, place, addition }: Saying): void {
    if (!this.isAddition(said)) return;
    const text = printStatement(assignment, this.profile);
    const row: Addition = addition ?? {
      code: 'TG200',
      note: describe('TG200', { target: this.target, value: this.#meaningWithout(assignment) }),
    };
    this.add(assignment, row, place, text);
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
}

/** Slots of system view that hold where a policy is silent. */
const GLOBAL_SLOTS: Readonly<Record<string, string>> = {
  saDurationTime: 'globalDurationTime',
  saDurationTraffic: 'globalDurationTraffic',
};
