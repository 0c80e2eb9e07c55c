import type { Origin } from '../../src/ir/origins.ts';
import type { Assignment, Values } from '../objects/object.ts';
import { type CommandOptions, entryOf } from './command.ts';
import type { CommandLine } from './command-table.ts';

/** What a line with these arguments says to the objects step; a line that resets several slots says it of each. */
export function assignmentsOf(line: CommandLine, values: Values, origin: Origin): readonly Assignment[] {
  const { row, operator, resets } = line;
  const { view, slot, options } = row;
  if (resets !== undefined) {
    return resets.map((each) => ({ view, slot: each, operator, values: {}, origin }));
  }
  const entry = entryOf(options, values);
  const assignment = { view, slot, operator, values, origin };
  if (options.enters !== undefined) {
    const enters = { view: options.enters, key: keyOf(options, values) };
    return [entry === undefined ? { ...assignment, enters } : { ...assignment, enters, entry }];
  }
  return [entry === undefined ? assignment : { ...assignment, entry }];
}

/** The name of the object that a line opens. */
function keyOf({ key = [], foldsKey }: CommandOptions, values: Values): string {
  if ('fixed' in key) return key.fixed;
  const name = key.map((argument) => String(values[argument] ?? '')).join(' ');
  return foldsKey === true ? name.toLowerCase() : name;
}
