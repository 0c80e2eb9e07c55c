/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/**
 * Equality of plain data, whatever the order of members. Works on any IR value: two members that are
 * `undefined` and absent are equal.
 */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((element, index) => sameJson(element, right[index]))
    );
  }
  for (const name of Object.keys(left)) {
    if (!sameJson(memberOf(left, name), memberOf(right, name))) return false;
  }
  for (const name of Object.keys(right)) {
    if (!Object.hasOwn(left, name) && memberOf(right, name) !== undefined) return false;
  }
  return true;
}

/** A member of plain data; `undefined` where it has none. */
export function memberOf(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
