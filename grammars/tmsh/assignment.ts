import type { Origin } from '../../src/ir/origins.ts';
import type { Assignment } from '../objects/object.ts';
import type { Statement } from './document.ts';
import { ROOT } from './table.ts';

/** What a statement says to the objects step; one that cannot be read, or is not IPsec, says nothing. */
export function assignmentOf({ component, understood }: Statement, origin: Origin): Assignment | undefined {
  if (component === undefined) return undefined;
  if (understood.kind === 'header') return headerAssignment(component.name, understood.name, origin);
  if (understood.kind !== 'property') return undefined;
  return propertyAssignment(component.name, understood.name, understood.value, origin);
}

export function headerAssignment(component: string, name: string, origin: Origin): Assignment {
  return {
    view: ROOT,
    enters: { view: component, key: name },
    slot: component,
    operator: 'set',
    values: { name },
    origin,
  };
}

export function propertyAssignment(
  component: string,
  property: string,
  value: string | readonly string[],
  origin: Origin,
): Assignment {
  return { view: component, slot: property, operator: 'set', values: { value }, origin };
}
