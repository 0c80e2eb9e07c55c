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
  const leftMembers = members(left);
  const rightMembers = members(right);
  return (
    leftMembers.size === rightMembers.size &&
    [...leftMembers].every(
      ([name, value]) => rightMembers.has(name) && sameJson(value, rightMembers.get(name)),
    )
  );
}

function members(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}
