/** ≥ 0: index of the statement that wrote the value. */
export type Origin = number;
/** Default of the source's profile. */
export const DEFAULT_ORIGIN: Origin = -1;
/** Follows from other members or from structure. */
export const DERIVED_ORIGIN: Origin = -2;

/**
 * For each IR object the origins of its members. Keys: a member (`"dhGroups"`: every statement that had a
 * part in it) or a member and a position (`"dhGroups/0"`). A member without a key is a default; an object
 * without an entry was built by raising or by hand. An IR object has one parent: objects and table constants
 * are never shared.
 */
export type Origins = Map<object, MemberOrigins>;
export type MemberOrigins = Readonly<Record<string, readonly Origin[]>>;
/** The same as data, for JSON: keys are JSON Pointers (RFC 6901). Written only with `--origins`. */
export type OriginTable = Readonly<Record<string, readonly Origin[]>>;

/** A value and the statements that made it; `elements`, for a list, those of each element. */
export interface Sourced<T> {
  readonly value: T;
  readonly origins: readonly Origin[];
  readonly elements?: readonly (readonly Origin[])[];
}

const BY_DEFAULT: readonly Origin[] = [DEFAULT_ORIGIN];
const BY_DERIVATION: readonly Origin[] = [DERIVED_ORIGIN];
const ALL_DEFAULTS: MemberOrigins = {};

export function sourced<T>(value: T, origins: readonly Origin[]): Sourced<T> {
  return { value, origins };
}
export function byDefault<T>(value: T): Sourced<T> {
  return { value, origins: BY_DEFAULT };
}
export function derived<T>(value: T): Sourced<T> {
  return { value, origins: BY_DERIVATION };
}

/** A member that is not there, and the statements that say so, or that leave it to a person to fill in. */
export function absent(origins: readonly Origin[]): Sourced<undefined> {
  return { value: undefined, origins };
}

type OptionalMember<T> = { [M in keyof T]-?: object extends Pick<T, M> ? M : never }[keyof T];
/** The members of an IR object, each with its origins; an optional one may be `undefined`, which leaves it out. */
export type SourcedMembers<T> = {
  readonly [M in Exclude<keyof T, OptionalMember<T>>]: Sourced<T[M]>;
} & { readonly [M in OptionalMember<T>]?: Sourced<Exclude<T[M], undefined> | undefined> | undefined };

/** Builds an IR object and records where its members came from. */
export function assemble<T extends object>(origins: Origins, members: SourcedMembers<T>): T {
  const object: Record<string, unknown> = {};
  let record: Record<string, readonly Origin[]> | undefined;
  const all: Readonly<Record<string, Sourced<unknown> | undefined>> = members;
  for (const name in all) {
    const member = all[name];
    if (member === undefined) continue;
    if (member.value !== undefined) object[name] = member.value;
    if (member.origins !== BY_DEFAULT) (record ??= {})[name] = member.origins;
    member.elements?.forEach((element, index) => {
      (record ??= {})[`${name}/${index}`] = element;
    });
  }
  origins.set(object, record ?? ALL_DEFAULTS);
  // The mapped type above names every member of T.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return object as T;
}

/**
 * The only way to change an IR object outside lowering: the copy keeps the entry of the original.
 * A member given as `undefined` is left out.
 */
export function withMembers<T extends object>(
  origins: Origins,
  object: T,
  members: { readonly [M in keyof T]?: T[M] | undefined },
): T {
  return withValues(origins, object, new Map(Object.entries(members)));
}

/** The same where the members are known by name only; the values must be of the members' types. */
export function withValues<T extends object>(
  origins: Origins,
  object: T,
  values: ReadonlyMap<string, unknown>,
): T {
  const copy = { ...object };
  for (const [name, value] of values) {
    if (value === undefined) Reflect.deleteProperty(copy, name);
    else Reflect.set(copy, name, value);
  }
  const entry = origins.get(object);
  if (entry !== undefined) origins.set(copy, entry);
  return copy;
}

/** One object says what several said: the statements behind each of its members are those of all of them. */
export function uniteOrigins(origins: Origins, united: object, parts: readonly object[]): void {
  const entry = Object.keys(united).map((member): [string, readonly Origin[]] => [
    member,
    [...new Set(parts.flatMap((part) => originsOf(origins, part, member)))],
  ]);
  origins.set(united, Object.fromEntries(entry));
}

/** The statements behind a member, or behind one element of it. */
export function originsOf(
  origins: Origins,
  object: object,
  member: string,
  position?: number,
): readonly Origin[] {
  const entry = origins.get(object);
  if (entry === undefined) return BY_DERIVATION;
  const element = position === undefined ? undefined : entry[`${member}/${position}`];
  return element ?? entry[member] ?? BY_DEFAULT;
}

/** Whether a statement of the source wrote it (and not a default, nor a derivation). */
export function isWritten(origins: readonly Origin[]): boolean {
  return origins.some((origin) => origin >= 0);
}

/** Every statement that has a part in a value, members of members included. */
export function allOrigins(origins: Origins, value: unknown): ReadonlySet<Origin> {
  const found = new Set<Origin>();
  addOrigins(origins, value, found);
  return found;
}

/** Adds them to those that are found already. */
export function addOrigins(origins: Origins, value: unknown, found: Set<Origin>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const element of value) addOrigins(origins, element, found);
    return;
  }
  const entry = origins.get(value);
  for (const name in entry) addOriginsOfMember(entry, name, found);
  const members: readonly unknown[] = Object.values(value);
  for (const member of members) if (typeof member === 'object') addOrigins(origins, member, found);
}

/** Adds the statements that the entry of an object has for one key. */
export function addOriginsOfMember(entry: MemberOrigins | undefined, key: string, found: Set<Origin>): void {
  for (const origin of entry?.[key] ?? []) if (origin >= 0) found.add(origin);
}

/** Origins as data, by JSON Pointer. Defaults and derived values are left out. */
export function originTable(origins: Origins, root: object): OriginTable {
  const table: Record<string, readonly Origin[]> = {};
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [member, list] of Object.entries(origins.get(node) ?? ALL_DEFAULTS)) {
      if (isWritten(list)) table[`${pointer}/${member}`] = list;
    }
    for (const [name, member] of Object.entries(node)) {
      visit(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  };
  visit(root, '');
  return table;
}
