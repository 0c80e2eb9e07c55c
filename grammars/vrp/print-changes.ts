import type { Assignment, Values } from '../objects/object.ts';
import { printLine } from '../notation/print-line.ts';
import type { CommandLine } from '../notation/command-table.ts';
import type { Profile } from './profiles.ts';
import { namesIn, printStatement } from './statement.ts';
import { table } from './table.ts';

const SYSTEM = 'system';

/**
 * Changes as they are typed in system view: what is inside an object behind the line that enters it, and `quit` behind
 * it, since a line may mean something else in the view that was entered before.
 */
export function printChanges(changes: readonly Assignment[], profile: Profile): readonly string[] {
  const lines: string[] = [];
  let entered: string | undefined;
  const enter = (header: string | undefined): void => {
    if (header === entered) return;
    if (entered !== undefined) lines.push('quit');
    if (header !== undefined) lines.push(header);
    entered = header;
  };
  for (const assignment of changes) {
    const text = printChange(assignment, profile);
    const opens = assignment.enters !== undefined && assignment.operator !== 'delete';
    if (opens) enter(text);
    else if (assignment.view === SYSTEM) {
      enter(undefined);
      lines.push(text);
    } else lines.push(` ${text}`);
  }
  enter(undefined);
  return lines;
}

/** The words of a change: its line run backwards, or the `undo` of its slot. */
function printChange(assignment: Assignment, profile: Profile): string {
  const { operator, values } = assignment;
  switch (operator) {
    case 'set':
    case 'add':
    case 'negate':
      return printStatement(assignment, profile);
    case 'remove':
    case 'reset':
    case 'delete': {
      const { syntax } = undoOf(assignment, profile);
      return printLine(syntax, pick(values, namesIn(syntax)));
    }
    default:
      return operator satisfies never;
  }
}

/** The line behind `undo` that takes a statement back: of its slot's rows the one that knows most of its arguments. */
function undoOf({ view, slot, values }: Assignment, profile: Profile): CommandLine {
  const texts = new Set(
    table.rows.flatMap(({ view: of, slot: own, options }) => {
      const isMeant = of === view && own === slot && options.profiles?.includes(profile) !== false;
      return isMeant && options.undo !== undefined ? [`undo ${options.undo}`] : [];
    }),
  );
  const lines = table.lines.filter(({ row, text }) => row.view === view && texts.has(text));
  const known = ({ syntax }: CommandLine): number =>
    [...namesIn(syntax)].filter((name) => values[name] !== undefined).length;
  const [found] = lines.toSorted((left, right) => known(right) - known(left));
  if (found === undefined) throw new Error(`vrp@${profile} cannot undo ${view} ${slot}`);
  return found;
}

function pick(values: Values, names: ReadonlySet<string>): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
