import type { Origin } from '../../src/ir/origins.ts';
import type { Assignment, Values } from '../objects/object.ts';
import { type CommandOptions, entryOf } from './command.ts';
import type { CommandLine } from './command-table.ts';

/** What a line with these arguments says to the objects step; a line that resets several slots says it of each. */
export function assignmentsOf(line: CommandLine, values: Values, origin: Origin): readonly Assignment[] {
  const { row, operator, resets } = line;
  if (resets !== undefined) {
    return resets.map((slot) => ({ view: row.view, slot, operator, values: {}, origin }));
  }
  const entry = entryOf(row.options, values);
  const { enters } = row.options;
  return [
    {
      view: row.view,
      slot: row.slot,
      operator,
      values,
      origin,
      ...(entry === undefined ? {} : { entry }),
      ...(enters === undefined ? {} : { enters: { view: enters, key: keyOf(row.options, values) } }),
    },
  ];
}

/** The name of the object that a line opens. */
function keyOf({ key = [], foldsKey }: CommandOptions, values: Values): string {
  if ('fixed' in key) return key.fixed;
  const name = key.map((argument) => String(values[argument] ?? '')).join(' ');
  return foldsKey === true ? name.toLowerCase() : name;
}
