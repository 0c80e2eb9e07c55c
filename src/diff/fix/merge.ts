import type { Gateway } from '../../ir/gateway.ts';
import { memberOf, sameJson } from '../../ir/json.ts';
import type { MemberOrigins, Origins } from '../../ir/origins.ts';

/** Three states of one gateway under the same names: `after` came from `before`, `own` is what the change is wanted for. */
export interface Versions {
  readonly own: Gateway;
  readonly before: Gateway;
  readonly after: Gateway;
}

/**
 * How far the own gateway stays as it is: each member of a value that did not change (the retries of DPD, where its mode
 * did), or values as wholes, because their members mean nothing alone.
 */
export type Grain = 'members' | 'values';

/**
 * The own gateway with what became of `before`: what did not change there stays as its own, whatever it is. The origins of
 * what changed are those of `after`; they are put in `origins`.
 */
export function mergeGateways({ own, before, after }: Versions, origins: Origins, grain: Grain): Gateway {
  const merged = new Merge(origins, grain).records(own, before, after);
  // Each member is that of one of the three, or made from theirs.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return merged as Gateway;
}

type Record = Readonly<globalThis.Record<string, unknown>>;

class Merge {
  readonly #origins: Origins;
  readonly #grain: Grain;

  constructor(origins: Origins, grain: Grain) {
    this.#origins = origins;
    this.#grain = grain;
  }

  records(own: object, before: object, after: object): object {
    const merged: globalThis.Record<string, unknown> = {};
    const entry: globalThis.Record<string, MemberOrigins[string]> = {};
    const written = this.#origins.get(after) ?? {};
    for (const name of new Set([own, before, after].flatMap((each) => Object.keys(each)))) {
      const [left, base, right] = [own, before, after].map((each) => memberOf(each, name));
      const isChanged = !sameJson(base, right);
      const value = isChanged ? this.#changed(left, base, right) : left;
      if (value !== undefined) merged[name] = value;
      if (!isChanged) continue;
      for (const [key, origins] of Object.entries(written)) {
        if (key === name || key.startsWith(`${name}/`)) entry[key] = origins;
      }
    }
    this.#origins.set(merged, entry);
    return merged;
  }

  /** `before` and `after` are not the same. */
  #changed(own: unknown, before: unknown, after: unknown): unknown {
    if (isList(own) && isList(before) && isList(after)) {
      const keys = [own, before, after].map(keysOf);
      const [ownByKey, beforeByKey, afterByKey] = keys;
      if (ownByKey !== undefined && beforeByKey !== undefined && afterByKey !== undefined) {
        return this.#lists(ownByKey, beforeByKey, afterByKey);
      }
    }
    const isMerged = this.#grain === 'members' && isRecord(own) && isRecord(before) && isRecord(after);
    return isMerged ? this.records(own, before, after) : after;
  }

  /** In the order of its own; what is new stands behind. */
  #lists(own: ByKey, before: ByKey, after: ByKey): readonly unknown[] {
    const kept = [...own].flatMap(([key, object]): readonly unknown[] => {
      const [base, right] = [before.get(key), after.get(key)];
      if (base === undefined) return [right ?? object];
      if (right === undefined) return [];
      return [sameJson(base, right) ? object : this.records(object, base, right)];
    });
    const added = [...after].flatMap(([key, object]) => {
      const isKnown = own.has(key) || sameJson(before.get(key), object);
      return isKnown ? [] : [object];
    });
    return [...kept, ...added];
  }
}

type ByKey = ReadonlyMap<string, object>;

/** The members that tell the objects of a list apart. */
const KEYS = ['name', 'sequence', 'rule', 'destination', 'vrf'] as const;

/** Nothing: they are no objects, or not told apart. */
function keysOf(list: readonly unknown[]): ByKey | undefined {
  const byKey = new Map<string, object>();
  for (const object of list) {
    if (!isRecord(object)) return undefined;
    const key = JSON.stringify(KEYS.map((name) => memberOf(object, name) ?? null));
    if (byKey.has(key)) return undefined;
    byKey.set(key, object);
  }
  return byKey;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
function isRecord(value: unknown): value is Record {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
