import type { Gateway } from '../../ir/gateway.ts';
import type { Lowered } from '../../ir/lowered.ts';

/**
 * What could not be read of the objects of a gateway that was made from another: a copy of an object has its origins, and
 * is told by them.
 */
export function faultsOf(gateway: Gateway, { faulty, origins }: Lowered): Lowered['faulty'] {
  if (faulty.size === 0) return faulty;
  const byOrigins = new Map(
    [...faulty].flatMap(([object, found]) => {
      const own = origins.get(object);
      return own === undefined || Object.keys(own).length === 0 ? [] : [[own, found] as const];
    }),
  );
  const faults = new Map(faulty);
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const own = origins.get(node);
    const found = own === undefined ? undefined : byOrigins.get(own);
    if (found !== undefined) faults.set(node, found);
    for (const member of Object.values(node)) visit(member);
  };
  visit(gateway);
  return faults;
}
