import { list } from '../objects/list.ts';
import type { Assignment, ConfigurationObject } from '../objects/object.ts';
import type { Profile } from './profiles.ts';
import { printStatement } from './statement.ts';
import { table } from './table.ts';

/** A line as a device saves it, with the statement that it prints; a separator has none. */
export interface PrintedLine {
  readonly text: string;
  readonly assignment?: Assignment;
}

const SEPARATOR: PrintedLine = { text: '#' };

/**
 * A configuration as devices save it (`reference/vrp.md` 1.8): `#` before each block, its lines one blank deeper
 * than its header, lines of system view that begin with the same word in one block, `return` at the end.
 */
export function printConfiguration(root: ConfigurationObject, profile: Profile): readonly PrintedLine[] {
  return [...printBlocks(root, list(table.model, root), profile), SEPARATOR, { text: 'return' }];
}

/** Statements of a root in blocks, each behind its separator. */
export function printBlocks(
  root: ConfigurationObject,
  statements: readonly Assignment[],
  profile: Profile,
): readonly PrintedLine[] {
  const lines: PrintedLine[] = [];
  let block: string | undefined;
  for (const assignment of statements) {
    const text = printStatement(assignment, profile);
    const isOfSystem = assignment.view === root.view && assignment.enters === undefined;
    const next = isOfSystem ? (text.split(' ')[0] ?? '') : '';
    const isInside = assignment.view !== root.view;
    if (!isInside && (next === '' || next !== block)) lines.push(SEPARATOR);
    if (!isInside) block = next;
    const indented = isInside || assignment.slot === 'sysname';
    lines.push({ text: indented ? ` ${text}` : text, assignment });
  }
  return lines;
}
