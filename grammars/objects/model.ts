import type { Operator, Values } from './object.ts';

/** What the engine must know of one slot; a dialect's tables give it. */
export interface SlotModel {
  readonly slot: string;
  /** `one` value, a `list` in the order written, or a list `keyed` by an entry. */
  readonly holds: 'one' | 'list' | 'keyed';
  /** The slot opens objects of these views. */
  readonly enters?: readonly string[];
  /** Keyed entries and objects are listed by number or by name; otherwise in the order written. */
  readonly listed?: 'by-number' | 'by-name';
  /** A statement exists that returns it to its default, or takes one from a list. */
  readonly undoable: boolean;
  /** What a profile means without any statement of the slot. */
  readonly defaults: Readonly<Record<string, readonly DefaultStatement[]>>;
  /** Devices of these profiles list the slot even where it equals the default. */
  readonly alwaysListed: readonly string[];
  /** The value of this name refers to an object of one of the views. */
  readonly refersTo?: { readonly views: readonly string[]; readonly value: string };
}
export interface DefaultStatement {
  readonly operator: Operator;
  readonly entry?: string;
  readonly values: Values;
}
/** Slots in the order in which the device lists them. */
export interface ViewModel {
  readonly view: string;
  readonly slots: readonly SlotModel[];
}

/** The slots of every view, and the order in which objects may be created. */
export class ObjectModel {
  readonly #views: ReadonlyMap<string, ViewModel>;
  readonly #slots: ReadonlyMap<string, ReadonlyMap<string, SlotModel>>;
  readonly #ranks: ReadonlyMap<string, number>;

  constructor(views: readonly ViewModel[]) {
    this.#views = new Map(views.map((view) => [view.view, view]));
    this.#slots = new Map(
      views.map(({ view, slots }) => [view, new Map(slots.map((slot) => [slot.slot, slot]))]),
    );
    this.#ranks = rankViews(views);
  }

  slotsOf(view: string): readonly SlotModel[] {
    return this.#views.get(view)?.slots ?? [];
  }

  slot(view: string, slot: string): SlotModel | undefined {
    return this.#slots.get(view)?.get(slot);
  }

  /** Objects of a view with a smaller rank must exist first. */
  rank(view: string): number {
    return this.#ranks.get(view) ?? 0;
  }
}

/** A view stands behind all that its slots refer to, and what opens it. */
function rankViews(views: readonly ViewModel[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  const byName = new Map(views.map((view) => [view.view, view]));
  const openedBy = new Map<string, SlotModel[]>();
  for (const slot of views.flatMap(({ slots }) => slots)) {
    for (const view of slot.enters ?? []) openedBy.set(view, [...(openedBy.get(view) ?? []), slot]);
  }
  const visit = (name: string, above: readonly string[]): number => {
    const known = ranks.get(name);
    if (known !== undefined) return known;
    if (above.includes(name)) return 0;
    const slots = [...(byName.get(name)?.slots ?? []), ...(openedBy.get(name) ?? [])];
    const referred = slots.flatMap(({ refersTo }) => refersTo?.views ?? []);
    const rank = 1 + Math.max(-1, ...referred.map((view) => visit(view, [...above, name])));
    ranks.set(name, rank);
    return rank;
  };
  for (const { view } of views) visit(view, []);
  return ranks;
}
