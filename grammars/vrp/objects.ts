import type { Origin } from '../../src/ir/origins.ts';
import { assignmentsOf } from '../notation/assignment.ts';
import { type Applied, apply } from '../objects/apply.ts';
import type { Assignment, ConfigurationObject } from '../objects/object.ts';
import type { Statement } from './document.ts';
import { table } from './table.ts';
import type { Said } from './understand.ts';

/** Applies one statement at the cursor; the last of several assignments (a line that resets two slots) answers. */
export function applyStatement(cursor: ConfigurationObject, statement: Statement, origin: Origin): Applied {
  const { understood } = statement;
  if (understood.kind === 'operation') return { kind: 'refused', cursor, previous: [] };
  if (understood.kind !== 'line') {
    holderOfUnread(cursor, statement).unreadable.push(origin);
    return { kind: 'refused', cursor, previous: [] };
  }
  const applied = applyLine(cursor, understood, origin);
  const { further = [] } = understood;
  return further.reduce((before, said) => joined(before, applyLine(before.cursor, said, origin)), applied);
}

function applyLine(cursor: ConfigurationObject, { line, values }: Said, origin: Origin): Applied {
  let applied: Applied | undefined;
  for (const assignment of assignmentsOf(line, values, origin)) {
    const next = applyAssignment(applied?.cursor ?? cursor, assignment);
    applied = applied === undefined ? next : joined(applied, next);
  }
  return applied ?? { kind: 'refused', cursor, previous: [] };
}

function applyAssignment(cursor: ConfigurationObject, assignment: Assignment): Applied {
  return apply(table.model, cursor, withRuleId(cursor, assignment));
}

function joined(before: Applied, after: Applied): Applied {
  return { ...after, previous: [...before.previous, ...after.previous] };
}

function holderOfUnread(cursor: ConfigurationObject, { view }: Statement): ConfigurationObject {
  let holder = cursor;
  while (holder.view !== view && holder.parent !== undefined) holder = holder.parent;
  return holder;
}

const STEP = 5;

/** A rule without an id gets the next multiple of 5 above the highest of its list (`reference/vrp.md` 2.7). */
export function withRuleId(cursor: ConfigurationObject, assignment: Assignment): Assignment {
  if (assignment.slot !== 'rule' || assignment.operator !== 'set' || assignment.entry !== undefined)
    return assignment;
  const ids = (cursor.slots.get('rule') ?? []).map(({ entry }) => Number(entry));
  const highest = Math.max(0, ...ids);
  const entry = String((Math.floor(highest / STEP) + 1) * STEP);
  return { ...assignment, entry };
}
