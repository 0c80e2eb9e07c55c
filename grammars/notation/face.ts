import { DEFAULT_ORIGIN, type Origin } from '../../src/ir/origins.ts';
import type { ObjectModel } from '../objects/model.ts';
import type { ConfigurationObject, Operator, Values } from '../objects/object.ts';
import type { Chapter, Command, Commands } from './command.ts';
import type { Names } from './names.ts';

/** One statement as lowering sees it, or the default that stands for it. */
export class Reading<Name extends string = string> {
  readonly operator: Operator;
  /** The statement, or `DEFAULT_ORIGIN`. */
  readonly origins: readonly Origin[];
  readonly #values: Values;

  constructor(operator: Operator, values: Values, origin: Origin) {
    this.operator = operator;
    this.origins = [origin];
    this.#values = values;
  }

  /** Whether it states the opposite of its line. */
  get negated(): boolean {
    return this.operator === 'negate';
  }

  /** Whether the source has the statement. */
  get written(): boolean {
    return this.origins[0] !== DEFAULT_ORIGIN;
  }

  text(name: Name): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : value?.join(' ');
  }

  /** A repeated argument, in the order written. */
  texts(name: Name): readonly string[] {
    const value = this.#values[name];
    if (value === undefined) return [];
    return typeof value === 'string' ? [value] : value;
  }

  number(name: Name): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : Number(text);
  }
}

/** The names of a row's arguments; where a slot has several rows, of all of them. */
export type NamesOf<C> =
  C extends Command<infer Line> ? Names<Line> : C extends readonly (infer One)[] ? NamesOf<One> : never;

/**
 * An object read through the names of its chapter, which the compiler checks:
 * `peer.one('remoteAddress')?.text('address')`. Asking marks the statements as used.
 */
export class Face<Slots extends Commands> {
  readonly object: ConfigurationObject;
  readonly #model: ObjectModel;
  readonly #profile: string;
  readonly #used: Set<Origin>;

  constructor(object: ConfigurationObject, model: ObjectModel, profile: string, used: Set<Origin>) {
    this.object = object;
    this.#model = model;
    this.#profile = profile;
    this.#used = used;
    for (const { origin } of object.headers) used.add(origin);
  }

  /** The statement that counts, else the profile's default. */
  one<Slot extends keyof Slots & string>(slot: Slot): Reading<NamesOf<Slots[Slot]>> | undefined {
    const written = this.object.slots.get(slot);
    const last = written?.at(-1);
    if (written === undefined || last === undefined) return this.all(slot).at(-1);
    for (const { origin } of written) this.#used.add(origin);
    return new Reading(last.operator, last.values, last.origin);
  }

  /** Every statement of a slot in the order written; where there is none, the profile's defaults. */
  all<Slot extends keyof Slots & string>(slot: Slot): readonly Reading<NamesOf<Slots[Slot]>>[] {
    const written = this.object.slots.get(slot);
    if (written !== undefined) {
      for (const { origin } of written) this.#used.add(origin);
      return written.map(({ operator, values, origin }) => new Reading(operator, values, origin));
    }
    const defaults = this.#model.slot(this.object.view, slot)?.defaults[this.#profile] ?? [];
    return defaults.map(({ operator, values }) => new Reading(operator, values, DEFAULT_ORIGIN));
  }

  /** The statements of a slot that are wanted; only these count as used. */
  select<Slot extends keyof Slots & string>(
    slot: Slot,
    isWanted: (reading: Reading<NamesOf<Slots[Slot]>>) => boolean,
  ): readonly Reading<NamesOf<Slots[Slot]>>[] {
    const readings = (this.object.slots.get(slot) ?? []).map(
      ({ operator, values, origin }) => new Reading<NamesOf<Slots[Slot]>>(operator, values, origin),
    );
    const wanted = readings.filter(isWanted);
    for (const { origins } of wanted) for (const origin of origins) this.#used.add(origin);
    return wanted;
  }
}

/** Reads objects of one gateway and records which statements were read. */
export class ObjectReader {
  readonly #model: ObjectModel;
  readonly #profile: string;
  readonly #used: Set<Origin>;

  constructor(model: ObjectModel, profile: string, used: Set<Origin>) {
    this.#model = model;
    this.#profile = profile;
    this.#used = used;
  }

  /** The object behind the names of its chapter; its headers count as followed. */
  face<Slots extends Commands>(chapter: Chapter<Slots>, object: ConfigurationObject): Face<Slots> {
    if (object.view !== chapter.view) throw new Error(`${object.view} read as ${chapter.view}`);
    return new Face(object, this.#model, this.#profile, this.#used);
  }
}
