import type { Origin } from '../../src/ir/origins.ts';
import { assignmentsOf } from '../notation/assignment.ts';
import { type Applied, apply } from '../objects/apply.ts';
import type { Assignment, ConfigurationObject } from '../objects/object.ts';
import type { Statement } from './document.ts';
import { table } from './table.ts';

/** Applies one statement at the cursor; the last of several assignments (a line that resets two slots) answers. */
export function applyStatement(cursor: ConfigurationObject, statement: Statement, origin: Origin): Applied {
  const { understood } = statement;
  if (understood.kind === 'operation') return { kind: 'refused', cursor, previous: [] };
  if (understood.kind !== 'line') {
    holderOfUnread(cursor, statement).unreadable.push(origin);
    return { kind: 'refused', cursor, previous: [] };
  }
  let applied: Applied = { kind: 'refused', cursor, previous: [] };
  const previous: Assignment[] = [];
  for (const { line, values } of [understood, ...(understood.further ?? [])]) {
    for (const assignment of assignmentsOf(line, values, origin)) {
      applied = apply(table.model, applied.cursor, withRuleId(applied.cursor, assignment));
      previous.push(...applied.previous);
    }
  }
  return { ...applied, previous };
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
  const highest = Math.max(-1, ...ids);
  const entry = String((Math.floor(highest / STEP) + 1) * STEP);
  return { ...assignment, entry };
}
