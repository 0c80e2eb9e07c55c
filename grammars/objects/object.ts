import type { Origin } from '../../src/ir/origins.ts';

/** The arguments of a statement by name, as typed; a repeated one is a list. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/**
 * What any dialect's statement says to the objects step.
 * `set` gives a slot its value, `add` adds to a list, `remove` takes from one, `reset` returns a slot to its
 * default, `negate` states the opposite (a fact of its own: stored and listed), `delete` removes an object.
 */
export type Operator = 'set' | 'add' | 'remove' | 'reset' | 'negate' | 'delete';

export interface Assignment {
  /** The view that the statement belongs to; a statement may be typed in any view below it. */
  readonly view: string;
  /** The statement opens (or deletes) an object; `key` is its name there. */
  readonly enters?: { readonly view: string; readonly key: string };
  readonly slot: string;
  /** Key inside a keyed list: the id of a `rule`, the name of a nested item. */
  readonly entry?: string;
  readonly operator: Operator;
  readonly values: Values;
  readonly origin: Origin;
  /** Earlier statements that gave words of this list. */
  readonly earlier?: readonly Origin[];
}

/** A vendor's own object: what was said of it, by slot, in the order written, and the objects inside it. */
export interface ConfigurationObject {
  readonly view: string;
  readonly key: string;
  readonly parent?: ConfigurationObject;
  /** Every statement that opened it; empty for the root. */
  readonly headers: Assignment[];
  readonly slots: Map<string, Assignment[]>;
  readonly children: Map<string, ConfigurationObject>;
  /** Statements typed in its view that could not be read. */
  readonly unreadable: Origin[];
  /** Of long lists what their statements say, so that one is not compared with all of them (kept by `apply`). */
  contents?: Map<string, Set<string>>;
}

export function emptyObject(
  view: string,
  key: string,
  parent?: ConfigurationObject,
  ...headers: Assignment[]
): ConfigurationObject {
  return parent === undefined
    ? { view, key, headers, slots: new Map(), children: new Map(), unreadable: [] }
    : { view, key, headers, slots: new Map(), children: new Map(), unreadable: [], parent };
}

export function childKey(view: string, key: string): string {
  return `${view} ${key}`;
}

/** Whether two statements say the same, wherever they were written. */
export function sameAssignment(left: Assignment, right: Assignment): boolean {
  return (
    left.slot === right.slot &&
    left.entry === right.entry &&
    left.operator === right.operator &&
    sameValues(left.values, right.values)
  );
}

export function sameValues(left: Values, right: Values): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => sameValue(left[name], right[name]))
  );
}

function sameValue(left: Values[string] | undefined, right: Values[string] | undefined): boolean {
  if (typeof left === 'string' || typeof right === 'string' || left === undefined || right === undefined) {
    return left === right;
  }
  return left.length === right.length && left.every((text, index) => text === right[index]);
}
