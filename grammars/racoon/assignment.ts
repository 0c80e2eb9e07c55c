import type { Assignment, Values } from '../objects/object.ts';
import type { Origin } from '../../src/ir/origins.ts';
import { isUnderstood, type RacoonStatement } from './statement.ts';
import { COMMANDS, KEYS, ROOT } from './table.ts';

/** Blocks that are one however often they are written. */
const SINGLE: ReadonlySet<string> = new Set([
  'privsep',
  'padding',
  'timer',
  'listen',
  'mode_cfg',
  'ldapcfg',
  'radiuscfg',
]);

/** What a statement says to the objects step; one that cannot be read, or is not IPsec, says nothing. */
export function assignmentOf({ view, understood }: RacoonStatement, origin: Origin): Assignment | undefined {
  if (!isUnderstood(understood)) return undefined;
  switch (understood.kind) {
    case 'header':
      return headerAssignment(view, understood.opens, understood.values, origin);
    case 'directive':
      return directiveAssignment(view, understood.name, understood.values, origin);
    case 'key':
      return { view: ROOT, slot: KEYS, operator: 'add', values: understood.values, origin };
    case 'command':
      return {
        view: ROOT,
        slot: COMMANDS,
        operator: 'add',
        values: { ...understood.values, at: String(origin) },
        origin,
      };
    default:
      return understood satisfies never;
  }
}

/** Each block is an object of its own, named by where it was opened. */
export function headerAssignment(
  view: string,
  opens: string,
  values: Values,
  origin: Origin,
  key?: string,
): Assignment {
  return {
    view,
    enters: { view: opens, key: key ?? (SINGLE.has(opens) ? '' : String(origin)) },
    slot: opens,
    operator: 'set',
    values,
    origin,
  };
}

export function directiveAssignment(view: string, name: string, values: Values, origin: Origin): Assignment {
  const { what } = values;
  const isKeyed = view === ROOT && name === 'path';
  return {
    view,
    slot: name,
    ...(isKeyed && typeof what === 'string' ? { entry: what } : {}),
    operator: 'set',
    values,
    origin,
  };
}
