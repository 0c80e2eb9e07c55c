import type { Values } from '../objects/object.ts';
import type { Names } from './names.ts';

/**
 * Why a row is not read by lowering: it is not IPsec, or the code of what it loses (`translation.md` 2) with
 * the advice that the report gives.
 */
export type Unread = 'out-of-scope' | { readonly code: `TG${number}`; readonly advice: string };

/** What the objects step needs to know of a line. `Name` is the type of its arguments' names. */
export interface CommandOptions<Name extends string = string> {
  /** Profiles that have the line; absent: all. */
  readonly profiles?: readonly string[];
  /** The privilege that a user needs to run the line; absent: that of its chapter. */
  readonly level?: number;
  /** How statements of the slot collect; absent: the last one counts. */
  readonly holds?: 'list' | { readonly keyedBy: Name | readonly Name[] };
  /** Entries and objects are listed by number; absent: as written. */
  readonly listed?: 'by-number' | 'by-name';
  /** The text behind `undo` that returns the slot to its default, or takes the named entry from it. */
  readonly undo?: string;
  /** The text behind `undo` that states the opposite of the line: a fact of its own. */
  readonly negates?: string;
  /** The line opens an object of this view, named by the arguments of `key`, or always by `key.fixed`. */
  readonly enters?: string;
  readonly key?: readonly Name[] | { readonly fixed: string };
  /** Names of objects differ in letter case only: one object. */
  readonly foldsKey?: true;
  /** By profile, the sentences that the device means where nothing is written. */
  readonly defaults?: Readonly<Record<string, string | readonly string[]>>;
  /** Profiles whose devices list the slot even at its default. */
  readonly alwaysListed?: readonly string[];
  /** The argument names an object of a view, or of one of several. */
  readonly refersTo?: { readonly view: string | readonly string[]; readonly argument: Name };
  /** The argument is a secret: masked wherever a statement is shown. */
  readonly secret?: Name;
  readonly unread?: Unread;
}

export interface Command<Line extends string = string> {
  readonly line: Line;
  readonly options: CommandOptions;
}

/** One line of a vendor's manual with what it means to the objects step. */
export function command<const Line extends string>(
  line: Line,
  options: CommandOptions<Names<Line>> = {},
): Command<Line> {
  return { line, options };
}

/** The same line in a view where lowering does not read it. */
export function unreadIn<Line extends string>(
  { line, options }: Command<Line>,
  unread: Unread,
): Command<Line> {
  return { line, options: { ...options, unread } };
}

/** The commands of one view: slot by slot, several lines where releases spell a slot differently. */
export type Commands = Readonly<Record<string, Command | readonly Command[]>>;
export interface Chapter<Slots extends Commands = Commands> {
  readonly view: string;
  readonly slots: Slots;
  /** Further lines behind `undo`, each with the slots that it resets. */
  readonly resets: Readonly<Record<string, readonly (keyof Slots & string)[]>>;
}

/** The commands of a view, in the order in which its device lists them. */
export function chapter<const Slots extends Commands>(
  view: string,
  slots: Slots,
  resets: Readonly<Record<string, readonly (keyof Slots & string)[]>> = {},
): Chapter<Slots> {
  return { view, slots, resets };
}

/** The key of a keyed slot's entry. */
export function entryOf({ holds }: CommandOptions, values: Values): string | undefined {
  if (holds === undefined || holds === 'list') return undefined;
  const { keyedBy } = holds;
  if (typeof keyedBy === 'string') {
    const word = values[keyedBy];
    return typeof word === 'string' ? word : undefined;
  }
  const words = keyedBy.map((name) => values[name]);
  return words.every((word) => typeof word === 'string') ? words.join(' ') : undefined;
}
