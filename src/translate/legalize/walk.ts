import type { Json } from '../../ir/json.ts';
import type { Change, Limits, MemberLimit, MemberPath } from '../../ir/limits.ts';
import type { ObjectReference } from '../../ir/operation.ts';
import {
  allOrigins,
  hasOrigins,
  isWritten,
  type Origin,
  type Origins,
  originsOf,
  withValues,
} from '../../ir/origins.ts';
import type { IkeVersion } from '../../ir/scalars.ts';
import { fitValue } from './fit-value.ts';

/** What an object is walked with. */
export interface Surroundings {
  readonly reference: ObjectReference;
  readonly versions: readonly IkeVersion[];
  /** Members that cannot matter for the peer, by what they need: left as they are. */
  readonly ignored: ReadonlyMap<MemberPath, string>;
}

interface Member {
  readonly name: string;
  readonly path: MemberPath;
}

/** One generic walk over member paths, copy on write; every difference becomes a change. */
export class LimitWalk {
  readonly changes: Change[] = [];
  /** Members that were left out of the walk because they cannot matter, with what they need. */
  readonly ignored: {
    readonly path: MemberPath;
    readonly what: string;
    readonly reference: ObjectReference;
    readonly origins: readonly Origin[];
  }[] = [];
  readonly #origins: Origins;
  readonly #limits: Limits;
  readonly #target: string;
  readonly #accepted: ReadonlySet<string>;
  readonly #limited: ReadonlyMap<MemberPath, readonly string[]>;
  /** The members to look at, by what is ignored and by the path of their object. */
  readonly #members = new Map<Surroundings['ignored'], Map<MemberPath, readonly Member[]>>();

  readonly #written = new Map<MemberLimit, Set<unknown>>();
  readonly #unwritten = new Map<MemberLimit, Set<unknown>>();

  constructor(origins: Origins, limits: Limits, target: string, accepted: ReadonlySet<string>) {
    this.#origins = origins;
    this.#limits = limits;
    this.#target = target;
    this.#accepted = accepted;
    this.#limited = membersByPath(Object.keys(limits.members).filter((path) => !CHOSEN_ELSEWHERE.has(path)));
  }

  /** The object with every member that has a limit made to fit it. */
  fit<T extends object>(object: T, path: MemberPath, surroundings: Surroundings): T {
    let changed: Record<string, unknown> | undefined;
    for (const member of this.#membersAt(path, surroundings.ignored)) {
      const value: unknown = Reflect.get(object, member.name);
      const fitted = this.#member(object, member.name, value, member.path, surroundings);
      if (fitted !== value) (changed ??= {})[member.name] = fitted;
    }
    return changed === undefined ? object : withValues(this.#origins, object, changed);
  }

  /** The members of the objects at a path that have a limit or cannot matter. */
  #membersAt(path: MemberPath, ignored: Surroundings['ignored']): readonly Member[] {
    const byPath = this.#members.get(ignored) ?? new Map<MemberPath, readonly Member[]>();
    this.#members.set(ignored, byPath);
    let members = byPath.get(path);
    if (members === undefined) {
      const names = new Set([...(this.#limited.get(path) ?? []), ...ignoredNames(path, ignored)]);
      members = [...names].map((name) => ({ name, path: `${path}.${name}` }));
      byPath.set(path, members);
    }
    return members;
  }

  /** The same for some members of an object whose others are walked elsewhere; their paths have no prefix. */
  fitMembers<T extends object>(
    object: T,
    names: readonly (keyof T & string)[],
    surroundings: Surroundings,
  ): T {
    const changed: Record<string, unknown> = {};
    for (const name of names) {
      const value: unknown = object[name];
      const fitted = this.#member(object, name, value, name, surroundings);
      if (fitted !== value) changed[name] = fitted;
    }
    return withValues(this.#origins, object, changed);
  }

  #member(
    object: object,
    name: string,
    value: unknown,
    path: MemberPath,
    surroundings: Surroundings,
  ): unknown {
    const what = surroundings.ignored.get(path);
    if (what !== undefined) {
      const own = originsOf(this.#origins, object, name).filter((origin) => origin >= 0);
      const origins = [...new Set([...own, ...allOrigins(this.#origins, value)])];
      if (origins.length > 0) this.ignored.push({ path, what, reference: surroundings.reference, origins });
      return value;
    }
    const limit = this.#limits.members[path];
    if (limit !== undefined) return this.#fitted(limit, object, name, value, path, surroundings);
    if (Array.isArray(value)) return this.#elements(value, path, surroundings);
    return typeof value === 'object' && value !== null ? this.fit(value, path, surroundings) : value;
  }

  #elements(list: readonly unknown[], path: MemberPath, surroundings: Surroundings): readonly unknown[] {
    const fitted = list.map((element) =>
      typeof element === 'object' && element !== null ? this.fit(element, path, surroundings) : element,
    );
    return fitted.every((element, index) => element === list[index]) ? list : fitted;
  }

  #fitted(
    limit: MemberLimit,
    object: object,
    name: string,
    value: unknown,
    path: MemberPath,
    { reference, versions }: Surroundings,
  ): unknown {
    const written = this.#isWritten(object, name, value);
    const fitting = this.#fitting(limit, written);
    if (fitting.has(value)) return value;
    const fitted = fitValue(limit, toJson(value), {
      path,
      written,
      versions,
      accepted: this.#accepted,
      target: this.#target,
    });
    if (fitted.losses.length === 0) {
      if (isScalar(value) && limit.onlyWith === undefined) fitting.add(value);
      return value;
    }
    const origins = this.#writers(object, name, value);
    for (const loss of fitted.losses) {
      const note = fillMembers(loss.note, object);
      const todo = loss.todo === undefined ? {} : { todo: fillMembers(loss.todo, object) };
      this.changes.push({ ...loss, note, ...todo, object: reference, path, origins });
    }
    return fitted.value;
  }

  /** The values that are known to fit a limit as they are, whoever has them. */
  #fitting(limit: MemberLimit, written: boolean): Set<unknown> {
    const byLimit = written ? this.#written : this.#unwritten;
    let fitting = byLimit.get(limit);
    if (fitting === undefined) byLimit.set(limit, (fitting = new Set()));
    return fitting;
  }

  #isWritten(object: object, name: string, value: unknown): boolean {
    if (isWritten(originsOf(this.#origins, object, name))) return true;
    return hasOrigins(this.#origins, value);
  }

  /** The statements that wrote a member; of one that is made of objects, those of its members. */
  #writers(object: object, name: string, value: unknown): readonly Origin[] {
    const own = originsOf(this.#origins, object, name);
    if (isWritten(own)) return own.filter((origin) => origin >= 0);
    return [...allOrigins(this.#origins, value)];
  }
}

/** Lists of names: `chooseProposals` looks at what they refer to. */
const CHOSEN_ELSEWHERE: ReadonlySet<MemberPath> = new Set(['peers.proposals', 'policies.proposals']);

/** For each path the members below it that have a limit, or hold one that has. */
function membersByPath(paths: readonly MemberPath[]): ReadonlyMap<MemberPath, readonly string[]> {
  const members = new Map<MemberPath, Set<string>>();
  for (const path of paths) {
    const names = path.split('.');
    for (let depth = 1; depth < names.length; depth++) {
      const above = names.slice(0, depth).join('.');
      const below = members.get(above) ?? new Set();
      members.set(above, below.add(names[depth] ?? ''));
    }
  }
  return new Map([...members].map(([path, names]) => [path, [...names]]));
}

function ignoredNames(path: MemberPath, ignored: ReadonlyMap<MemberPath, string>): readonly string[] {
  return [...ignored.keys()].flatMap((ignoredPath) => {
    if (!ignoredPath.startsWith(`${path}.`)) return [];
    return ignoredPath.slice(path.length + 1).split('.')[0] ?? [];
  });
}

/** `{tunnel.local}` in a note is that member of the object. */
function fillMembers(note: string, object: object): string {
  return note.replaceAll(/\{([a-zA-Z.]+)\}/g, (whole, path: string) => {
    const value = path
      .split('.')
      .reduce<unknown>(
        (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
        object,
      );
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** IR values are JSON by rule 1 of `ir.md`. */
function toJson(value: unknown): Json | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as Json | undefined;
}
